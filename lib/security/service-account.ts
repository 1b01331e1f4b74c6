import { podMakersIn } from '../core/pod-makers';
import type { Problem } from '../core/problem';
import type { Rendered } from '../core/wire';
import type { PodMakerRef } from '../networking/workload';

/** A ServiceAccount, of cdk8s-plus-27 or any object with its name and namespace. */
export interface ServiceAccountObject {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
  readonly resourceType?: 'serviceaccounts';
}

/** Whom requests come from: a ServiceAccount, or a workload that has one of its own. */
export type ServiceAccountRef = ServiceAccountObject | PodMakerRef;

/** A ServiceAccount that this program does not define. */
export class OutsideServiceAccount implements Rendered {
  private constructor(private readonly account: string) {}

  /** @param account `<namespace>/<name>`, or the name alone for one in the namespace of the policy */
  static unchecked(account: string): OutsideServiceAccount {
    return new OutsideServiceAccount(account);
  }

  toWire(): string {
    return this.account;
  }
}

/** An account that may make a request. */
export type ServiceAccountItem = ServiceAccountRef | OutsideServiceAccount;

/** An account by name, or why there is none. */
export type Account =
  | { readonly name: string; readonly namespace: string | undefined; readonly missing?: undefined }
  | { readonly missing: string };

/** The account that pods have that name none. */
const SHARED = 'default';

function isAccount(ref: ServiceAccountRef): ref is ServiceAccountObject {
  return 'name' in ref && 'metadata' in ref && (!('node' in ref) || ('kind' in ref && ref.kind === 'ServiceAccount'));
}

/** The accounts of what is referred to: one, or those of all pods that a construct makes. */
export function accountsOf(ref: ServiceAccountRef): Account[] {
  if (isAccount(ref)) return [{ name: ref.name, namespace: ref.metadata.namespace }];
  const makers = podMakersIn(ref);
  if (makers.length === 0) return [{ missing: 'makes no pods, and is no ServiceAccount' }];
  const accounts = makers.map(({ kind, name, namespace, serviceAccount = SHARED }): Account => {
    if (serviceAccount !== SHARED) return { name: serviceAccount, namespace };
    return { missing: `has a ${kind} ${name} without a ServiceAccount of its own: it shares ${SHARED} with others` };
  });
  const keys = accounts.map((account) => JSON.stringify(account));
  return accounts.filter((_, i) => keys.indexOf(keys[i]!) === i);
}

/** Problems of accounts that are missing. */
export function missingAccountProblems(field: string, ref: ServiceAccountRef): Problem[] {
  const fix = 'give it a ServiceAccount, and pass either of the two';
  return accountsOf(ref).flatMap(({ missing }) => (missing === undefined ? [] : [{ field, problem: missing, fix }]));
}
