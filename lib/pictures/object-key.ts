import type { MeshObject } from '../model';

/** The name of an object in a graph: `VirtualService/shop/reviews`, with its group where two groups have such a kind. */
export function keyOf({ group, kind, namespace, name }: MeshObject): string {
  const named = group === 'gateway.networking.k8s.io' ? `${kind}.${group}` : kind;
  return [named, ...(namespace === '' ? [] : [namespace]), name].join('/');
}
