import type { Chart } from 'cdk8s';

/** An object that no cluster takes. */
export interface Rejection {
  /** What is wrong with it. */
  readonly what: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Everything but apiVersion, kind and metadata, as YAML has it. */
  readonly content: object;
  /** Name of the object. @default test */
  readonly name?: string;
  /** Labels of the object. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The same mistake in a program. @default the construct of the kind, with the same spec */
  readonly ours?: (chart: Chart) => unknown;
}

const GROUPS = {
  VirtualService: 'networking.istio.io/v1',
  DestinationRule: 'networking.istio.io/v1',
  Gateway: 'networking.istio.io/v1',
  ServiceEntry: 'networking.istio.io/v1',
  Sidecar: 'networking.istio.io/v1',
  EnvoyFilter: 'networking.istio.io/v1alpha3',
  WorkloadEntry: 'networking.istio.io/v1',
  WorkloadGroup: 'networking.istio.io/v1',
  ProxyConfig: 'networking.istio.io/v1beta1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
  TrafficExtension: 'extensions.istio.io/v1alpha1',
  PeerAuthentication: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  AuthorizationPolicy: 'security.istio.io/v1',
  Telemetry: 'telemetry.istio.io/v1',
} as const;

/** Kinds of Istio that have a construct. */
export type IstioKind = keyof typeof GROUPS;

/** Their names. */
export const KINDS = Object.keys(GROUPS);

/** Objects of one kind by what is wrong with them, each with its spec. */
export function rejected(kind: IstioKind, specs: Readonly<Record<string, object>>): Rejection[] {
  return Object.entries(specs).map(([what, spec]) => ({ what, apiVersion: GROUPS[kind], kind, content: { spec } }));
}
