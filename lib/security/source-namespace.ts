/** A namespace: a `MeshNamespace`, one of cdk8s-plus-27, or its name, in which a `*` may stand at one end. */
export type SourceNamespace =
  | string
  | { readonly name: string; readonly metadata?: undefined }
  | { readonly name: string; toNamespaceSelectorConfig(): object };

/** The name of a namespace. */
export function namespaceName(namespace: SourceNamespace): string {
  return typeof namespace === 'string' ? namespace : namespace.name;
}
