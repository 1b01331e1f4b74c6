import type { Network } from '../../../imports/mesh-config';
import type { PlatformName } from '../platforms';
import type { IpFamily, IpFamilyPolicy, ResourceRequirements, Toleration, TopologySpreadConstraint } from './kubernetes';
import type { ProxyInitValues, ProxyValues, TracerValues } from './proxy';
import type { Affinity } from './scheduling';

/** Who may apply what is emitted: the owner of the cluster, the owner of the mesh, or one who is both. */
export type ResourceScope = 'all' | 'cluster' | 'namespace';

/** Where istiod gets its own certificate from. */
export type PilotCertProvider = 'istiod' | 'custom' | 'none' | `k8s.io/${string}`;

/** Waypoint proxies, which istiod deploys for the Gateways that ask for one. */
export interface WaypointValues {
  /**
   * What a waypoint is promised and what it may take at most.
   * @default requests of 100m and 128Mi, limits of 2 and 1Gi
   */
  readonly resources: ResourceRequirements;
  /**
   * Where waypoints may and should run.
   * @default anywhere
   */
  readonly affinity: Affinity;
  /**
   * How evenly waypoints are spread.
   * @default none
   */
  readonly topologySpreadConstraints: readonly TopologySpreadConstraint[];
  /**
   * Labels of the nodes on which waypoints may run.
   * @default any node
   */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /**
   * Taints that waypoints are scheduled in spite of.
   * @default none
   */
  readonly tolerations: readonly Toleration[];
}

/** Choices that several parts of the mesh share. */
export interface GlobalValues {
  /**
   * Namespace of the control plane.
   * @default istio-system
   */
  readonly istioNamespace: string;
  /**
   * Registry and path of all images, without a trailing slash.
   * @default registry.istio.io/release
   */
  readonly hub: string;
  /**
   * Tag of all images.
   * @default the Istio release of this library
   */
  readonly tag: string;
  /**
   * Kind of image: `debug`, `distroless`; `''` for the usual one.
   * @default ''
   */
  readonly variant: string;
  /**
   * When nodes pull images; `''` leaves it to Kubernetes.
   * @default ''
   */
  readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never' | '';
  /**
   * Names of Secrets with registry logins, in the namespace of the pods that use them.
   * @default none
   */
  readonly imagePullSecrets: readonly string[];
  /**
   * Signers whose requests istiod may approve: `clusterissuers.cert-manager.io/istio-ca`.
   * @default none
   */
  readonly certSigners: readonly string[];
  /**
   * Whether logs are JSON.
   * @default false
   */
  readonly logAsJson: boolean;
  /**
   * Whether traffic is redirected with nftables instead of iptables.
   * @default false
   */
  readonly nativeNftables: boolean;
  /**
   * Whether the ConfigMap of the sidecar injector is left out: then istiod injects nothing.
   * @default false
   */
  readonly omitSidecarInjectorConfigMap: boolean;
  /**
   * Which objects are emitted: all, those outside of namespaces, or those in them.
   * @default all
   */
  readonly resourceScope: ResourceScope;
  /**
   * Whether something else writes the injection webhooks, so that none are emitted.
   * @default false
   */
  readonly operatorManageWebhooks: boolean;
  /**
   * PriorityClass of istiod: `system-cluster-critical`; `''` for none.
   * @default ''
   */
  readonly priorityClassName: string;
  /**
   * Host name or IP address of an istiod outside of this cluster; `''` for none.
   * @default ''
   */
  readonly remotePilotAddress: string;
  /**
   * `host:port` of the certificate authority of workloads; `''` for istiod.
   * @default ''
   */
  readonly caAddress: string;
  /**
   * Whether this istiod serves other clusters.
   * @default false
   */
  readonly externalIstiod: boolean;
  /**
   * Whether an istiod outside of this cluster reads its configuration here.
   * @default false
   */
  readonly configCluster: boolean;
  /**
   * Whether istiod checks Istio configuration on its way into the cluster.
   * @default true
   */
  readonly configValidation: boolean;
  /**
   * Name of the mesh, the same in all its clusters; `''` for the trust domain.
   * @default ''
   */
  readonly meshID: string;
  /**
   * Networks of the mesh by name, each with its endpoints and gateways.
   * @default none
   */
  readonly meshNetworks: Readonly<Record<string, Network>>;
  /**
   * Whether proxies use key and certificate from a mounted Secret.
   * @default false
   */
  readonly mountMtlsCerts: boolean;
  /**
   * Name of the network of this cluster, one of `meshNetworks` or of the Gateways' labels; `''` for none.
   * @default ''
   */
  readonly network: string;
  /**
   * Where istiod gets its own certificate from.
   * @default istiod
   */
  readonly pilotCertProvider: PilotCertProvider;
  /**
   * Name of the certificate authority of workloads: `GkeWorkloadCertificate`; `''` for the usual one.
   * @default ''
   */
  readonly caName: string;
  /** Whether traffic to and from istiod is limited to what it needs. */
  readonly networkPolicy: {
    /** @default false */
    readonly enabled: boolean;
  };
  /** This cluster among those of the mesh. */
  readonly multiCluster: {
    /**
     * Name of this cluster; `''` for `Kubernetes`.
     * @default ''
     */
    readonly clusterName: string;
  };
  /** Logs of istiod and of the agents. */
  readonly logging: {
    /**
     * `<scope>:<level>` separated by commas; `''` for what the programs do by themselves.
     * @default default:info
     */
    readonly level: string;
  };
  /** The PodDisruptionBudget of istiod; there is none while istiod may have a single replica. */
  readonly defaultPodDisruptionBudget: {
    /** @default true */
    readonly enabled: boolean;
  };
  /**
   * Resources of istiod when `pilot.resources` is empty.
   * @default a request of 10m
   */
  readonly defaultResources: ResourceRequirements;
  /** What istiod does besides serving proxies. */
  readonly istiod: {
    /**
     * Whether istiod analyzes the configuration and writes what it finds into status.
     * @default false
     */
    readonly enableAnalysis: boolean;
  };
  /** Tokens with which proxies ask for certificates. */
  readonly sds: {
    readonly token: {
      /**
       * Audience of the token.
       * @default istio-ca
       */
      readonly aud: string;
    };
  };
  /** Exchange of tokens in the agent. */
  readonly sts: {
    /**
     * Port of the exchange; 0 for none.
     * @default 0
     */
    readonly servicePort: number;
  };
  /** Sidecars and gateways that are injected. */
  readonly proxy: ProxyValues;
  /** The container that redirects the traffic of a pod. */
  readonly proxy_init: ProxyInitValues;
  /** Waypoint proxies. */
  readonly waypoint: WaypointValues;
  /**
   * Addresses for `proxy.tracer`.
   * @default those of each tracer
   */
  readonly tracer?: TracerValues;
  /**
   * Whether other clusters may read this one through a service account.
   * @default true
   */
  readonly enableReaderRBAC?: boolean;
  /**
   * An existing service account for that, in place of `istio-reader-service-account`.
   * @default none
   */
  readonly readerServiceAccount?: { readonly name: string; readonly namespace: string };
  /**
   * Name of the ConfigMap, and of the ClusterTrustBundle, with the root certificate of the mesh.
   * @default istio-ca-root-cert
   */
  readonly trustBundleName?: string;
  /**
   * Trust domain in the metadata of proxies, where `meshConfig.trustDomain` is empty.
   * @default none
   */
  readonly trustDomain?: string;
  /**
   * Network families of the Service for an istiod outside of this cluster.
   * @default what Kubernetes does
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;
  /**
   * Network families of the Service for an istiod outside of this cluster, the first one first.
   * @default what Kubernetes does
   */
  readonly ipFamilies?: readonly IpFamily[];
  /**
   * Where the cluster runs: the same as `platform`; `''` for no platform in particular.
   * @default `platform`
   */
  readonly platform?: PlatformName | '';
  /** The agentgateway proxy, which istiod deploys for Gateways of its class. */
  readonly agentgateway?: {
    /** Name of the image, or the whole reference when it has a `/`. */
    readonly image: string;
  };
}
