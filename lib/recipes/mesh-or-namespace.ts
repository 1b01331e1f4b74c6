import type { AtMostOneOf } from '../core/one-of';
import type { SourceNamespace } from '../security/source-namespace';
import { namespaceName } from '../security/source-namespace';

/** Where something holds. Without either, in the namespace of the chart. */
export type MeshOrNamespace = AtMostOneOf<{
  /** The control plane in whose whole mesh it holds. */
  mesh: { readonly namespace: string };
  /** The namespace in which it holds. */
  namespace: SourceNamespace;
}>;

/** The namespace of an object that holds there; undefined leaves it to the chart. The root namespace of a mesh is its control plane's. */
export function placeOf({ mesh, namespace }: MeshOrNamespace): string | undefined {
  return mesh?.namespace ?? (namespace === undefined ? undefined : namespaceName(namespace));
}
