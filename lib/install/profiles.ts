import type { ChartOverrides } from './chart-layers';
import type { PlatformName } from './platforms';

/** Small enough for a laptop, and with what is worth a look switched on. Not for production. */
const DEMO: ChartOverrides = {
  meshConfig: {
    accessLogFile: '/dev/stdout',
    extensionProviders: [
      { name: 'otel', envoyOtelAls: { service: 'opentelemetry-collector.observability.svc.cluster.local', port: 4317 } },
      { name: 'skywalking', skywalking: { service: 'tracing.istio-system.svc.cluster.local', port: 11800 } },
      { name: 'otel-tracing', opentelemetry: { service: 'opentelemetry-collector.observability.svc.cluster.local', port: 4317 } },
      { name: 'jaeger', opentelemetry: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 } },
    ],
  },
  cni: { resources: { requests: { cpu: '10m', memory: '40Mi' } } },
  ztunnel: { resources: { requests: { cpu: '10m', memory: '40Mi' } } },
  global: {
    proxy: { resources: { requests: { cpu: '10m', memory: '40Mi' } } },
    waypoint: { resources: { requests: { cpu: '10m', memory: '40Mi' } } },
  },
  pilot: { autoscaleEnabled: false, traceSampling: 100, resources: { requests: { cpu: '10m', memory: '100Mi' } } },
};

/** The mesh without sidecars: node agents and waypoints. */
const AMBIENT: ChartOverrides = {
  meshConfig: {
    defaultConfig: { proxyMetadata: { ISTIO_META_ENABLE_HBONE: 'true' } },
    serviceScopeConfigs: [
      {
        servicesSelector: { matchExpressions: [{ key: 'istio.io/global', operator: 'In', values: ['true'] }] },
        scope: 'GLOBAL',
      },
    ],
  },
  global: { variant: 'distroless' },
  pilot: { env: { PILOT_ENABLE_AMBIENT: 'true' } },
  cni: { ambient: { enabled: true } },
};

/** An istiod outside of the cluster. */
const REMOTE: ChartOverrides = {
  istiodRemote: { enabled: true },
  configMap: false,
  telemetry: { enabled: false },
  global: { omitSidecarInjectorConfigMap: true },
};

/** The profiles that every official chart knows, as differences on the defaults. */
export const CHART_PROFILES = {
  ambient: AMBIENT,
  demo: DEMO,
  preview: { meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } } } },
  remote: REMOTE,
  stable: { experimental: { stableValidationPolicy: true } },
} as const satisfies Readonly<Record<string, ChartOverrides>>;

/** Name of a profile of the charts. */
export type ChartProfileName = keyof typeof CHART_PROFILES;

/** The parts of a control plane that can be left out. */
export interface Components {
  /** The CRDs, and what else all revisions of a cluster share. */
  readonly base: boolean;
  /** istiod. */
  readonly pilot: boolean;
}

/** A choice of parts and of their defaults, as `istioctl install` knows it. */
export interface Profile {
  readonly components: Components;
  /**
   * Profile of the charts.
   * @default none
   */
  readonly chart?: ChartProfileName;
  /**
   * Platform of the cluster.
   * @default none
   */
  readonly platform?: PlatformName;
  /** What the choice of parts means for the values, beyond the profile of the charts. */
  readonly values: ChartOverrides;
}

const BOTH: Components = { base: true, pilot: true };

/** With the CNI node agent among the parts, sidecars rely on it. */
const WITH_CNI: ChartOverrides = { pilot: { cni: { enabled: true } } };

/** Every profile that a control plane may have. */
export const PROFILES = {
  default: { components: BOTH, values: {} },
  minimal: { components: BOTH, values: {} },
  demo: { components: BOTH, chart: 'demo', values: {} },
  empty: { components: { base: false, pilot: false }, values: {} },
  ambient: { components: BOTH, chart: 'ambient', values: WITH_CNI },
  openshift: { components: BOTH, platform: 'openshift', values: WITH_CNI },
  'openshift-ambient': { components: BOTH, chart: 'ambient', platform: 'openshift', values: WITH_CNI },
  preview: { components: BOTH, chart: 'preview', values: {} },
  remote: { components: BOTH, chart: 'remote', values: {} },
  stable: { components: BOTH, chart: 'stable', values: {} },
} as const satisfies Readonly<Record<string, Profile>>;

/** Name of a profile. */
export type ProfileName = keyof typeof PROFILES;

/** The profile of that name; `undefined` when there is none. */
export function profile(name: string): Profile | undefined {
  return Object.hasOwn(PROFILES, name) ? PROFILES[name as ProfileName] : undefined;
}
