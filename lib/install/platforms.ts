import type { ChartOverrides } from './chart-layers';

/** Where k3s and k3d keep what CNI plugins are told. */
const K3S_CONFIGURATION = '/var/lib/rancher/k3s/agent/etc/cni/net.d';

/** Every platform that a cluster may be of, as a difference on the defaults. */
export const PLATFORMS = {
  gke: { cni: { cniBinDir: '', resourceQuotas: { enabled: true } }, resourceQuotas: { enabled: true } },
  k3d: { cni: { cniConfDir: K3S_CONFIGURATION, cniBinDir: '/bin' } },
  k3s: { cni: { cniConfDir: K3S_CONFIGURATION, cniBinDir: '/var/lib/rancher/k3s/data/cni' } },
  microk8s: {
    cni: {
      cniConfDir: '/var/snap/microk8s/current/args/cni-network',
      cniBinDir: '/var/snap/microk8s/current/opt/cni/bin',
    },
  },
  minikube: { cni: { cniNetnsDir: '/var/run/docker/netns' } },
  openshift: {
    cni: {
      cniBinDir: '/var/lib/cni/bin',
      cniConfDir: '/etc/cni/multus/net.d',
      chained: false,
      cniConfFileName: 'istio-cni.conf',
      provider: 'multus',
    },
    pilot: { cni: { enabled: true, provider: 'multus' }, terminationMessagePolicy: 'FallbackToLogsOnError' },
    seLinuxOptions: { type: 'spc_t' },
    trustedZtunnelNamespace: 'kube-system',
  },
} as const satisfies Readonly<Record<string, ChartOverrides>>;

/** Name of a platform. */
export type PlatformName = keyof typeof PLATFORMS;
