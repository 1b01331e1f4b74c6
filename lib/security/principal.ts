import type { Problem } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Rendered } from '../core/wire';
import { accountsOf, missingAccountProblems, type ServiceAccountRef } from './service-account';

/** What stands for the trust domain of the mesh, whatever its name is, and for all aliases of it. */
const OWN_TRUST_DOMAIN = 'cluster.local';

/** Where an identity is from. */
export interface PrincipalOptions {
  /**
   * Trust domain of a mesh that trusts this one's.
   * @default the mesh's own: `cluster.local` stands for it under every name
   */
  readonly trustDomain?: string;
}

const NAMES: PropNames<PrincipalOptions> = { trustDomain: 'optional' };

/**
 * Who makes a request, proven by mutual TLS. It is got from the ServiceAccount, or from a workload that has one, so that it cannot be
 * misspelled.
 */
export class Principal implements Rendered {
  private constructor(
    private readonly ref: ServiceAccountRef | string,
    private readonly trustDomain: string,
  ) {}

  /** The identity of a ServiceAccount of this program, or of all pods of a workload. */
  static of(account: ServiceAccountRef, options: PrincipalOptions = {}): Principal {
    refuseProps('Principal.of', NAMES, options);
    return new Principal(account, options.trustDomain ?? OWN_TRUST_DOMAIN);
  }

  /**
   * Identities that this program does not define, taken as they are written.
   * @param principal `<trust domain>/ns/<namespace>/sa/<name>`; a `*` may stand at one end
   */
  static unchecked(principal: string): Principal {
    return new Principal(principal, OWN_TRUST_DOMAIN);
  }

  private placed(namespace: string | undefined): { readonly name: string; readonly namespace: string | undefined }[] {
    if (typeof this.ref === 'string') return [];
    return accountsOf(this.ref).flatMap((account) =>
      account.missing === undefined ? [{ name: account.name, namespace: account.namespace ?? namespace }] : [],
    );
  }

  /**
   * Problems of the identity.
   * @param namespace of the policy, which an account without one is taken to be in
   */
  problems(field: string, namespace: string | undefined): Problem[] {
    if (typeof this.ref === 'string') return [];
    const fix = 'give the ServiceAccount or its chart a namespace';
    const problem = 'is of an account whose namespace is not known';
    const nowhere = this.placed(namespace).filter((account) => account.namespace === undefined);
    return [...missingAccountProblems(field, this.ref), ...nowhere.map(({ name }) => ({ field, problem, got: name, fix }))];
  }

  /**
   * The identities as they stand in YAML: one, or one for each account of the workload.
   * @param namespace of the policy
   */
  toWire(namespace: string | undefined): readonly string[] {
    if (typeof this.ref === 'string') return [this.ref];
    return this.placed(namespace).map((account) => `${this.trustDomain}/ns/${account.namespace}/sa/${account.name}`);
  }
}

/** Who makes a request; `*` is anybody with an identity, so no plain connection. */
export type PrincipalRef = Principal | '*';
