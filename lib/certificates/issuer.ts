import type { GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { NonEmpty, OneOf } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { oneOfProblems, type PropNames, pathOf, propProblems } from '../core/prop-names';
import { Resource, type ResourceProps } from '../core/resource';
import { emptyListProblems, emptyTextProblems } from '../core/sizes';
import { toWire } from '../core/wire';
import type { AcmeSolver } from './acme-solver';
import { solverProblems } from './acme-solver';

/** An authority that speaks ACME, such as Let's Encrypt. */
export interface AcmeAuthority {
  /** Address of its directory. */
  readonly server: string;
  /** Where it writes to before a certificate ends. @default nowhere */
  readonly email?: string;
  /** Secret, made by cert-manager, with the key of the account. */
  readonly privateKeySecretRef: { readonly name: string };
  /** How control of a name is shown; the first that fits a name is used. */
  readonly solvers: NonEmpty<AcmeSolver>;
  /** The chain that is wanted, by the name of its root. @default the one that the authority sends first */
  readonly preferredChain?: string;
}

/** Who signs. */
export type Authority = OneOf<{
  /** An authority that speaks ACME. */
  acme: AcmeAuthority;
  /** An authority of one's own. */
  ca: {
    /** Secret, in this namespace, with its certificate and key under `tls.crt` and `tls.key`. */
    readonly secretName: string;
  };
  /** Each certificate signs itself: for tests, or for the root of an authority of one's own. */
  selfSigned: {
    /** Addresses of lists of revoked certificates, which are written into the certificates. @default none */
    readonly crlDistributionPoints?: readonly string[];
  };
}>;

/** Props of an Issuer. */
export type IssuerProps = ResourceProps & Authority;

const GVK: GroupVersionKind = { apiVersion: 'cert-manager.io/v1', kind: 'Issuer' };

const ACME: PropNames<AcmeAuthority> = {
  server: 'required',
  email: 'optional',
  privateKeySecretRef: 'required',
  solvers: 'required list',
  preferredChain: 'optional',
};
const CA: PropNames<NonNullable<Authority['ca']>> = { secretName: 'required' };
const SELF_SIGNED: PropNames<NonNullable<Authority['selfSigned']>> = { crlDistributionPoints: 'optional list' };

function acmeProblems(acme: AcmeAuthority | undefined): Problem[] {
  if (acme === undefined) return [];
  const problem = { field: 'acme.server', problem: 'is not an HTTPS address', got: acme.server };
  const fix = 'use for example https://acme-v02.api.letsencrypt.org/directory';
  return [
    ...(/^https:\/\/[^\s/]+/.test(acme.server) ? [] : [{ ...problem, fix }]),
    ...emptyTextProblems('acme.privateKeySecretRef.name', acme.privateKeySecretRef.name, 'name the Secret'),
    ...emptyListProblems('acme.solvers', acme.solvers, 'give a dns01 or http01 solver'),
    ...acme.solvers.flatMap((solver, i) => solverProblems(`acme.solvers[${i}]`, solver)),
  ];
}

const NAMES: PropNames<IssuerProps> = { metadata: 'optional', acme: 'optional', ca: 'optional', selfSigned: 'optional' };

/**
 * An authority from which cert-manager gets the certificates of its own namespace. Authorities of other kinds, and those of the whole
 * cluster, are referred to by `OutsideIssuer`.
 *
 * Source: https://cert-manager.io/docs/configuration/issuers/
 */
export class Issuer extends Resource {
  /** @throws InvalidProps when a field is one that cert-manager refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: IssuerProps,
  ) {
    refuse(pathOf(scope, id), [
      ...propProblems(NAMES, definition),
      ...oneOfProblems(['acme', 'ca', 'selfSigned'], definition),
      ...propProblems(ACME, definition?.acme, 'acme'),
    ]);
    super(scope, id, GVK, definition.metadata);
    refuse(this.node.path, [
      ...propProblems(CA, definition.ca, 'ca'),
      ...propProblems(SELF_SIGNED, definition.selfSigned, 'selfSigned'),
      ...acmeProblems(definition.acme),
      ...emptyTextProblems('ca.secretName', definition.ca?.secretName, 'name the Secret'),
    ]);
  }

  protected override toSpec(): object {
    return toWire({ ...this.definition, metadata: undefined }, this.namespace) as object;
  }
}
