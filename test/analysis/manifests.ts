import { stringify } from 'yaml';

const GROUPS: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'security.istio.io/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  Deployment: 'apps/v1',
  MutatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  ReferenceGrant: 'gateway.networking.k8s.io/v1beta1',
  RequestAuthentication: 'security.istio.io/v1',
  StatefulSet: 'apps/v1',
  Telemetry: 'telemetry.istio.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
};

const CORE = ['ConfigMap', 'Namespace', 'Pod', 'Secret', 'Service', 'ServiceAccount'];

/** An object as a YAML document. @param place `shop/reviews`, or a name alone */
export function object(kind: string, place: string, rest: object = {}, apiVersion?: string): string {
  const [name, namespace] = place.split('/').reverse() as [string, string | undefined];
  const { metadata, ...body } = rest as { metadata?: object };
  const group = apiVersion ?? (CORE.includes(kind) ? 'v1' : (GROUPS[kind] ?? 'networking.istio.io/v1'));
  return `---\n${stringify({ apiVersion: group, kind, metadata: { name, ...(namespace && { namespace }), ...metadata }, ...body })}`;
}

/** An object of Istio, by its spec. */
export const istio = (kind: string, place: string, spec: object = {}) => object(kind, place, { spec });

/** An object of the Gateway API, by its spec. */
export const gatewayApi = (kind: string, place: string, spec: object = {}) =>
  object(kind, place, { spec }, 'gateway.networking.k8s.io/v1');

export const namespace = (name: string, labels: object = {}) => object('Namespace', name, { metadata: { labels } });

export const service = (place: string, spec: object, metadata: object = {}) => object('Service', place, { metadata, spec });

/** What stands on pods. */
export interface PodParts {
  readonly labels?: object;
  readonly annotations?: object;
  readonly spec?: object;
}

const podOf = ({ spec = { containers: [{ name: 'app', image: 'app' }] }, ...metadata }: PodParts) => ({ metadata, spec });

export const pod = (place: string, parts: PodParts = {}) => object('Pod', place, podOf(parts));

/** A Deployment whose pods have these parts. */
export const deployment = (place: string, parts: PodParts = {}, metadata: object = {}) =>
  object('Deployment', place, { metadata, spec: { template: podOf(parts) } });
