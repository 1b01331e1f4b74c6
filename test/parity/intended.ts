import {
  at,
  dataOf,
  type Fields,
  mapLabels,
  mapTemplates,
  templatesOf,
  withData,
  withEnvOf,
  withoutDescriptions,
  withSpec,
} from './official-changes';
import type { Intended, Values } from './run';

/** Every difference from the official charts that is wanted, and why. One that no case needs is an error. */
export const INTENDED: readonly Intended[] = [
  {
    where: 'labels app.kubernetes.io/managed-by and endpointslice.kubernetes.io/managed-by',
    reason: 'no Helm release manages the objects; it names this library',
    apply: (object) =>
      mapLabels(object, (labels) => {
        const helms = Object.keys(labels).filter((name) => name.endsWith('/managed-by') && labels[name] === 'Helm');
        return helms.length === 0 ? labels : { ...labels, ...Object.fromEntries(helms.map((name) => [name, 'cdk8s-istio'])) };
      }),
  },
  {
    where: 'label helm.sh/chart',
    reason: 'there is no chart, and its version in the labels of pods would restart them with every release',
    apply: (object) =>
      mapLabels(object, (labels) => {
        if (labels['helm.sh/chart'] === undefined) return labels;
        const { 'helm.sh/chart': _chart, ...others } = labels;
        return others;
      }),
  },
  {
    where: 'ConfigMap values',
    reason: "it copies the user's values into the cluster, secrets included, and nothing reads it",
    apply: (object) => ('merged-values' in dataOf(object) ? undefined : object),
  },
  {
    where: 'descriptions in CRDs',
    reason: 'they are two thirds of the text, and neither the API server nor kubectl apply needs them',
    apply: (object) => (object.kind === 'CustomResourceDefinition' ? withoutDescriptions(object) : object),
  },
  {
    where: 'text of the built-in injection templates',
    reason: 'they are written anew; the pods that they make are compared by test/parity/injection.ts',
    apply: (object, values, ours) =>
      mapTemplates(object, (templates) => {
        const written = ours === undefined ? {} : templatesOf(ours);
        const own = userTemplates(values);
        return Object.fromEntries(Object.entries(templates).map(([name, text]) => [name, own[name] ?? written[name] ?? text]));
      }),
  },
  {
    where: 'the text that stops injectors before Istio 1.9',
    reason: 'any text does that cannot be parsed as a template',
    apply: (object, _values, ours) => {
      if (!('config' in dataOf(object)) || ours === undefined) return object;
      const config = dataOf(object)['config'] as Fields;
      return withData(object, { config: { ...config, template: (dataOf(ours)['config'] as Fields)['template'] } });
    },
  },
  {
    where: 'pilot.cni.resources in the values for injection, with profile demo',
    reason: 'they are meant for the chart of the CNI agent, and no template reads them',
    apply: (object, { profile }) => {
      if (profile !== 'demo' || at(dataOf(object), 'values.pilot.cni.resources') === undefined) return object;
      const values = dataOf(object)['values'] as { readonly pilot: { readonly cni: Fields } };
      const { resources: _resources, ...cni } = values.pilot.cni;
      return withData(object, { values: { ...values, pilot: { ...values.pilot, cni } } });
    },
  },
  {
    where: 'CEL of ValidatingAdmissionPolicies',
    reason: 'spaces and the names of bound variables are ours; the meaning is the same',
    apply: (object, _values, ours) => {
      if (object.kind !== 'ValidatingAdmissionPolicy' || ours === undefined) return object;
      const written = (ours['spec'] as PolicySpec).validations;
      const validations = (object['spec'] as unknown as PolicySpec).validations.map((rule, i) => {
        const own = written[i];
        return own !== undefined && withoutNames(own.expression) === withoutNames(rule.expression) ? own : rule;
      });
      return withSpec(object, { validations });
    },
  },
  {
    where: 'ValidatingAdmissionPolicies of a revision, when resourceScope is not all',
    reason: 'they are outside of namespaces, so the owner of the cluster applies them; the chart counts them to the namespace',
    apply: (object, values) =>
      object.kind.startsWith('ValidatingAdmissionPolicy') && at(values, 'global.resourceScope') === 'namespace'
        ? undefined
        : object,
    adds: (object, values) =>
      object.kind.startsWith('ValidatingAdmissionPolicy') && at(values, 'global.resourceScope') === 'cluster',
  },
  {
    where: 'pilot.traceSampling 0',
    reason: 'it means none; the chart says nothing then, and istiod traces one percent',
    apply: (object, values, ours) =>
      object.kind === 'Deployment' && at(values, 'pilot.traceSampling') === 0 && ours !== undefined
        ? withEnvOf(object, ours, 'PILOT_TRACE_SAMPLING')
        : object,
  },
  {
    where: 'pilot.replicaCount 0',
    reason: 'it means none; the chart says nothing then, and the Deployment has one',
    apply: (object, values) =>
      object.kind === 'Deployment' && at(values, 'pilot.replicaCount') === 0 ? withSpec(object, { replicas: 0 }) : object,
  },
  {
    where: 'pilot.pdb.minAvailable 0 and pilot.pdb.maxUnavailable 0',
    reason: 'they mean all and none; the chart emits a budget that says neither',
    apply: (object, values) => {
      if (object.kind !== 'PodDisruptionBudget') return object;
      if (at(values, 'pilot.pdb.maxUnavailable') === 0) return withSpec(object, { maxUnavailable: 0 });
      return at(values, 'pilot.pdb.minAvailable') === 0 ? withSpec(object, { minAvailable: 0 }) : object;
    },
  },
];

function userTemplates(values: Values): Fields {
  return (at(values, 'sidecarInjectorWebhook.templates') ?? {}) as Fields;
}

interface PolicySpec {
  readonly validations: readonly { readonly expression: string }[];
}

/** A CEL expression without spaces and without the names of its bound variables. */
function withoutNames(expression: string): string {
  const text = expression.replaceAll(/\s+/g, '');
  const names = [...text.matchAll(/exists\((\w+),/g)].map(([, name]) => name ?? '');
  return names.reduce((renamed, name) => renamed.replaceAll(new RegExp(`\\b${name}(?=[.,])`, 'g'), '_'), text);
}
