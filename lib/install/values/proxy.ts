import type { ResourceRequirements, SeccompProfile } from './kubernetes';

/** How much a proxy writes to its log. */
export type ProxyLogLevel = 'trace' | 'debug' | 'info' | 'warning' | 'error' | 'critical' | 'off';

/** Which pods of a namespace with injection get a sidecar: all that do not refuse, or only those that ask. */
export type InjectionPolicy = 'enabled' | 'disabled';

/** Where sidecars send traces when `meshConfig` does not say. */
export type Tracer = 'none' | 'zipkin' | 'lightstep' | 'datadog' | 'stackdriver';

/** The probe that holds back the others until the proxy has started. */
export interface StartupProbeValues {
  /**
   * Whether there is one.
   * @default true
   */
  readonly enabled: boolean;
  /**
   * How many failures, one a second, until the proxy is restarted.
   * @default 600
   */
  readonly failureThreshold: number;
}

/** The sidecars and gateways that are injected. */
export interface ProxyValues {
  /**
   * Name of the image, or the whole reference when it has a `/`.
   * @default proxyv2
   */
  readonly image: string;
  /**
   * Kind of image for proxies alone: `debug`, `distroless`.
   * @default `global.variant`
   */
  readonly variant?: string;
  /**
   * Whether pods in namespaces with injection get a sidecar without asking.
   * @default enabled
   */
  readonly autoInject: InjectionPolicy;
  /**
   * Last part of the names of Services.
   * @default cluster.local
   */
  readonly clusterDomain: string;
  /**
   * Log levels of single Envoy components, `<component>:<level>` separated by commas.
   * @default misc:error
   */
  readonly componentLogLevel: string;
  /**
   * Log level of everything else.
   * @default warning
   */
  readonly logLevel: ProxyLogLevel;
  /**
   * Inbound ports that bypass the sidecar, separated by commas.
   * @default '', none
   */
  readonly excludeInboundPorts: string;
  /**
   * Inbound ports that go through the sidecar, separated by commas, or `*`.
   * @default *
   */
  readonly includeInboundPorts: string;
  /**
   * Destinations whose traffic goes through the sidecar, as CIDR blocks separated by commas, or `*`.
   * @default *
   */
  readonly includeIPRanges: string;
  /**
   * Destinations whose traffic bypasses the sidecar, as CIDR blocks separated by commas.
   * @default '', none
   */
  readonly excludeIPRanges: string;
  /**
   * Outbound ports that go through the sidecar whatever the address is, separated by commas.
   * @default '', none
   */
  readonly includeOutboundPorts: string;
  /**
   * Outbound ports that bypass the sidecar, separated by commas.
   * @default '', none
   */
  readonly excludeOutboundPorts: string;
  /**
   * File that gets a line for every ejected endpoint: `/dev/stdout`.
   * @default '', none
   */
  readonly outlierLogPath: string;
  /**
   * Whether the container has the rights of the node.
   * @default false
   */
  readonly privileged: boolean;
  /**
   * Whether the container may bind ports below 1024: `'true'`.
   * @default as the container's ports need
   */
  readonly capNetBindService?: 'true' | 'false';
  /**
   * System calls that the container may make.
   * @default what the node allows
   */
  readonly seccompProfile: SeccompProfile | Readonly<Record<string, never>>;
  /**
   * How many readiness failures in a row make the pod unready.
   * @default 4
   */
  readonly readinessFailureThreshold: number;
  /**
   * Time before the first readiness probe, in seconds.
   * @default 0
   */
  readonly readinessInitialDelaySeconds: number;
  /**
   * Time between two readiness probes, in seconds.
   * @default 15
   */
  readonly readinessPeriodSeconds: number;
  /** The probe that holds back the others until the proxy has started. */
  readonly startupProbe: StartupProbeValues;
  /**
   * What a proxy is promised and what it may take at most.
   * @default requests of 100m and 128Mi, limits of 2000m and 1024Mi
   */
  readonly resources: ResourceRequirements;
  /**
   * Port of the agent's health checks; 0 for none.
   * @default 15020
   */
  readonly statusPort: number;
  /**
   * Where proxies send traces when `meshConfig.defaultConfig.tracing` does not say. Extension providers are today's way.
   * @default none
   */
  readonly tracer: Tracer;
  /**
   * Whether the containers of a pod wait for its proxy. The mesh-wide form is `meshConfig.defaultConfig.holdApplicationUntilProxyStarts`.
   * @default false
   */
  readonly holdApplicationUntilProxyStarts?: boolean;
  /**
   * Hooks of the proxy container, as Kubernetes writes `lifecycle`.
   * @default none, or a wait for the proxy when the application is held
   */
  readonly lifecycle?: Readonly<Record<string, unknown>>;
}

/** The container that redirects the traffic of a pod to its sidecar. */
export interface ProxyInitValues {
  /**
   * Name of the image, or the whole reference when it has a `/`.
   * @default proxyv2
   */
  readonly image: string;
  /**
   * Whether rules are written even where there are some already. May lock a pod out of the network.
   * @default false
   */
  readonly forceApplyIptables: boolean;
}

/** Addresses for `global.proxy.tracer`. */
export interface TracerValues {
  /**
   * For tracer `lightstep`, which needs both.
   * @default none
   */
  readonly lightstep?: {
    /** `host:port` of the satellites. */
    readonly address: string;
    /** Access token, in plain text. */
    readonly accessToken: string;
  };
  /**
   * For tracer `zipkin`.
   * @default port 9411 of Service `zipkin` in the namespace of the control plane
   */
  readonly zipkin?: { readonly address: string };
  /**
   * For tracer `datadog`.
   * @default port 8126 of the node
   */
  readonly datadog?: { readonly address: string };
}
