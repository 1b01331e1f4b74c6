import type { Api } from './api';
import { NODE } from './layout';

/** Far more than the machine has, so that the requests of Istio's defaults fit. */
const CAPACITY = { cpu: '64', memory: '256Gi', pods: '1000' };

/** Makes the node on which the scheduler puts all pods. */
export async function registerNode(api: Api): Promise<void> {
  const labels = { 'kubernetes.io/hostname': NODE.name, 'kubernetes.io/os': 'linux' };
  await api.create('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE.name, labels } });
  const now = new Date().toISOString();
  await api.patch(`/api/v1/nodes/${NODE.name}/status`, {
    status: {
      capacity: CAPACITY,
      allocatable: CAPACITY,
      addresses: [
        { type: 'InternalIP', address: NODE.ip },
        { type: 'Hostname', address: NODE.name },
      ],
      conditions: [{ type: 'Ready', status: 'True', reason: 'Started', lastHeartbeatTime: now, lastTransitionTime: now }],
    },
  });
  await api.patch(`/api/v1/nodes/${NODE.name}`, { spec: { taints: null } }); // admission taints a new node as not ready
}
