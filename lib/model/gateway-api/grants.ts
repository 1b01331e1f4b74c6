import type { Mesh } from '../mesh';

/** What refers to something of another namespace. */
export interface Referrer {
  /** Of the Gateway API: `HTTPRoute`, `Gateway` ... */
  readonly kind: string;
  readonly namespace: string;
}

/** What is referred to. */
export interface Referred {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Whether a ReferenceGrant lets something be referred to from another namespace. */
export function isGranted(mesh: Mesh, from: Referrer, { group, kind, namespace, name }: Referred): boolean {
  return mesh
    .inNamespace('gateway.networking.k8s.io/ReferenceGrant', namespace)
    .some(
      ({ spec }) =>
        spec.from.some(
          (one) => one.group === 'gateway.networking.k8s.io' && one.kind === from.kind && one.namespace === from.namespace,
        ) && spec.to.some((one) => one.group === group && one.kind === kind && (one.name || name) === name),
    );
}
