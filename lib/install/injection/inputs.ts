import type { PilotEnv } from '../values';
import { Expression, entry, has, type Pointer, type Sort, type SortOf } from './expression';
import type { PathTo } from './value-path';

/** What istiod hands to a template beside the chart's values. */
export interface Inputs extends SharedInputs, PodInputs, GatewayInputs {}

/** What it hands to every template. */
export interface SharedInputs {
  readonly annotations: Readonly<Record<string, string>>;
  /** '' for the default revision. */
  readonly revision: string;
  readonly proxyImage: string;
  /** 1337, unless OpenShift gives the namespace another range. */
  readonly proxyUser: number;
  readonly proxyGroup: number;
  /** The ProxyConfig as JSON, without the fields that have Istio's own defaults. */
  readonly proxyConfigJson: string;
  readonly proxyMetadata: Readonly<Record<string, string>>;
  readonly interceptionMode: string;
  readonly meshTrustDomain: string;
}

/** What it hands to the template of a pod that is being created. */
export interface PodInputs {
  /** Of the object that made the pod (a Deployment, say); '' for a bare pod. */
  readonly ownerApiVersion: string;
  readonly ownerKind: string;
  readonly ownerName: string;
  readonly ownerNamespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Without containers of an earlier injection. */
  readonly containers: readonly PodContainer[];
  readonly serviceAccountName: string;
  readonly nativeSidecars: boolean;
  readonly initImage: string;
  readonly inboundTrafficPolicy: 'localhost' | 'passthrough';
  /** '' or the name of a policy, such as `fips-140-2`. */
  readonly compliancePolicy: string;
  readonly holdApplicationUntilProxyStarts: boolean;
  readonly tracingTls: object | undefined;
  readonly tracingCaCertificates: string;
  readonly outboundListenPort: number;
  readonly inboundListenPort: number;
  /** '' unless a tracing provider asks for the OpenTelemetry conventions. */
  readonly openTelemetryAttributes: string;
}

/** What it hands to the template of a Gateway of the Gateway API, which becomes a Deployment and its Service. */
interface GatewayInputs {
  readonly gatewayName: string;
  readonly gatewayNamespace: string;
  readonly gatewayUid: string;
  readonly gatewayClass: string;
  /** The label by which the Service finds the pods. */
  readonly gatewayNameLabel: string;
  readonly addresses: readonly { readonly value: string }[];
  /** The part of istiod that manages the Gateway. */
  readonly controllerLabel: string;
  readonly deploymentName: string;
  readonly gatewayServiceAccount: string;
  /** Of `spec.infrastructure`, else of the Gateway itself. */
  readonly infrastructureLabels: Readonly<Record<string, string>>;
  readonly infrastructureAnnotations: Readonly<Record<string, string>>;
  readonly servicePorts: readonly GatewayPort[];
  readonly serviceType: string;
  /** The cluster in which istiod runs. */
  readonly istiodCluster: string;
  /** 132 for Kubernetes 1.32. */
  readonly kubernetesVersion: number;
  readonly agentgatewayImage: string;
  readonly discoveryAddress: string;
}

interface GatewayPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol: Pointer<string>;
}

export interface PodContainer {
  readonly name: string;
  readonly ports: readonly object[];
}

const sorts: { readonly [K in keyof Inputs]: SortOf<Exclude<Inputs[K], undefined>> } = {
  ownerApiVersion: 'text',
  ownerKind: 'text',
  ownerName: 'text',
  ownerNamespace: 'text',
  labels: 'data',
  annotations: 'data',
  containers: 'data',
  serviceAccountName: 'text',
  revision: 'text',
  nativeSidecars: 'flag',
  proxyImage: 'text',
  initImage: 'text',
  proxyUser: 'number',
  proxyGroup: 'number',
  inboundTrafficPolicy: 'text',
  compliancePolicy: 'text',
  proxyConfigJson: 'text',
  proxyMetadata: 'data',
  interceptionMode: 'text',
  holdApplicationUntilProxyStarts: 'flag',
  tracingTls: 'data',
  tracingCaCertificates: 'text',
  meshTrustDomain: 'text',
  outboundListenPort: 'number',
  inboundListenPort: 'number',
  openTelemetryAttributes: 'text',
  gatewayName: 'text',
  gatewayNamespace: 'text',
  gatewayUid: 'text',
  gatewayClass: 'text',
  gatewayNameLabel: 'text',
  addresses: 'data',
  controllerLabel: 'text',
  deploymentName: 'text',
  gatewayServiceAccount: 'text',
  infrastructureLabels: 'data',
  infrastructureAnnotations: 'data',
  servicePorts: 'data',
  serviceType: 'text',
  istiodCluster: 'text',
  kubernetesVersion: 'number',
  agentgatewayImage: 'text',
  discoveryAddress: 'text',
};

export function input<K extends keyof Inputs>(name: K): Expression<Inputs[K]> {
  return new Expression(sorts[name], { is: 'input', name });
}

/** What stands at a dotted path of the chart's values; the method says what it is. */
export const values = {
  text: (path: PathTo<string>) => value<string>('text', path),
  number: (path: PathTo<number>) => value<number>('number', path),
  flag: (path: PathTo<boolean>) => value<boolean>('flag', path),
  texts: (path: PathTo<readonly string[]>) => value<readonly string[]>('data', path),
  /** A structure that is handed on as the user wrote it, and so fits everywhere. */
  passed: (path: PathTo<object>) => value<never>('data', path),
};

function value<T>(sort: Sort, path: string): Expression<T> {
  return new Expression(sort, { is: 'value', path });
}

/** A flag that the chart's values put into the environment of istiod; absent counts as false. */
export function istiodEnv(name: keyof PilotEnv & string): Expression<boolean> {
  return new Expression('flag', { is: 'istiodEnv', name });
}

/** The annotation of the pod; without one, `otherwise` as text, or ''. */
export function annotation(name: string, otherwise?: Expression<unknown>): Expression<string> {
  return otherwise ? new Expression('text', { is: 'annotation', name, otherwise }) : entry(input('annotations'), name);
}

/** True for an annotation with any value, '' too. */
export function hasAnnotation(name: string): Expression<boolean> {
  return has(input('annotations'), name);
}

/** The label of the pod, or ''. */
export function label(name: string): Expression<string> {
  return entry(input('labels'), name);
}

/** A variable that the mesh or the pod sets in the proxy's environment, or ''. */
export function proxyMetadata(name: string): Expression<string> {
  return entry(input('proxyMetadata'), name);
}
