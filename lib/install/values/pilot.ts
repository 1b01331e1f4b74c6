import type { DisruptionBudget, ScalingBehavior } from './autoscaling';
import type {
  Container,
  EnvVar,
  IpFamily,
  IpFamilyPolicy,
  ResourceRequirements,
  SeccompProfile,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from './kubernetes';
import type { Affinity } from './scheduling';

/** Environment of istiod, by name of the variable. Numbers are written as text. */
export interface PilotEnv {
  /**
   * Whether istiod distributes its root certificate as a ClusterTrustBundle.
   * @default false
   */
  readonly ENABLE_CLUSTER_TRUST_BUNDLE_API?: boolean;
  readonly [name: string]: string | boolean | undefined;
}

/** The CNI node agent that sidecars rely on. */
export interface PilotCniValues {
  /**
   * Whether nodes redirect the traffic of pods, so that pods need no privileged init container.
   * @default false
   */
  readonly enabled: boolean;
  /**
   * What calls the node agent.
   * @default default
   */
  readonly provider: 'default' | 'multus';
}

/** The controller that removes a taint from nodes whose CNI agent is ready. */
export interface TaintValues {
  /**
   * Whether istiod runs it.
   * @default false
   */
  readonly enabled: boolean;
  /**
   * Namespace of the CNI agent; `''` for that of istiod.
   * @default ''
   */
  readonly namespace: string;
  /**
   * Key of the taint.
   * @default cni.istio.io/not-ready
   */
  readonly name: string;
}

/** istiod itself: its Deployment, its Service and how they scale. */
export interface PilotValues {
  /**
   * Whether the number of replicas follows the load.
   * @default true
   */
  readonly autoscaleEnabled: boolean;
  /**
   * Fewest replicas, with `autoscaleEnabled`.
   * @default 1
   */
  readonly autoscaleMin: number;
  /**
   * Most replicas, with `autoscaleEnabled`.
   * @default 5
   */
  readonly autoscaleMax: number;
  /**
   * How fast the number of replicas moves.
   * @default what Kubernetes does
   */
  readonly autoscaleBehavior: ScalingBehavior;
  /** Processor load that the autoscaler aims at. */
  readonly cpu: {
    /**
     * Percentage of the request.
     * @default 80
     */
    readonly targetAverageUtilization: number;
  };
  /** Memory use that the autoscaler aims at. */
  readonly memory: {
    /**
     * Percentage of the request.
     * @default memory does not count
     */
    readonly targetAverageUtilization?: number;
  };
  /**
   * Number of replicas, without `autoscaleEnabled`.
   * @default 1
   */
  readonly replicaCount: number;
  /**
   * Replicas beyond the wanted number during an update, a number or a percentage.
   * @default 100%
   */
  readonly rollingMaxSurge: number | string;
  /**
   * Replicas that may be missing during an update, a number or a percentage.
   * @default 25%
   */
  readonly rollingMaxUnavailable: number | string;
  /** How many replicas may be missing while nodes are drained; with two replicas or more. */
  readonly pdb: DisruptionBudget;
  /**
   * Registry and path of the image of istiod; `''` for `global.hub`.
   * @default ''
   */
  readonly hub: string;
  /**
   * Tag of the image of istiod; `''` for `global.tag`.
   * @default ''
   */
  readonly tag: string;
  /**
   * Kind of the image of istiod; `''` for `global.variant`.
   * @default ''
   */
  readonly variant: string;
  /**
   * Name of the image, or the whole reference when it has a `/`.
   * @default pilot
   */
  readonly image: string;
  /**
   * Percentage of requests that are traced, from 0 to 100.
   * @default 1
   */
  readonly traceSampling: number;
  /**
   * What istiod is promised and what it may take at most; `null` for `global.defaultResources`.
   * @default requests of 500m and 2048Mi
   */
  readonly resources?: ResourceRequirements;
  /**
   * System calls that istiod may make.
   * @default what the node allows
   */
  readonly seccompProfile: SeccompProfile | Readonly<Record<string, never>>;
  /** The CNI node agent that sidecars rely on. */
  readonly cni: PilotCniValues;
  /** The controller that removes a taint from nodes whose CNI agent is ready. */
  readonly taint: TaintValues;
  /**
   * Environment variables with plain values, emitted by name.
   * @default none
   */
  readonly env: PilotEnv;
  /**
   * Further environment variables, in full.
   * @default none
   */
  readonly envVarFrom: readonly EnvVar[];
  /**
   * Arguments after those that are always there.
   * @default none
   */
  readonly extraContainerArgs: readonly string[];
  /**
   * Where istiod may and should run.
   * @default anywhere
   */
  readonly affinity: Affinity;
  /**
   * Labels of the nodes on which istiod may run.
   * @default any node
   */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /**
   * Taints that istiod is scheduled in spite of, after that of the CNI agent.
   * @default none
   */
  readonly tolerations: readonly Toleration[];
  /**
   * How evenly istiod is spread.
   * @default none
   */
  readonly topologySpreadConstraints: readonly TopologySpreadConstraint[];
  /**
   * Further volumes of the pod.
   * @default none
   */
  readonly volumes: readonly Volume[];
  /**
   * Further mounts of the container.
   * @default none
   */
  readonly volumeMounts: readonly VolumeMount[];
  /**
   * Containers that run before istiod.
   * @default none
   */
  readonly initContainers: readonly Container[];
  /**
   * Further labels of the Deployment.
   * @default none
   */
  readonly deploymentLabels: Readonly<Record<string, string>>;
  /**
   * Annotations of the Deployment.
   * @default none
   */
  readonly deploymentAnnotations: Readonly<Record<string, string>>;
  /**
   * Further labels of the pods.
   * @default none
   */
  readonly podLabels: Readonly<Record<string, string>>;
  /**
   * Further annotations of the pods.
   * @default none
   */
  readonly podAnnotations: Readonly<Record<string, string>>;
  /**
   * Annotations of the Services of istiod.
   * @default none
   */
  readonly serviceAnnotations: Readonly<Record<string, string>>;
  /**
   * Annotations of the service account of istiod.
   * @default none
   */
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /**
   * Annotations of the injection webhooks.
   * @default none
   */
  readonly sidecarInjectorWebhookAnnotations: Readonly<Record<string, string>>;
  /**
   * Root certificate, as PEM text, that is trusted besides the usual ones when keys of tokens are fetched.
   * @default '', none
   */
  readonly jwksResolverExtraRootCA: string;
  /**
   * How long a proxy stays connected to one replica: `30m`.
   * @default 30m
   */
  readonly keepaliveMaxServerConnectionAge: string;
  /**
   * Whether `meshConfig` is emitted. Without it istiod reads the ConfigMap that is there, or does what it does by itself.
   * @default true
   */
  readonly configMap: boolean;
  /**
   * Network families of the Services of istiod; `''` leaves it to Kubernetes.
   * @default ''
   */
  readonly ipFamilyPolicy: IpFamilyPolicy | '';
  /**
   * Network families of the Services of istiod, the first one first.
   * @default what Kubernetes does
   */
  readonly ipFamilies: readonly IpFamily[];
  /**
   * Which replicas of istiod a proxy is sent to.
   * @default any
   */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode';
  /**
   * Namespace of the ztunnel that may ask for the certificates of others; `''` for that of istiod.
   * @default ''
   */
  readonly trustedZtunnelNamespace: string;
  /**
   * Service account of that ztunnel; `''` for `ztunnel`.
   * @default ''
   */
  readonly trustedZtunnelName: string;
  /**
   * Name of the ConfigMap from which istiod reads revoked certificates.
   * @default none
   */
  readonly crlConfigMapName?: string;
  /**
   * What Kubernetes reports when istiod ends.
   * @default what the container wrote to its termination file
   */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
}
