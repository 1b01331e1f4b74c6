import type { Marks } from './pod';

/** A `ProxyConfig` object of Istio, as far as it says something about pods. */
export interface ProxyConfigObject {
  readonly namespace: string;
  readonly spec: {
    readonly selector?: { readonly matchLabels?: Marks };
    readonly concurrency?: number;
    readonly environmentVariables?: Marks;
    readonly image?: object;
  };
}

/** What the objects say about a pod, the strongest last. What the pod says itself in its annotation comes between the two. */
export interface ProxyConfigLayers {
  /** For the mesh, and for all of the namespace. */
  readonly below: readonly object[];
  /** For the pods that a selector finds. */
  readonly above: readonly object[];
}

/** istiod takes the first object of each kind, and leaves the others alone. */
export function proxyConfigLayers(
  objects: readonly ProxyConfigObject[],
  rootNamespace: string,
  namespace: string,
  labels: Marks,
): ProxyConfigLayers {
  const forAll = (of: string) => objects.find((object) => object.namespace === of && object.spec.selector === undefined);
  const selected = objects.find((object) => object.namespace === namespace && selects(object, labels));
  const wide = namespace === rootNamespace ? [forAll(rootNamespace)] : [forAll(rootNamespace), forAll(namespace)];
  return { below: wide.flatMap(written), above: written(selected) };
}

function selects({ spec }: ProxyConfigObject, labels: Marks): boolean {
  const wanted = Object.entries(spec.selector?.matchLabels ?? {});
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value);
}

/** As a proxy.istio.io/config annotation would say it. */
function written(object: ProxyConfigObject | undefined): object[] {
  if (object === undefined) return [];
  const { concurrency, environmentVariables: proxyMetadata, image } = object.spec;
  return [{ concurrency, proxyMetadata, image }];
}
