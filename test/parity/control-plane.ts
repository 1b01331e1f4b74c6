import { refuse } from '../../lib/core/problem';
import { baseManifests } from '../../lib/install/base';
import { defaultRevisionManifests } from '../../lib/install/default';
import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { controlPlaneProblems } from '../../lib/install/istio-control-plane-problems';
import { istiodManifests } from '../../lib/install/istiod';
import { PROFILES, type Profile } from '../../lib/install/profiles';
import { resolveComponents, resolveValues } from '../../lib/install/resolve-values';
import type { IstiodValues } from '../../lib/install/values';
import { ISTIO_HUB, ISTIO_VERSION } from '../../lib/versions';
import type { ChartRequest } from './oracle';
import type { ParityCase } from './run';

/** The charts whose values an IstioControlPlane takes, with the release names of its labels. */
const CHARTS = {
  base: { release: 'istio-base', manifests: baseManifests },
  istiod: { release: 'istiod', manifests: istiodManifests },
  default: { release: 'istio-default', manifests: defaultRevisionManifests },
} as const;

/** One of these charts. */
export type ControlPlaneChart = keyof typeof CHARTS;

function profileOf({ profile = 'default' }: IstioControlPlaneProps): Profile {
  return PROFILES[profile];
}

/** The props as a values file of the official charts. */
export function chartValues(props: IstioControlPlaneProps): object {
  const { profile: _profile, preset: _preset, components: _parts, webhooks: _webhooks, namespace, hub, tag, ...written } = props;
  const { chart, platform, values } = profileOf(props);
  const platformOfProfile = platform === undefined || written.platform !== undefined ? {} : { platform };
  const global = { ...platformOfProfile, ...written.global };
  return {
    ...written,
    ...(chart === undefined ? {} : { profile: chart }),
    // What istioctl says beside the profile of the charts.
    ...(values.pilot === undefined ? {} : { pilot: { ...written.pilot, cni: { ...values.pilot.cni, ...written.pilot?.cni } } }),
    global: { ...global, hub: hub ?? ISTIO_HUB, tag: tag ?? ISTIO_VERSION, istioNamespace: namespace },
  };
}

function request(chart: ControlPlaneChart, props: IstioControlPlaneProps): ChartRequest {
  const upgrade = (props.webhooks?.delivery ?? 'install') !== 'install';
  const namespace = props.namespace ?? 'istio-system';
  return { chart, release: CHARTS[chart].release, namespace, values: chartValues(props), upgrade };
}

/** Our values for these props. They have to be such that we take them. */
function accepted(props: IstioControlPlaneProps): IstiodValues {
  const values = resolveValues(props);
  refuse('parity', controlPlaneProblems(values));
  return values;
}

/** Compares what one of the charts gives for these props. */
export function controlPlaneCase(chart: ControlPlaneChart, name: string, props: IstioControlPlaneProps): ParityCase {
  const { base, pilot } = resolveComponents(props.components, profileOf(props));
  const emitted = chart === 'base' ? base : pilot;
  return {
    chart,
    name,
    official: emitted ? request(chart, props) : [],
    ours: () => (emitted ? CHARTS[chart].manifests(accepted(props)) : []),
  };
}

/** Compares what the chart `base` gives for these props. */
export function baseCase(name: string, props: IstioControlPlaneProps): ParityCase {
  return controlPlaneCase('base', name, props);
}

/** Compares what the chart `istiod` gives for these props. */
export function istiodCase(name: string, props: IstioControlPlaneProps): ParityCase {
  return controlPlaneCase('istiod', name, props);
}
