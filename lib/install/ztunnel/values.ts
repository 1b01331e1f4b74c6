import { ISTIO_HUB, ISTIO_VERSION } from '../../versions';
import { EVERY_NODE, type ResourceQuotas, type UpdateStrategy } from '../node-agent';
import type { PlatformName } from '../platforms';
import type { Affinity, GlobalValues, ResourceRequirements, Toleration, Volume, VolumeMount } from '../values';

type TextMap = Readonly<Record<string, string>>;
type Passthrough = Readonly<Record<string, unknown>>;

/** Environment of ztunnel, by name of the variable. Numbers are written as text. */
export interface ZtunnelEnv {
  /** Whether the root certificate comes from a ClusterTrustBundle. As istiod has it. @default false */
  readonly ENABLE_CLUSTER_TRUST_BUNDLE_API?: boolean;
  readonly [name: string]: string | boolean | undefined;
}

/** The choices of the official chart `ztunnel`, under its names. */
export interface ZtunnelValues {
  /** Registry and path of the image, without a trailing slash. @default that of the control plane */
  readonly hub: string;
  /** Tag of the image. @default that of the control plane */
  readonly tag: string;
  /** Kind of image: `debug`, `distroless`. @default that of the control plane */
  readonly variant: string;
  /** Name of the image, or the whole reference when it has a `/`. @default ztunnel */
  readonly image: string;
  /** When nodes pull the image; `''` leaves it to Kubernetes. @default that of the control plane */
  readonly imagePullPolicy: GlobalValues['imagePullPolicy'];
  /** Names of Secrets with registry logins, in the namespace of ztunnel. @default those of the control plane */
  readonly imagePullSecrets: readonly string[];
  /** Name of the network of this cluster; `''` for none. @default that of the control plane */
  readonly network: string;
  /** Name of the objects; the control plane has to trust it by `pilot.trustedZtunnelName`. @default '' for ztunnel */
  readonly resourceName: string;
  /** Labels of the objects. @default none beside their own */
  readonly labels: TextMap;
  /** Annotations of the objects. @default none beside the revision */
  readonly annotations: TextMap;
  /** Labels of the pods. @default none beside their own */
  readonly podLabels: TextMap;
  /** Annotations of the pods. @default scraping of metrics on port 15020 */
  readonly podAnnotations: TextMap;
  /** @default none beside its own */
  readonly volumes: readonly Volume[];
  /** @default none beside its own */
  readonly volumeMounts: readonly VolumeMount[];
  /** @default whatever the taints of a node */
  readonly tolerations: readonly Toleration[];
  /** @default every node of Linux */
  readonly affinity: Affinity;
  /** Labels of the nodes, beside Linux. @default every node */
  readonly nodeSelector: TextMap;
  /** Above two cores, the request of cpu is also the least number of threads. @default requests 200m and 512Mi */
  readonly resources: ResourceRequirements;
  readonly resourceQuotas: ResourceQuotas;
  readonly peerCaCrl: {
    /** Whether certificates are checked against the ConfigMap `istio-ca-crl`, where there is one. @default false */
    readonly enabled: boolean;
  };
  /** Environment, over what the other values make of it. @default none */
  readonly env: ZtunnelEnv;
  readonly multiCluster: {
    /** Name of this cluster; `''` for Kubernetes. @default that of the control plane */
    readonly clusterName: string;
  };
  readonly meshConfig: {
    readonly defaultConfig: {
      /** Environment of all proxies. @default that of the profile */
      readonly proxyMetadata: TextMap;
    };
  };
  /** Seconds; ztunnel drains its connections in one less. @default 30 */
  readonly terminationGracePeriodSeconds: number;
  /** Revision whose istiod ztunnel asks. @default that of the control plane */
  readonly revision: string;
  /** `host:port` of the certificate authority. @default that of the control plane, else '' for its istiod */
  readonly caAddress: string;
  /** `host:port` of the source of configuration. @default '' for the istiod of the control plane */
  readonly xdsAddress: string;
  /** Namespace of istiod. @default that of the control plane */
  readonly istioNamespace: string;
  /** `trace`, `debug`, `info`, `warn`, `error`, or levels by part: `info,access=debug`. @default info */
  readonly logLevel: string;
  /** Whether logs are JSON. @default as the control plane has it */
  readonly logAsJson: boolean;
  /** As Kubernetes writes it. @default that of the platform */
  readonly seLinuxOptions: Passthrough;
  /** Which objects are emitted: all, those outside of namespaces, or those in them. @default as the control plane has it */
  readonly resourceScope: GlobalValues['resourceScope'];
  /** @default the new pod of a node before the old one ends, one node at a time */
  readonly updateStrategy: UpdateStrategy;
  /** @default '' for Kubernetes' own */
  readonly dnsPolicy: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None' | '';
  /** As Kubernetes writes it. @default none */
  readonly dnsConfig: Passthrough;
  /** Name of what holds the root certificate. @default that of the control plane, else '' for istio-ca-root-cert */
  readonly trustBundleName: string;
  /** Name of the IstioOperator that owns the objects, for their labels. @default '' for none */
  readonly ownerName: string;
  /** Where the cluster runs; it decides about a right. @default '' for nowhere in particular */
  readonly platform: PlatformName | '';
  readonly global: {
    readonly networkPolicy: {
      /** Whether only the ports of ztunnel can be reached. @default false */
      readonly enabled: boolean;
    };
  };
}

/** What the chart does where nothing is said. */
export const ZTUNNEL_DEFAULTS: ZtunnelValues = {
  hub: ISTIO_HUB,
  tag: ISTIO_VERSION,
  variant: '',
  image: 'ztunnel',
  imagePullPolicy: '',
  imagePullSecrets: [],
  network: '',
  resourceName: '',
  labels: {},
  annotations: {},
  podLabels: {},
  podAnnotations: { 'prometheus.io/port': '15020', 'prometheus.io/scrape': 'true' },
  volumes: [],
  volumeMounts: [],
  tolerations: EVERY_NODE,
  affinity: {},
  nodeSelector: {},
  resources: { requests: { cpu: '200m', memory: '512Mi' } },
  resourceQuotas: { enabled: false, pods: 5000 },
  peerCaCrl: { enabled: false },
  env: {},
  multiCluster: { clusterName: '' },
  meshConfig: { defaultConfig: { proxyMetadata: {} } },
  terminationGracePeriodSeconds: 30,
  revision: '',
  caAddress: '',
  xdsAddress: '',
  istioNamespace: 'istio-system',
  logLevel: 'info',
  logAsJson: false,
  seLinuxOptions: {},
  resourceScope: 'all',
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  dnsPolicy: '',
  dnsConfig: {},
  trustBundleName: '',
  ownerName: '',
  platform: '',
  global: { networkPolicy: { enabled: false } },
};
