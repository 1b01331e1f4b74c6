import { refuse } from '../../lib/core/problem';
import { baseManifests } from '../../lib/install/base';
import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { controlPlaneProblems } from '../../lib/install/istio-control-plane-problems';
import { istiodManifests } from '../../lib/install/istiod';
import { PROFILES, type ProfileName } from '../../lib/install/profiles';
import { resolveComponents, resolveValues } from '../../lib/install/resolve-values';
import type { IstiodValues } from '../../lib/install/values';
import { ISTIO_HUB, ISTIO_VERSION } from '../../lib/versions';
import type { ChartRequest } from './oracle';
import type { ParityCase } from './run';

/** Profiles that the charts know as well; the others choose parts alone. */
const CHART_PROFILES: readonly ProfileName[] = ['demo'];

/** The props as a values file of the official charts. */
function chartValues({ profile, components: _parts, namespace, hub, tag, ...written }: IstioControlPlaneProps): object {
  return {
    ...written,
    ...(profile !== undefined && CHART_PROFILES.includes(profile) ? { profile } : {}),
    global: { ...written.global, hub: hub ?? ISTIO_HUB, tag: tag ?? ISTIO_VERSION, istioNamespace: namespace },
  };
}

function request(chart: string, release: string, props: IstioControlPlaneProps): ChartRequest {
  return { chart, release, namespace: props.namespace ?? 'istio-system', values: chartValues(props) };
}

/** Our values for these props. They have to be such that we take them. */
function accepted(props: IstioControlPlaneProps): IstiodValues {
  const values = resolveValues(props, PROFILES[props.profile ?? 'default']);
  refuse('parity', controlPlaneProblems(values));
  return values;
}

/** Compares what the chart `base` gives for these props. */
export function baseCase(name: string, props: IstioControlPlaneProps): ParityCase {
  const profile = PROFILES[props.profile ?? 'default'];
  const emitted = resolveComponents(props.components, profile).base;
  return {
    chart: 'base',
    name,
    official: emitted ? request('base', 'istio-base', props) : [],
    ours: () => (emitted ? baseManifests(accepted(props)) : []),
  };
}

/** Compares what the chart `istiod` gives for these props. */
export function istiodCase(name: string, props: IstioControlPlaneProps): ParityCase {
  const profile = PROFILES[props.profile ?? 'default'];
  const emitted = resolveComponents(props.components, profile).pilot;
  return {
    chart: 'istiod',
    name,
    official: emitted ? request('istiod', 'istiod', props) : [],
    ours: () => (emitted ? istiodManifests(accepted(props)) : []),
  };
}
