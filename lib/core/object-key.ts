/** What tells an object from all others of a program. */
export interface KeyedObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** As it is written. @default none is */
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** Group, kind, namespace and name: `networking.istio.io/VirtualService/shop/reviews`, `/Service/shop/reviews`. */
export function objectKey({ apiVersion, kind, namespace = '', name }: KeyedObject): string {
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
  return `${group}/${kind}/${namespace}/${name}`;
}
