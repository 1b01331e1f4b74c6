import type { MeshConfig } from '../../imports/mesh-config';
import type { Overrides } from './layering';
import type { IstiodValues } from './values';

/** A difference on the values of a control plane. */
export interface IstiodOverrides extends Overrides<Omit<IstiodValues, 'meshConfig' | 'gatewayClasses'>> {
  readonly meshConfig?: MeshConfig;
  readonly gatewayClasses?: IstiodValues['gatewayClasses'];
}

/** The parts of a control plane that can be left out. */
export interface Components {
  /** The CRDs, and what else all revisions of a cluster share. */
  readonly base: boolean;
  /** istiod. */
  readonly pilot: boolean;
}

/** A choice of parts, and a difference on their defaults. */
export interface Profile {
  readonly components: Components;
  readonly values: IstiodOverrides;
}

const BOTH: Components = { base: true, pilot: true };

/** Small enough for a laptop, and with what is worth a look switched on. Not for production. */
const DEMO: IstiodOverrides = {
  meshConfig: {
    accessLogFile: '/dev/stdout',
    extensionProviders: [
      { name: 'otel', envoyOtelAls: { service: 'opentelemetry-collector.observability.svc.cluster.local', port: 4317 } },
      { name: 'skywalking', skywalking: { service: 'tracing.istio-system.svc.cluster.local', port: 11800 } },
      { name: 'otel-tracing', opentelemetry: { service: 'opentelemetry-collector.observability.svc.cluster.local', port: 4317 } },
      { name: 'jaeger', opentelemetry: { service: 'jaeger-collector.istio-system.svc.cluster.local', port: 4317 } },
    ],
  },
  global: {
    proxy: { resources: { requests: { cpu: '10m', memory: '40Mi' } } },
    waypoint: { resources: { requests: { cpu: '10m', memory: '40Mi' } } },
  },
  pilot: { autoscaleEnabled: false, traceSampling: 100, resources: { requests: { cpu: '10m', memory: '100Mi' } } },
};

/** Every profile that a control plane may have, as a difference on the defaults. */
export const PROFILES = {
  default: { components: BOTH, values: {} },
  minimal: { components: BOTH, values: {} },
  demo: { components: BOTH, values: DEMO },
  empty: { components: { base: false, pilot: false }, values: {} },
} as const satisfies Readonly<Record<string, Profile>>;

/** Name of a profile. */
export type ProfileName = keyof typeof PROFILES;

/** The profile of that name; `undefined` when there is none. */
export function profile(name: string): Profile | undefined {
  return Object.hasOwn(PROFILES, name) ? PROFILES[name as ProfileName] : undefined;
}
