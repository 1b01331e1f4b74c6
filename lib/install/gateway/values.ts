import type {
  Affinity,
  Container,
  EnvVar,
  IpFamily,
  IpFamilyPolicy,
  ResourceRequirements,
  ScalingBehavior,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from '../values';

type TextMap = Readonly<Record<string, string>>;
type Passthrough = Readonly<Record<string, unknown>>;

/** One port of the Service of a gateway. */
export interface GatewayServicePort {
  /** Name of the port; the beginning, up to a `-`, tells Istio the protocol. */
  readonly name: string;
  /** Port of the Service. */
  readonly port: number;
  /** @default TCP */
  readonly protocol?: 'TCP' | 'UDP';
  /** Port of the pod. @default `port` */
  readonly targetPort?: number | string;
  /** Port on every node, with type NodePort and LoadBalancer. @default one that the cluster chooses */
  readonly nodePort?: number;
  /** Protocol for what reads it from here instead of from the name. @default by the name */
  readonly appProtocol?: string;
}

/** The Service before a gateway. */
export interface GatewayServiceValues {
  /** `None` for no Service. @default LoadBalancer for an ingress gateway, ClusterIP for an egress gateway */
  readonly type: 'LoadBalancer' | 'NodePort' | 'ClusterIP' | 'None';
  /** A fixed address in the cluster, or `None`; `''` leaves it to the cluster. @default '' */
  readonly clusterIP: string;
  /** Labels of pods beside those of the gateway. @default none */
  readonly selectorLabels: TextMap;
  /** At least one. @default status-port 15021, http2 80, https 443 */
  readonly ports: readonly GatewayServicePort[];
  /** Annotations of the Service, over those of `annotations`. @default none */
  readonly annotations: TextMap;
  /** @default '' */
  readonly loadBalancerIP: string;
  /** Subnets in CIDR form that may call. @default all */
  readonly loadBalancerSourceRanges: readonly string[];
  /** `Local` keeps the client's address. @default '' for Kubernetes' own */
  readonly externalTrafficPolicy: 'Cluster' | 'Local' | '';
  /** @default '' for Kubernetes' own */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local' | '';
  /** @default one that the cluster chooses */
  readonly healthCheckNodePort?: number;
  /** @default none */
  readonly externalIPs: readonly string[];
  /** @default '' for the cluster's own */
  readonly ipFamilyPolicy: IpFamilyPolicy | '';
  /** @default the cluster's own */
  readonly ipFamilies: readonly IpFamily[];
  /** Only with type LoadBalancer. @default Kubernetes' own */
  readonly allocateLoadBalancerNodePorts?: boolean;
  /** Only with type LoadBalancer. @default the cluster's own */
  readonly loadBalancerClass?: string;
}

/** One port of a gateway between networks. */
export interface NetworkGatewayPort {
  readonly port: number;
  /** @default the port's own number in a pod */
  readonly targetPort?: number;
  /** @default TCP */
  readonly protocol?: 'TCP' | 'UDP';
}

/** The choices of the official chart `gateway`, under its names. */
export interface GatewayValues {
  /** Revision or revision tag that fills the pods. @default that of the control plane */
  readonly revision: string;
  /** Name of the IstioOperator that owns the NetworkPolicy, for its labels. @default '' for none */
  readonly ownerName: string;
  /** Number of pods where `autoscaling` is off. @default Kubernetes' own, 1 */
  readonly replicaCount?: number;
  /** @default Deployment */
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly rbac: {
    /** Whether pods may read the Secrets of their namespace, for TLS certificates. @default true */
    readonly enabled: boolean;
  };
  readonly serviceAccount: {
    /** Whether it is made. @default true */
    readonly create: boolean;
    /** @default none */
    readonly annotations: TextMap;
    /** @default '' for the name of the gateway, or `default` where none is made */
    readonly name: string;
  };
  /** Annotations of the pods. @default injection by the gateway template, and scraping of metrics on port 15020 */
  readonly podAnnotations: TextMap;
  /** Security context of the pods. @default lets them bind ports below 1024 */
  readonly securityContext: Passthrough;
  /** Security context of the container. @default no rights at all, read-only, not root */
  readonly containerSecurityContext: Passthrough;
  readonly service: GatewayServiceValues;
  /** @default requests 100m and 128Mi, limits 2000m and 1024Mi */
  readonly resources: ResourceRequirements;
  readonly autoscaling: {
    /** @default true */
    readonly enabled: boolean;
    /** @default 1 */
    readonly minReplicas: number;
    /** @default 5 */
    readonly maxReplicas: number;
    /** In percent of the request; 0 to leave processor time out. @default 80 */
    readonly targetCPUUtilizationPercentage?: number;
    /** In percent of the request. @default memory does not count */
    readonly targetMemoryUtilizationPercentage?: number;
    /** @default Kubernetes' own */
    readonly autoscaleBehavior: ScalingBehavior;
  };
  /** Environment of the proxy. @default none beside that of injection */
  readonly env: TextMap;
  /** Environment of the proxy from Secrets, ConfigMaps and the like. @default none */
  readonly envVarFrom: readonly EnvVar[];
  /** How pods are replaced, as Kubernetes writes it for the kind. @default Kubernetes' own */
  readonly strategy: Passthrough;
  /** Seconds that a new pod must be ready for. @default 0 */
  readonly minReadySeconds?: number;
  /** @default that of injection */
  readonly readinessProbe: Passthrough;
  /** Labels of all objects and pods; `app` and `istio` replace those that select the pods. @default no ambient redirection */
  readonly labels: TextMap;
  /** Annotations of all objects. @default none */
  readonly annotations: TextMap;
  /** @default any node */
  readonly nodeSelector: TextMap;
  /** @default none */
  readonly tolerations: readonly Toleration[];
  /** @default none */
  readonly topologySpreadConstraints: readonly TopologySpreadConstraint[];
  /** @default none */
  readonly affinity: Affinity;
  /** Name of the network that this gateway is the way into; `''` for an ordinary gateway. @default '' */
  readonly networkGateway: string;
  /** Ports of the Service of a gateway between networks. @default 15021, 15443, 15012, 15017 */
  readonly networkGatewayPorts: {
    readonly 'status-port': NetworkGatewayPort;
    readonly tls: NetworkGatewayPort;
    readonly 'tls-istiod': NetworkGatewayPort;
    readonly 'tls-webhook': NetworkGatewayPort;
  };
  /** @default '' for the one of injection */
  readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never' | '';
  /** @default none */
  readonly imagePullSecrets: readonly { readonly name: string }[];
  /** As Kubernetes writes it; made only where there are two pods or more. @default none */
  readonly podDisruptionBudget: Passthrough;
  /** @default '' for Kubernetes' own */
  readonly dnsPolicy: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None' | '';
  /** @default none */
  readonly dnsConfig: Passthrough;
  /** Seconds. @default 30 */
  readonly terminationGracePeriodSeconds: number;
  /** @default none */
  readonly volumes: readonly Volume[];
  /** @default none */
  readonly volumeMounts: readonly VolumeMount[];
  /** @default none */
  readonly initContainers: readonly Container[];
  /** @default none */
  readonly additionalContainers: readonly Container[];
  /** @default '' */
  readonly priorityClassName: string;
  /** @default none */
  readonly lifecycle: Passthrough;
  readonly global: {
    readonly networkPolicy: {
      /** Whether only the ports of the gateway can be reached. @default false */
      readonly enabled: boolean;
    };
  };
}

/** What the chart does where nothing is said. */
export const GATEWAY_DEFAULTS: GatewayValues = {
  revision: '',
  ownerName: '',
  kind: 'Deployment',
  rbac: { enabled: true },
  serviceAccount: { create: true, annotations: {}, name: '' },
  podAnnotations: {
    'prometheus.io/port': '15020',
    'prometheus.io/scrape': 'true',
    'prometheus.io/path': '/stats/prometheus',
    'inject.istio.io/templates': 'gateway',
    'sidecar.istio.io/inject': 'true',
  },
  securityContext: {},
  containerSecurityContext: {},
  service: {
    type: 'LoadBalancer',
    clusterIP: '',
    selectorLabels: {},
    ports: [
      { name: 'status-port', port: 15021, protocol: 'TCP', targetPort: 15021 },
      { name: 'http2', port: 80, protocol: 'TCP', targetPort: 80 },
      { name: 'https', port: 443, protocol: 'TCP', targetPort: 443 },
    ],
    annotations: {},
    loadBalancerIP: '',
    loadBalancerSourceRanges: [],
    externalTrafficPolicy: '',
    externalIPs: [],
    ipFamilyPolicy: '',
    ipFamilies: [],
  },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } },
  autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 5, targetCPUUtilizationPercentage: 80, autoscaleBehavior: {} },
  env: {},
  envVarFrom: [],
  strategy: {},
  readinessProbe: {},
  labels: { 'istio.io/dataplane-mode': 'none' },
  annotations: {},
  nodeSelector: {},
  tolerations: [],
  topologySpreadConstraints: [],
  affinity: {},
  networkGateway: '',
  networkGatewayPorts: {
    'status-port': { port: 15021, targetPort: 15021 },
    tls: { port: 15443, targetPort: 15443 },
    'tls-istiod': { port: 15012, targetPort: 15012 },
    'tls-webhook': { port: 15017, targetPort: 15017 },
  },
  imagePullPolicy: '',
  imagePullSecrets: [],
  podDisruptionBudget: {},
  dnsPolicy: '',
  dnsConfig: {},
  terminationGracePeriodSeconds: 30,
  volumes: [],
  volumeMounts: [],
  initContainers: [],
  additionalContainers: [],
  priorityClassName: '',
  lifecycle: {},
  global: { networkPolicy: { enabled: false } },
};
