/** A Kubernetes object, of cdk8s-plus-27, of cdk8s, or any with its name and namespace. */
export interface ObjectRef {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
}

/** Name of an object, with its namespace where that is not the one it is seen from. */
export function nameSeenFrom({ name, metadata }: ObjectRef, namespace: string | undefined): { name: string; namespace?: string } {
  const other = metadata.namespace === undefined || metadata.namespace === namespace;
  return other ? { name } : { name, namespace: metadata.namespace };
}
