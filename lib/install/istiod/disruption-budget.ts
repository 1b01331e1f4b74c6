import type { Manifest } from '../../core/manifest';
import { pilotLabels } from '../labels';
import { given, type IstiodValues } from '../values';
import { runsHere } from './placement';
import { podSelector, revisioned } from './revision';

/** Keeps istiod up while nodes are drained. With a single replica it would keep the node from being drained. */
export function disruptionBudget(values: IstiodValues): Manifest | undefined {
  const { global, pilot } = values;
  const fewest = pilot.autoscaleEnabled ? pilot.autoscaleMin : pilot.replicaCount;
  if (!global.defaultPodDisruptionBudget.enabled || fewest < 2 || !runsHere(values)) return undefined;
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy } = pilot.pdb;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: {
      name: revisioned('istiod', values),
      namespace: global.istioNamespace,
      labels: { app: 'istiod', istio: 'pilot', ...pilotLabels(values) },
    },
    spec: {
      ...(maxUnavailable === undefined ? { minAvailable } : { maxUnavailable }),
      unhealthyPodEvictionPolicy: given(unhealthyPodEvictionPolicy),
      selector: { matchLabels: podSelector(values) },
    },
  };
}
