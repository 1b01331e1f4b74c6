import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { layer } from '../../lib/install/layering';
import { EVERY_VALUE } from './every-value';
import { both, only, type Path, type Tree } from './value-paths';

/** A tree of values as props. */
export function propsOf(values: Readonly<Record<string, unknown>>): IstioControlPlaneProps {
  const { global, ...others } = values as { readonly global?: Readonly<Record<string, string>> };
  const { istioNamespace: namespace, hub, tag, ...rest } = global ?? {};
  return { ...others, namespace, hub, tag, global: rest };
}

/** Values without which another one changes nothing, or the chart renders an error. */
const WITH: readonly { readonly path: string; readonly also: IstioControlPlaneProps }[] = [
  { path: 'pilot.replicaCount', also: { pilot: { autoscaleEnabled: false } } },
  { path: 'pilot.pdb', also: { pilot: { autoscaleMin: 2 } } },
  { path: 'global.defaultPodDisruptionBudget', also: { pilot: { autoscaleMin: 2 } } },
  { path: 'global.defaultResources', also: { pilot: { resources: null } } },
  { path: 'global.pilotCertProvider', also: { global: { certSigners: ['issuers.example.com/ca'] } } },
  { path: 'global.tracer.zipkin', also: { global: { proxy: { tracer: 'zipkin' } } } },
  { path: 'global.tracer.datadog', also: { global: { proxy: { tracer: 'datadog' } } } },
  { path: 'global.remotePilotAddress', also: { istiodRemote: { enabled: true } } },
  { path: 'global.ipFamil', also: { global: { remotePilotAddress: 'istiod.example.com' }, istiodRemote: { enabled: true } } },
  { path: 'global.configCluster', also: { istiodRemote: { enabled: true } } },
  { path: 'istiodRemote.enabledLocalInjectorIstiod', also: { istiodRemote: { enabled: true } } },
  { path: 'revisionTags', also: { revision: 'blue' } },
  { path: 'sidecarInjectorWebhook.defaultTemplates', also: { sidecarInjectorWebhook: { templates: { hello: '{}\n' } } } },
  { path: 'pilot.taint.name', also: { pilot: { taint: { enabled: true } } } },
];

/** What switches objects off, as it is by default: with it, every object shows what the other values do to it. */
const SWITCHES: IstioControlPlaneProps = {
  global: {
    resourceScope: 'all',
    omitSidecarInjectorConfigMap: false,
    operatorManageWebhooks: false,
    configValidation: true,
    enableReaderRBAC: true,
    defaultPodDisruptionBudget: { enabled: true },
  },
  base: { enableCRDTemplates: true },
  pilot: { configMap: true, autoscaleEnabled: true },
  telemetry: { enabled: true, v2: { enabled: true, prometheus: { enabled: true } } },
};

/** Everything at once. */
export const EVERYTHING = layer<Record<string, unknown>>({ ...EVERY_VALUE }, { ...SWITCHES });

/** Values that make sense as a whole only. */
export const WHOLE = ['global.readerServiceAccount', 'global.tracer.lightstep'];

/** Props with that value alone, and with what it needs to have an effect; and props without the value. */
export function withAndWithout(path: Path): readonly [IstioControlPlaneProps, IstioControlPlaneProps] {
  const at = path.join('.');
  const least = WITH.filter((entry) => at.startsWith(entry.path))
    .map(({ also }): Tree => ({ ...also }))
    .reduce(both, {});
  return [propsOf(both(least, only(EVERY_VALUE, path))), propsOf(least)];
}
