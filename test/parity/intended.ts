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
    reason:
      "it copies the user's values into the cluster, secrets included, and nothing reads it; the prop valuesConfigMap asks for it",
    apply: (object) => ('merged-values' in dataOf(object) ? undefined : object),
  },
  {
    where: 'descriptions in CRDs',
    reason: 'they are two thirds of the text, and neither the API server nor kubectl apply needs them',
    apply: (object) => (object.kind === 'CustomResourceDefinition' ? withoutDescriptions(object) : object),
  },
  {
    where: 'base.excludedCRDs without base.enableCRDTemplates',
    reason: 'who leaves out a CRD gets none of it; the chart forgets the list then',
    apply: (object, values) => {
      const excluded = (at(values, 'base.excludedCRDs') ?? []) as readonly string[];
      const isRaw = at(values, 'base.enableCRDTemplates') === false;
      return isRaw && object.kind === 'CustomResourceDefinition' && excluded.includes(object.metadata.name) ? undefined : object;
    },
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
    where: 'pilot.cni in the values for injection, with a profile, platform or release that says something of the CNI agent',
    reason: 'what it says is meant for the chart of the agent, and no template reads it',
    apply: (object) => {
      const values = dataOf(object)['values'] as InjectionValues | undefined;
      if (values?.pilot === undefined) return object;
      const { enabled, provider, ...ofTheAgent } = values.pilot.cni;
      if (Object.keys(ofTheAgent).length === 0) return object;
      return withData(object, { values: { ...values, pilot: { ...values.pilot, cni: { enabled, provider } } } });
    },
  },
  {
    where: 'global.platform in the values for injection, with platform',
    reason: 'the template of waypoints looks for it there alone, and would give OpenShift a user that it refuses',
    apply: (object, { platform }) => {
      const values = dataOf(object)['values'] as InjectionValues | undefined;
      if (values?.global === undefined || platform === undefined || values.global['platform']) return object;
      return withData(object, { values: { ...values, global: { ...values.global, platform } } });
    },
  },
  {
    where: 'labels of ValidatingAdmissionPolicyBindings',
    reason: 'the charts leave them out, so that whoever selects by them misses these',
    apply: (object, _values, ours) =>
      object.kind === 'ValidatingAdmissionPolicyBinding' && ours !== undefined && object.metadata.labels === undefined
        ? { ...object, metadata: { ...object.metadata, labels: ours.metadata.labels ?? {} } }
        : object,
  },
  {
    where: 'discoveryAddress, with an istiod elsewhere and a revision',
    reason: 'the Service has the revision in its name, and the address of the chart leads to none',
    apply: (object, values) => {
      const { global, istiodRemote, revision, profile } = values as RemoteValues;
      const given = at(values, 'meshConfig.defaultConfig.discoveryAddress') !== undefined;
      if (!('mesh' in dataOf(object)) || given || !global?.remotePilotAddress || !revision) return object;
      const isRemote = istiodRemote?.enabled ?? profile === 'remote';
      const beside = isRemote && istiodRemote?.enabledLocalInjectorIstiod ? '-remote' : '';
      const mesh = dataOf(object)['mesh'] as { readonly defaultConfig: Fields };
      const discoveryAddress = `istiod-${revision}${beside}.${object.metadata.namespace}.svc:15012`;
      return withData(object, { mesh: { ...mesh, defaultConfig: { ...mesh.defaultConfig, discoveryAddress } } });
    },
  },
  {
    where: 'default: port and reinvocationPolicy of the injection webhooks',
    reason: 'they are the same webhooks as those of istiod; the API server would fill in the same',
    apply: (object) => {
      const webhooks = object['webhooks'] as readonly Webhook[] | undefined;
      if (object.kind !== 'MutatingWebhookConfiguration' || webhooks?.[0]?.reinvocationPolicy !== undefined) return object;
      return { ...object, webhooks: webhooks?.map(withDefaults) };
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

/** What the templates of the injector read. */
interface InjectionValues {
  readonly global?: Fields;
  readonly pilot?: Fields & { readonly cni: Fields };
}

interface RemoteValues {
  readonly profile?: string;
  readonly revision?: string;
  readonly global?: { readonly remotePilotAddress?: string };
  readonly istiodRemote?: { readonly enabled?: boolean; readonly enabledLocalInjectorIstiod?: boolean };
}

interface Webhook {
  readonly clientConfig: { readonly service?: Fields };
  readonly reinvocationPolicy?: string;
}

/** The webhook with what the API server fills in. */
function withDefaults({ clientConfig, ...webhook }: Webhook): Webhook {
  const { service } = clientConfig;
  return {
    reinvocationPolicy: 'Never',
    ...webhook,
    clientConfig: service === undefined ? clientConfig : { ...clientConfig, service: { port: 443, ...service } },
  };
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
