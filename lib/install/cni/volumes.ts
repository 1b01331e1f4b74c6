import { given, type Volume, type VolumeMount } from '../values';
import type { CniAgent } from './cni-agent';

/** GKE keeps `/opt` read-only, and has another folder for programs. */
function programFolder({ values: { cniBinDir, platform } }: CniAgent): string {
  return given(cniBinDir) ?? (platform === 'gke' ? '/home/kubernetes/bin' : '/opt/cni/bin');
}

/** Whether the agent looks for the network of pods among the processes of the node. */
function readsProcesses({ values: { ambient, repair } }: CniAgent): boolean {
  return repair.repairPods || ambient.enabled;
}

/** The folders of the node that the pod asks for. */
export function volumes(agent: CniAgent): Volume[] {
  const { ambient, cniConfDir, cniNetnsDir } = agent.values;
  const folder = (name: string, path: string, type?: 'Directory' | 'DirectoryOrCreate') => ({ name, hostPath: { path, type } });
  return [
    folder('cni-bin-dir', programFolder(agent)),
    ...(readsProcesses(agent) ? [folder('cni-host-procfs', '/proc', 'Directory')] : []),
    ...(ambient.enabled ? [folder('cni-ztunnel-sock-dir', '/var/run/ztunnel', 'DirectoryOrCreate')] : []),
    folder('cni-net-dir', cniConfDir),
    folder('cni-socket-dir', '/var/run/istio-cni'),
    // Made where it is missing: a CNI plugin makes it with the first pod of the node, and this one may be earlier.
    folder('cni-netns-dir', cniNetnsDir, 'DirectoryOrCreate'),
  ];
}

/** Where the agent sees them. */
export function volumeMounts(agent: CniAgent): VolumeMount[] {
  const forAmbient = [
    { name: 'cni-netns-dir', mountPath: '/host/var/run/netns', mountPropagation: 'HostToContainer' },
    { name: 'cni-ztunnel-sock-dir', mountPath: '/var/run/ztunnel' },
  ];
  return [
    { name: 'cni-bin-dir', mountPath: '/host/opt/cni/bin' },
    ...(readsProcesses(agent) ? [{ name: 'cni-host-procfs', mountPath: '/host/proc', readOnly: true }] : []),
    { name: 'cni-net-dir', mountPath: '/host/etc/cni/net.d' },
    { name: 'cni-socket-dir', mountPath: '/var/run/istio-cni' },
    ...(agent.values.ambient.enabled ? forAmbient : []),
  ];
}
