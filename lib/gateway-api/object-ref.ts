import { refuseProps } from '../core/prop-names';
/** A Kubernetes object, of cdk8s-plus-27, of cdk8s, or any with its name and namespace. */
export interface ObjectRef {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
}

const NAMES = { name: 'required', namespace: 'optional' } as const;

/** An object that this program does not define, and whose namespace allows the reference by a ReferenceGrant of its own. */
export class OutsideObject implements ObjectRef {
  private constructor(
    readonly name: string,
    readonly metadata: { readonly namespace?: string },
  ) {}

  /** @param reference name and namespace, taken as they are written */
  static unchecked(reference: { readonly name: string; readonly namespace?: string }): OutsideObject {
    refuseProps('OutsideObject.unchecked', NAMES, reference);
    const { name, namespace } = reference;
    return new OutsideObject(name, { namespace });
  }
}

/** Name of an object, with its namespace where that is not the one it is seen from. */
export function nameSeenFrom({ name, metadata }: ObjectRef, namespace: string | undefined): { name: string; namespace?: string } {
  const other = metadata.namespace === undefined || metadata.namespace === namespace;
  return other ? { name } : { name, namespace: metadata.namespace };
}
