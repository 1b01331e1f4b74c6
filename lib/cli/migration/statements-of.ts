import type { Manifest } from '../../core/manifest';
import { isTree, merged, type Tree } from '../../core/tree';
import { CHARTS, type ChartName } from '../../values-files/charts';
import { cniAgent } from '../../values-files/charts/cni';
import { namedGateway } from '../../values-files/charts/gateway';
import { istiodValues } from '../../values-files/charts/istiod-values';
import { platformOf } from '../../values-files/charts/shared';
import { ztunnelAgent } from '../../values-files/charts/ztunnel';
import type { K8sSettings } from '../../values-files/operator/component';
import type { RenderedComponent } from '../../values-files/operator/render-operator';
import { renderChart } from '../../values-files/render-chart';
import { agent } from './agents';
import type { Statement } from './program';
import { controlPlane, gateway } from './statements';

/** A part of a mesh: a chart with its values, and what they give. */
interface Part {
  readonly chart: ChartName;
  readonly namespace: string | undefined;
  readonly values: Tree;
  readonly manifests: readonly Manifest[];
  readonly k8s?: K8sSettings;
}

function beside({ chart, namespace, values, manifests, k8s }: Part, istio: Statement, meshNamespace: string): Statement {
  const installation = { user: values, release: CHARTS[chart].release, namespace };
  const patchable = k8s !== undefined;
  if (chart === 'cni') return agent(chart, cniAgent(installation), istio, manifests, patchable);
  if (chart === 'ztunnel') return agent(chart, ztunnelAgent(installation), istio, manifests, patchable);
  const { revision } = istio.props;
  return gateway(namedGateway(installation), meshNamespace, typeof revision === 'string' ? revision : '', manifests, patchable);
}

/** The values with the profile where props have it. */
function withProfileAtTop(user: Tree): Tree {
  const { profile: inGlobal, ...global } = isTree(user['global']) ? user['global'] : {};
  if (inGlobal === undefined) return user;
  return { ...user, profile: user['profile'] ?? inGlobal, global };
}

/** What the control plane beside a chart has to say for it. */
function controlPlaneBeside(chart: ChartName, user: Tree, namespace = 'istio-system'): Tree {
  const names = ['revision', 'profile', 'platform', 'compatibilityVersion', 'global'];
  const shared = Object.fromEntries(names.flatMap((name) => (name in user ? [[name, user[name]]] : [])));
  if (chart !== 'ztunnel') return shared;
  const trusted = platformOf(user) === 'openshift' ? 'kube-system' : 'istio-system';
  const trust = {
    ...(namespace !== trusted && { trustedZtunnelNamespace: namespace }),
    ...(user['resourceName'] !== undefined && { trustedZtunnelName: user['resourceName'] }),
  };
  const env = shared['profile'] === 'ambient' ? {} : { env: { PILOT_ENABLE_AMBIENT: 'true' } };
  return merged(shared, { pilot: { ...trust, ...env } });
}

/** The statements for one chart and a values file; without a chart, for the control plane: `base` and `istiod`. */
export function chartStatements(written: Tree, chart: ChartName | undefined, namespace: string | undefined): Statement[] {
  const user = withProfileAtTop(written);
  const scoped = namespace === undefined ? user : merged(user, { global: { istioNamespace: namespace } });
  const charts = chart === undefined ? (['base', 'istiod'] as const) : [chart];
  const wanted = charts.flatMap((name) => renderChart(name, { user, namespace }));
  if (chart === undefined || chart === 'base' || chart === 'istiod') {
    const parts = { base: chart !== 'istiod', pilot: chart !== 'base' };
    return [controlPlane(scoped, { parts, ...(chart !== undefined && { createNamespace: false }) }, wanted, false)];
  }
  const istio = controlPlane(controlPlaneBeside(chart, user, namespace), { parts: { base: true, pilot: true } }, [], false);
  const { namespace: meshNamespace = 'istio-system' } = istio.props;
  return [istio, beside({ chart, namespace, values: user, manifests: wanted }, istio, String(meshNamespace))];
}

/** Settings that a chart has as values, under these names. */
const AS_VALUES = ['resources', 'nodeSelector', 'affinity', 'podAnnotations'] as const;

function withSettings({ component, spec, values }: RenderedComponent): Tree {
  const { k8s = {} } = spec;
  const said = Object.fromEntries(AS_VALUES.flatMap((name) => (k8s[name] === undefined ? [] : [[name, k8s[name]]])));
  if (component.chart === 'istiod') {
    const { serviceAnnotations } = k8s;
    return merged(values, { pilot: { ...said, ...(serviceAnnotations !== undefined && { serviceAnnotations }) } });
  }
  if (component.chart === 'gateway')
    return merged(values, { ...said, service: { annotations: k8s['serviceAnnotations'] ?? {} } });
  return component.chart === 'base' ? values : merged(values, said);
}

/** The statements for an IstioOperator. */
export function operatorStatements(operator: Tree, rendered: readonly RenderedComponent[]): Statement[] {
  const ofMesh = rendered.filter(({ component: { chart } }) => chart === 'base' || chart === 'istiod');
  const others = rendered.filter((one) => !ofMesh.includes(one));
  const pilot = ofMesh.find(({ component: { chart } }) => chart === 'istiod');
  const values = pilot === undefined ? (operator['values'] as Tree) : withSettings(pilot);
  const profile = typeof operator['profile'] === 'string' ? operator['profile'] : undefined;
  const parts = { base: ofMesh.some(({ component }) => component.chart === 'base'), pilot: pilot !== undefined };
  const wanted = ofMesh.flatMap(({ manifests }) => manifests);
  const patchable = ofMesh.some(({ spec }) => spec.k8s !== undefined);
  const isDemo = ['minimal', 'empty'].includes(profile ?? '');
  const istio = controlPlane(values, { profile: isDemo ? 'default' : profile, parts }, wanted, patchable);
  const { global } = istiodValues(values);
  return [
    istio,
    ...others.map((one) => {
      const { component, namespace, manifests, spec } = one;
      const part = { chart: component.chart, namespace, values: withSettings(one), manifests, k8s: spec.k8s };
      return beside(part, istio, global.istioNamespace);
    }),
  ].filter(({ construct, wanted: objects }) => construct !== 'IstioControlPlane' || objects.length > 0 || others.length > 0);
}
