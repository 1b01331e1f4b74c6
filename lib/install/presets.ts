import type { IstiodOverrides } from './resolve-values';
import type { TopologySpreadConstraint } from './values';

/** A choice of values that belong together, over the profile and below the props. */
export type PresetName = keyof typeof PRESETS;

/** Over nodes and over zones, as evenly as the cluster allows; each ReplicaSet on its own, so that updates can move. */
function spread(topologyKey: string): TopologySpreadConstraint {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { app: 'istiod' } },
    matchLabelKeys: ['istio.io/rev', 'pod-template-hash'],
  };
}

/** Two replicas at least, on different nodes, of which one stays: no single failure, drain or update leaves a cluster without istiod. */
const PRODUCTION: IstiodOverrides = {
  global: { defaultPodDisruptionBudget: { enabled: true } },
  pilot: {
    autoscaleEnabled: true,
    autoscaleMin: 2,
    autoscaleMax: 5,
    rollingMaxUnavailable: 0,
    pdb: { minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    resources: { requests: { cpu: '500m', memory: '2048Mi' }, limits: { memory: '4096Mi' } },
    topologySpreadConstraints: [spread('kubernetes.io/hostname'), spread('topology.kubernetes.io/zone')],
  },
};

/** Every preset. */
export const PRESETS = { production: PRODUCTION } as const satisfies Readonly<Record<string, IstiodOverrides>>;
