/** A pod or the template of one, as it stands in a manifest. Fields that injection does not look at pass through. */
export interface Pod {
  readonly metadata: PodMetadata;
  readonly spec: PodSpec;
}

export interface PodMetadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Marks;
  readonly annotations?: Marks;
  readonly [field: string]: unknown;
}

/** Labels or annotations. */
export type Marks = Readonly<Record<string, string>>;

export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Named[];
  readonly imagePullSecrets?: readonly Named[];
  readonly serviceAccountName?: string;
  readonly hostNetwork?: boolean;
  readonly [field: string]: unknown;
}

export interface Named {
  readonly name: string;
}

export interface Container extends Named {
  readonly image?: string;
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly ports?: readonly ContainerPort[];
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: { readonly postStart?: Handler; readonly preStop?: Handler };
  readonly securityContext?: { readonly runAsUser?: number; readonly runAsGroup?: number };
  readonly [field: string]: unknown;
}

export interface EnvVar extends Named {
  readonly value?: string;
  readonly [field: string]: unknown;
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly [field: string]: unknown;
}

/** What the kubelet does in a probe, or at the start or end of a container. */
export interface Handler {
  readonly httpGet?: HttpGet;
  readonly tcpSocket?: { readonly port: number | string; readonly host?: string };
  readonly grpc?: { readonly port: number; readonly service?: string };
  readonly [field: string]: unknown;
}

export interface HttpGet {
  readonly path?: string;
  readonly port: number | string;
  readonly host?: string;
  readonly scheme?: string;
  readonly httpHeaders?: readonly object[];
}

export interface Probe extends Handler {
  readonly timeoutSeconds?: number;
}

export const PROXY = 'istio-proxy';

/** The container of the name: among the usual ones first, then among the init containers. */
export function containerOf({ spec }: Pod, name: string): Container | undefined {
  return named(spec.containers, name) ?? named(spec.initContainers, name);
}

export function named<T extends Named>(list: readonly T[] | undefined, name: string): T | undefined {
  return list?.find((one) => one.name === name);
}

/** The pod with the first container of that name changed. */
export function changeContainer(pod: Pod, name: string, change: (container: Container) => Container): Pod {
  const { spec } = pod;
  const list = named(spec.containers, name) === undefined ? 'initContainers' : 'containers';
  const index = spec[list]?.findIndex((container) => container.name === name) ?? -1;
  const container = spec[list]?.[index];
  return container === undefined ? pod : { ...pod, spec: { ...spec, [list]: spec[list]!.with(index, change(container)) } };
}

/** The pod with an annotation more, or another value of it. */
export function annotate(pod: Pod, annotations: Marks): Pod {
  return { ...pod, metadata: { ...pod.metadata, annotations: { ...pod.metadata.annotations, ...annotations } } };
}
