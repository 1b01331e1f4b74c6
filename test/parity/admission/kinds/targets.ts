import { LABEL_KEYS, LABEL_VALUES, mapOf, pool } from '../pool';

/** How policies say which workloads they are for. */
export const TARGET_VALUES = {
  'selector.matchLabels': mapOf(LABEL_KEYS, LABEL_VALUES),
  'workloadSelector.matchLabels': mapOf(LABEL_KEYS, LABEL_VALUES),
  'workloadSelector.labels': mapOf(LABEL_KEYS, LABEL_VALUES),
  targetRef: pool(
    [
      { kind: 'Service', name: 'reviews' },
      { kind: 'Service', name: 'reviews', group: '' },
      { kind: 'Service', name: 'reviews', group: 'core' },
      { kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'waypoint' },
      { kind: 'GatewayClass', group: 'gateway.networking.k8s.io', name: 'istio-waypoint' },
      { kind: 'ServiceEntry', group: 'networking.istio.io', name: 'out', namespace: '' },
    ],
    [
      {},
      { kind: 'Service' },
      { name: 'a' },
      { kind: 'Service', name: '' },
      { kind: 'Service', name: 'reviews', namespace: 'shop' },
      { kind: 'Service', group: 'apps', name: 'a' },
      { kind: 'Deployment', group: 'apps', name: 'a' },
      { kind: 'gateway', group: 'gateway.networking.k8s.io', name: 'a' },
      { kind: 'Gateway', group: 'networking.istio.io', name: 'a' },
      { kind: 'Gateway', group: 'Gateway.networking.k8s.io', name: 'a' },
      { kind: 'Serv_ice', name: 'a' },
      { kind: 'Service', name: 'a'.repeat(254) },
      { kind: 'HTTPRoute', group: 'gateway.networking.k8s.io', name: 'a' },
    ],
  ),
};
TARGET_VALUES['targetRefs[]' as 'targetRef'] = TARGET_VALUES.targetRef;
