import type { MeshObject } from '../model';
import { describeSource } from '../model/source';
import type { Place } from '../model/virtual-service';

/** `VirtualService shop/reviews (mesh.yaml:12)`, as it is printed. */
export function describeObject({ kind, namespace, name, source }: MeshObject): string {
  const place = describeSource(source);
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}${place === '' ? '' : ` (${place})`}`;
}

/** `VirtualService shop/reviews (mesh.yaml:12) http[0].match[0]`. */
export function describePlace({ object, field }: Place): string {
  return `${describeObject(object)} ${field}`;
}
