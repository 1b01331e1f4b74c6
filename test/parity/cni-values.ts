import type { CniValues } from '../../lib/install/cni';
import type { Affinity } from '../../lib/install/values';
import type { Every } from './every-value';

const TERM = { matchExpressions: [{ key: 'edge', operator: 'In', values: ['true'] }] } as const;
const PODS = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'a' } } };
const NEAR = {
  requiredDuringSchedulingIgnoredDuringExecution: [PODS],
  preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 5, podAffinityTerm: PODS }],
};

/** Every kind of rule. */
export const EVERY_AFFINITY: Every<Affinity> = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [TERM] },
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, preference: TERM }],
  },
  podAffinity: NEAR,
  podAntiAffinity: NEAR,
};

/** Every value of the chart `cni` set to something else than its default, but what only a platform says. */
export const EVERY_CNI_VALUE: Every<Omit<CniValues, 'platform'>> = {
  hub: 'registry.example.com/cni',
  tag: '1.31.1-cni',
  variant: 'debug',
  image: 'own-install-cni',
  pullPolicy: 'Always',
  logging: { level: 'cni-plugin:debug' },
  cniBinDir: '/own/bin',
  cniConfDir: '/own/net.d',
  cniConfFileName: '10-calico.conflist',
  cniNetnsDir: '/own/netns',
  istioOwnedCNIConfig: true,
  istioOwnedCNIConfigFileName: '03-mesh.conflist',
  excludeNamespaces: ['kube-system', 'monitoring'],
  affinity: EVERY_AFFINITY,
  daemonSetLabels: { team: 'mesh', 'app.kubernetes.io/part-of': 'platform' },
  podAnnotations: { note: 'a', 'prometheus.io/port': '9000' },
  podLabels: { team: 'mesh' },
  chained: false,
  provider: 'multus',
  ambient: {
    enabled: true,
    enablementSelectors: [
      { namespaceSelector: { matchLabels: { mesh: 'true' } } },
      { podSelector: { matchLabels: { b: '1', a: '2' } } },
    ],
    configDir: '/own/ambient',
    dnsCapture: false,
    ipv6: false,
    reconcileIptablesOnStartup: false,
    shareHostNetworkNamespace: true,
    enableAmbientDetectionRetry: true,
  },
  repair: {
    enabled: false,
    hub: 'registry.example.com/repair',
    tag: '1',
    labelPods: true,
    deletePods: true,
    repairPods: false,
    initContainerName: 'check',
    brokenPodLabelKey: 'example.com/broken',
    brokenPodLabelValue: 'yes',
  },
  seccompProfile: { type: 'Localhost', localhostProfile: 'cni.json' },
  seLinuxOptions: { level: 's0:c1,c2' },
  useAppArmorAnnotation: false,
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  resourceQuotas: { enabled: true, pods: 300 },
  tolerations: [{ key: 'edge', operator: 'Exists' }],
  updateStrategy: { type: 'OnDelete', rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } },
  terminationGracePeriodSeconds: 5,
  revision: 'canary',
  ownerName: 'mesh-operator',
  env: { Z_LAST: 'z', A_FIRST: 'true' },
  global: {
    hub: 'registry.example.com/mesh',
    tag: '1.31.1-patched',
    variant: 'distroless',
    imagePullPolicy: 'IfNotPresent',
    imagePullSecrets: ['registry-login', 'mirror-login'],
    logging: { level: 'debug' },
    logAsJson: true,
    networkPolicy: { enabled: true },
    nativeNftables: true,
    resourceScope: 'cluster',
    defaultResources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '256Mi' } },
  },
};
