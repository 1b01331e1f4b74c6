import { ISTIO_HUB, ISTIO_VERSION } from '../../versions';
import { EVERY_NODE, type ResourceQuotas, type UpdateStrategy } from '../node-agent';
import type { PlatformName } from '../platforms';
import type { Affinity, GlobalValues, LabelSelector, ResourceRequirements, SeccompProfile, Toleration } from '../values';

type TextMap = Readonly<Record<string, string>>;
type Passthrough = Readonly<Record<string, unknown>>;

/** Pods that the agent takes into the mesh: those that both selectors pick. */
export interface EnablementSelector {
  /** By the labels of the pod. @default every pod */
  readonly podSelector?: LabelSelector;
  /** By the labels of its namespace. @default every namespace */
  readonly namespaceSelector?: LabelSelector;
}

/** What the agent does for pods without sidecars. */
export interface CniAmbientValues {
  /** Whether the agent hands the traffic of pods to ztunnel. @default false, true with profile ambient */
  readonly enabled: boolean;
  /** One of them has to pick a pod. @default pods labelled `istio.io/dataplane-mode: ambient`, or in such a namespace and not labelled `none` */
  readonly enablementSelectors: readonly EnablementSelector[];
  /** @deprecated the agent does not read it */
  readonly configDir: string;
  /** Whether DNS requests go through ztunnel, which knows the hosts of the mesh. @default true */
  readonly dnsCapture: boolean;
  /** Whether IPv6 is redirected too. @default true */
  readonly ipv6: boolean;
  /** Whether an agent that starts brings the rules in running pods up to date. @default true */
  readonly reconcileIptablesOnStartup: boolean;
  /** Whether the agent runs in the network of the node. @default false, true as of Istio 1.25 */
  readonly shareHostNetworkNamespace: boolean;
  /** Whether the agent asks again where it could not tell whether a pod is of the mesh. @default false */
  readonly enableAmbientDetectionRetry: boolean;
}

/** What happens to pods that started before the agent was ready on their node. Name one way. */
export interface CniRepairValues {
  /** @default true */
  readonly enabled: boolean;
  /** @deprecated the image is that of the agent */
  readonly hub: string;
  /** @deprecated the image is that of the agent */
  readonly tag: string;
  /** Labels the pods, and leaves the rest to others. @default false */
  readonly labelPods: boolean;
  /** Deletes the pods, so that new ones are started. @default false */
  readonly deletePods: boolean;
  /** Sets up the network of the running pods. @default true */
  readonly repairPods: boolean;
  /** Init container whose failure tells such a pod. @default istio-validation */
  readonly initContainerName: string;
  /** Label that `labelPods` sets. @default cni.istio.io/uninitialized */
  readonly brokenPodLabelKey: string;
  /** Its value. @default 'true' */
  readonly brokenPodLabelValue: string;
}

/** The choices of the agent that other parts of the mesh share. */
export interface CniGlobalValues
  extends Pick<
    GlobalValues,
    'hub' | 'tag' | 'variant' | 'imagePullPolicy' | 'imagePullSecrets' | 'logAsJson' | 'nativeNftables' | 'resourceScope'
  > {
  readonly logging: {
    /** Levels of logging: `info`, `default:info,cni-plugin:debug`. @default info */
    readonly level: string;
  };
  readonly networkPolicy: {
    /** Whether only the ports of the agent can be reached. @default false */
    readonly enabled: boolean;
  };
  /** Where `resources` is taken away. @default requests 100m and 100Mi */
  readonly defaultResources: ResourceRequirements;
}

/** The choices of the official chart `cni`, under its names. What it also takes under `cni` is here without that prefix. */
export interface CniValues {
  /** Registry and path of the image. @default '' for `global.hub` */
  readonly hub: string;
  /** Tag of the image. @default '' for `global.tag` */
  readonly tag: string;
  /** Kind of image: `debug`, `distroless`. @default '' for `global.variant` */
  readonly variant: string;
  /** Name of the image, or the whole reference when it has a `/`. @default install-cni */
  readonly image: string;
  /** When nodes pull the image. @default '' for `global.imagePullPolicy` */
  readonly pullPolicy: GlobalValues['imagePullPolicy'];
  readonly logging: {
    /** Levels of logging. @default '' for `global.logging.level` */
    readonly level: string;
  };
  /** Folder of the nodes for CNI programs. @default that of the platform; '' for /home/kubernetes/bin on gke, else /opt/cni/bin */
  readonly cniBinDir: string;
  /** Folder of the nodes for the configuration of CNI. @default that of the platform, else /etc/cni/net.d */
  readonly cniConfDir: string;
  /** File in that folder that the agent adds itself to. @default that of the platform, else '' for the first one there */
  readonly cniConfFileName: string;
  /** Folder of the nodes for network namespaces. @default that of the platform, else /var/run/netns */
  readonly cniNetnsDir: string;
  /** Whether the agent writes a configuration file of its own, which outlives it. Ambient and chained only. @default false */
  readonly istioOwnedCNIConfig: boolean;
  /** Name of that file. @default '' for 02-istio-cni.conflist */
  readonly istioOwnedCNIConfigFileName: string;
  /** Namespaces whose pods are left alone. @default kube-system */
  readonly excludeNamespaces: readonly string[];
  /** @default every node of Linux */
  readonly affinity: Affinity;
  /** Labels of the DaemonSet. @default none beside its own */
  readonly daemonSetLabels: TextMap;
  /** Annotations of the pods. @default none beside their own */
  readonly podAnnotations: TextMap;
  /** Labels of the pods. @default none beside their own */
  readonly podLabels: TextMap;
  /** Whether the agent joins the chain of another CNI plugin, instead of standing alone. @default that of the platform, else true */
  readonly chained: boolean;
  /** What calls the agent. @default that of the platform, else default */
  readonly provider: 'default' | 'multus';
  readonly ambient: CniAmbientValues;
  readonly repair: CniRepairValues;
  /** System calls that the agent may make. @default what the node allows */
  readonly seccompProfile: SeccompProfile | Readonly<Record<string, never>>;
  /** As Kubernetes writes it; where it says anything, the type is `spc_t` unless named. @default that of the platform */
  readonly seLinuxOptions: Passthrough;
  /** Whether AppArmor is told by annotation, as before Kubernetes 1.30, instead of by the security context. @default true */
  readonly useAppArmorAnnotation: boolean;
  /** @default requests 100m and 100Mi */
  readonly resources?: ResourceRequirements;
  readonly resourceQuotas: ResourceQuotas;
  /** @default whatever the taints of a node */
  readonly tolerations: readonly Toleration[];
  /** @default one node at a time */
  readonly updateStrategy: UpdateStrategy;
  /** Seconds. @default 30 */
  readonly terminationGracePeriodSeconds: number;
  /** Revision in the labels; the agent itself serves all revisions. @default that of the control plane */
  readonly revision: string;
  /** Name of the IstioOperator that owns the objects, for their labels. @default '' for none */
  readonly ownerName: string;
  /** Environment of the agent, over what the other values make of it. @default none */
  readonly env: TextMap;
  /** Where the cluster runs; it decides about a folder and a right. @default '' for nowhere in particular */
  readonly platform: PlatformName | '';
  readonly global: CniGlobalValues;
}

const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/** What the chart does where nothing is said. */
export const CNI_DEFAULTS: CniValues = {
  hub: '',
  tag: '',
  variant: '',
  image: 'install-cni',
  pullPolicy: '',
  logging: { level: '' },
  cniBinDir: '/opt/cni/bin',
  cniConfDir: '/etc/cni/net.d',
  cniConfFileName: '',
  cniNetnsDir: '/var/run/netns',
  istioOwnedCNIConfig: false,
  istioOwnedCNIConfigFileName: '',
  excludeNamespaces: ['kube-system'],
  affinity: {},
  daemonSetLabels: {},
  podAnnotations: {},
  podLabels: {},
  chained: true,
  provider: 'default',
  ambient: {
    enabled: false,
    enablementSelectors: [
      { podSelector: { matchLabels: { [DATAPLANE_MODE]: 'ambient' } } },
      {
        podSelector: { matchExpressions: [{ key: DATAPLANE_MODE, operator: 'NotIn', values: ['none'] }] },
        namespaceSelector: { matchLabels: { [DATAPLANE_MODE]: 'ambient' } },
      },
    ],
    configDir: '',
    dnsCapture: true,
    ipv6: true,
    reconcileIptablesOnStartup: true,
    shareHostNetworkNamespace: false,
    enableAmbientDetectionRetry: false,
  },
  repair: {
    enabled: true,
    hub: '',
    tag: '',
    labelPods: false,
    deletePods: false,
    repairPods: true,
    initContainerName: 'istio-validation',
    brokenPodLabelKey: 'cni.istio.io/uninitialized',
    brokenPodLabelValue: 'true',
  },
  seccompProfile: {},
  seLinuxOptions: {},
  useAppArmorAnnotation: true,
  resources: { requests: { cpu: '100m', memory: '100Mi' } },
  resourceQuotas: { enabled: false, pods: 5000 },
  tolerations: EVERY_NODE,
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
  terminationGracePeriodSeconds: 30,
  revision: '',
  ownerName: '',
  env: {},
  platform: '',
  global: {
    hub: ISTIO_HUB,
    tag: ISTIO_VERSION,
    variant: '',
    imagePullPolicy: '',
    imagePullSecrets: [],
    logging: { level: 'info' },
    logAsJson: false,
    networkPolicy: { enabled: false },
    nativeNftables: false,
    resourceScope: 'all',
    defaultResources: { requests: { cpu: '100m', memory: '100Mi' } },
  },
};
