import type { Manifest } from '../../core/manifest';
import { pilotLabels } from '../labels';
import { given, type IstiodValues } from '../values';
import { runsHere } from './placement';
import { revisioned } from './revision';

function utilization(name: string, averageUtilization: number): object {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

/** Adapts the number of replicas of istiod to its load. */
export function autoscaling(values: IstiodValues): Manifest | undefined {
  const { global, pilot } = values;
  if (!pilot.autoscaleEnabled || !runsHere(values)) return undefined;
  const memory = pilot.memory.targetAverageUtilization;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name: revisioned('istiod', values),
      namespace: global.istioNamespace,
      labels: { app: 'istiod', ...pilotLabels(values) },
    },
    spec: {
      minReplicas: pilot.autoscaleMin,
      maxReplicas: pilot.autoscaleMax,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: revisioned('istiod', values) },
      metrics: [
        utilization('cpu', pilot.cpu.targetAverageUtilization),
        ...(memory === undefined ? [] : [utilization('memory', memory)]),
      ],
      behavior: given(pilot.autoscaleBehavior),
    },
  };
}
