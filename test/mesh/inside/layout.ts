import { join } from 'node:path';

/** Addresses of the machine inside: one node, one network for pods, one for Services. */
export const NODE = {
  name: 'mesh',
  ip: '10.244.0.1',
  podNetwork: '10.244.0.0/16',
  serviceNetwork: '10.96.0.0/16',
  dns: '10.96.0.10',
  /** Where every host name outside the cluster leads to. */
  internet: '203.0.113.10',
  /** Where load balancers get their addresses. */
  loadBalancers: '198.51.100.',
} as const;

export const API_PORT = 6443;
export const ETCD_PORT = 2379;
export const ETCD_PEER_PORT = 2380;

/** A tmpfs that only the mesh sees: the disks of pods, the data of etcd. It is gone with the mesh. */
export const MEMORY = '/run/mesh';
export const IMAGE = join(MEMORY, 'image');
export const PODS = join(MEMORY, 'pods');

/** The socket of the client that stands outside of the cluster. */
export const OUTSIDE_SOCKET = join(MEMORY, 'outside.sock');

/** The socket by which the application in a pod is told to ask something. */
export function podSocket(pod: string): string {
  return join(MEMORY, 'sockets', `${pod}.sock`);
}
