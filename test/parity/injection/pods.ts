import type { CustomTemplate } from '../../../lib/install/injection/custom-template';

/** One pod, and the mesh into which it is injected. */
export interface InjectionCase {
  readonly name: string;
  /** Values of the istiod chart. */
  readonly values?: object;
  /** Fields of the mesh configuration that no value sets. */
  readonly mesh?: object;
  /** The environment of the injector. */
  readonly env?: Readonly<Record<string, string>>;
  /** Templates of the user's own, for both charts as text and for our injector as they are. */
  readonly templates?: Readonly<Record<string, CustomTemplate>>;
  /** The object with the pod in it. */
  readonly pod: object;
  /**
   * What the official template makes of it.
   * @default injected
   */
  readonly official?: 'injected' | 'refused';
  /** Why our pod is meant to be another one than the official, and where. */
  readonly intended?: { readonly reason: string; readonly at?: readonly string[] };
}

interface Pod {
  readonly name?: string;
  readonly labels?: object;
  readonly annotations?: object;
  readonly [field: string]: unknown;
}

export const app = {
  name: 'app',
  image: 'registry.example.com:5000/app:1.2@sha256:0123456789abcdef',
  ports: [{ containerPort: 9080, name: 'http' }, { containerPort: 9443 }, { containerPort: 53, protocol: 'UDP' }],
};
export const helper = { name: 'helper', image: 'busybox', ports: [{ containerPort: 8125, name: 'stats' }] };

export function template({ labels = { app: 'reviews', version: 'v1' }, annotations, name: _, ...spec }: Pod = {}) {
  return { metadata: { labels, annotations }, spec: { containers: [app], ...spec } };
}

export function workload(kind: string, pod: Pod = {}, apiVersion = 'apps/v1') {
  const metadata = { name: pod.name ?? 'reviews-v1', namespace: 'bookinfo' };
  return { apiVersion, kind, metadata, spec: { template: template(pod) } };
}

export const deployment = (pod?: Pod) => workload('Deployment', pod);
export const annotated = (annotations: object) => deployment({ annotations });
export const global = (values: object) => ({ global: values });
export const proxy = (values: object) => ({ global: { proxy: values } });
export const cni = { pilot: { cni: { enabled: true } } };
export const multus = { pilot: { cni: { enabled: true, provider: 'multus' } } };
export const native = { ENABLE_NATIVE_SIDECARS: 'true' };
export const auto = { name: 'istio-proxy', image: 'auto' };

export function gateway(pod: Pod = {}) {
  const annotations = { 'inject.istio.io/templates': 'gateway', ...pod.annotations };
  return deployment({
    containers: [auto],
    ...pod,
    annotations,
    name: 'istio-ingressgateway',
    labels: { istio: 'ingressgateway' },
  });
}

export function grpc({ annotations, ...pod }: Pod = {}) {
  return deployment({
    containers: [app, helper],
    ...pod,
    annotations: { 'inject.istio.io/templates': 'grpc-agent', ...annotations },
  });
}

/** Each case, and once more with the proxy as an init container that keeps running. */
export function alsoNative(cases: readonly InjectionCase[]): readonly InjectionCase[] {
  return cases.flatMap((one) => {
    const { spec } = one.pod as { spec: { template?: { metadata: { annotations?: object } } } };
    if (one.env || one.official || one.intended || !spec.template) return [one];
    const { metadata } = spec.template;
    const annotations = { 'sidecar.istio.io/nativeSidecar': 'true', ...metadata.annotations };
    const template = { ...spec.template, metadata: { ...metadata, annotations } };
    return [one, { ...one, name: `${one.name}, native`, pod: { ...one.pod, spec: { ...spec, template } } }];
  });
}
