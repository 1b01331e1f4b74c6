import type { Labels } from '../core/labels';
import type { MeshObject } from './mesh-object';

/** A namespace, named by an object or only by those in it. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  /** Its object; undefined where the manifests have none. */
  readonly object: MeshObject | undefined;
}

/** Namespaces in which Kubernetes itself runs; Istio leaves them alone. */
export const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

/** All namespaces that have an object or are named by one, by name. */
export function namespacesOf(objects: readonly MeshObject[]): ReadonlyMap<string, Namespace> {
  const namespaces = new Map<string, Namespace>();
  for (const object of objects) {
    if (object.kind === 'Namespace' && object.group === '') {
      namespaces.set(object.name, { name: object.name, labels: object.labels, object });
    } else if (object.namespace !== '' && !namespaces.has(object.namespace)) {
      namespaces.set(object.namespace, { name: object.namespace, labels: {}, object: undefined });
    }
  }
  return namespaces;
}
