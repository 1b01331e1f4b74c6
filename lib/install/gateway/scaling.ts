import type { Manifest } from '../../core/manifest';
import { given } from '../values';
import { gatewayLabels, gatewayMetadata, isReplicated, type NamedGateway, selectorLabels } from './named-gateway';

function utilization(name: 'cpu' | 'memory', percentage: number | undefined) {
  if (percentage === undefined || percentage === 0) return [];
  return [{ type: 'Resource', resource: { name, target: { averageUtilization: percentage, type: 'Utilization' } } }];
}

/** Scales a Deployment by its use of processor time and memory. */
export function autoscaler(gateway: NamedGateway): Manifest | undefined {
  const { autoscaling, kind } = gateway.values;
  if (!autoscaling.enabled || kind !== 'Deployment') return undefined;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: gatewayMetadata(gateway),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind, name: gateway.name },
      minReplicas: autoscaling.minReplicas,
      maxReplicas: autoscaling.maxReplicas,
      metrics: given([
        ...utilization('cpu', autoscaling.targetCPUUtilizationPercentage),
        ...utilization('memory', autoscaling.targetMemoryUtilizationPercentage),
      ]),
      behavior: given(autoscaling.autoscaleBehavior),
    },
  };
}

/** Keeps pods while nodes are drained. With a single pod it would only block the drain. */
export function disruptionBudget(gateway: NamedGateway): Manifest | undefined {
  const { podDisruptionBudget } = gateway.values;
  if (given(podDisruptionBudget) === undefined || !isReplicated(gateway)) return undefined;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: gateway.name, namespace: gateway.namespace, labels: gatewayLabels(gateway) },
    spec: { selector: { matchLabels: selectorLabels(gateway) }, ...podDisruptionBudget },
  };
}
