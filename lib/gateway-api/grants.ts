import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problem';

/** Kinds that may be referred to from another namespace. */
export type GrantedKind = 'Service' | 'Secret' | 'ConfigMap';

/** Kinds that may refer to another namespace. */
export type GrantedFromKind = 'Gateway' | 'ListenerSet' | 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';

/** What a ReferenceGrant says. */
export interface Grant {
  /** Namespace of what is referred to. */
  readonly namespace: string | undefined;
  readonly from: readonly { readonly kind: GrantedFromKind; readonly namespace: string }[];
  readonly to: readonly { readonly kind: GrantedKind; readonly name?: string }[];
}

/** A reference to an object, and the field in which it stands. */
export interface Reference {
  readonly field: string;
  readonly kind: GrantedKind;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What refers. */
export interface Referrer extends IConstruct {
  readonly kind: string;
  readonly namespace: string | undefined;
}

const grants = new PerApp<Grant[]>(() => []);

/** Notes what a ReferenceGrant of this app says. */
export function noteGrant(construct: IConstruct, grant: Grant): void {
  grants.of(construct).push(grant);
}

const crosses = (referrer: Referrer, { namespace }: Reference) =>
  namespace !== undefined && referrer.namespace !== undefined && namespace !== referrer.namespace;

function isGranted(referrer: Referrer, { kind, name, namespace }: Reference): boolean {
  return grants
    .of(referrer)
    .some(
      (grant) =>
        grant.namespace === namespace &&
        grant.from.some((from) => from.kind === referrer.kind && from.namespace === referrer.namespace) &&
        grant.to.some((to) => to.kind === kind && (to.name === undefined || to.name === name)),
    );
}

/** The references into other namespaces that no ReferenceGrant of the app allows. */
export function ungranted(referrer: Referrer, references: readonly Reference[]): Reference[] {
  return references.filter((reference) => crosses(referrer, reference) && !isGranted(referrer, reference));
}

/** Problems of references into other namespaces, each of which the other namespace must allow. */
export function referenceProblems(referrer: Referrer, references: readonly Reference[]): Problem[] {
  return ungranted(referrer, references).map(({ field, kind, name, namespace }) => ({
    field,
    problem: `is in a namespace that does not allow it to ${referrer.kind}s of ${referrer.namespace}`,
    got: `${kind} ${namespace}/${name}`,
    fix: `add a ReferenceGrant in ${namespace}, which grant(...) of this object makes`,
  }));
}
