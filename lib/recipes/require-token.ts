import { Construct } from 'constructs';
import type { NonEmpty } from '../core/one-of';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Workload, WorkloadRef } from '../networking/workload';
import type { PortValue } from '../security/authorization-condition';
import type { PathValue } from '../security/authorization-operation';
import { AuthorizationPolicy } from '../security/authorization-policy';
import type { Rule } from '../security/authorization-rule';
import type { JwtRule } from '../security/jwt-rule';
import { RequestAuthentication } from '../security/request-authentication';
import { askedFor } from './asked-operation';
import { forWorkload } from './for-workload';

/** Props of RequireToken. */
export interface RequireTokenProps {
  /** The workload that asks for a token; a gateway for all that comes in by it. @default every workload of the namespace of the chart */
  readonly of?: WorkloadRef | Workload;
  /** Tokens that are taken, of one issuer or several. */
  readonly tokens: NonEmpty<JwtRule>;
  /**
   * What the token must say: of each claim one of the values, of all claims. A claim in an object is written `[realm][roles]`.
   * @default nothing beside being valid
   */
  readonly claims?: Readonly<Record<string, NonEmpty<string>>>;
  /** Paths that need no token. @default none */
  readonly openPaths?: NonEmpty<PathValue>;
  /**
   * Numbers of the pod's ports on which a token is asked for. Give them where the pod has ports that are not HTTP, which nobody could use
   * otherwise.
   * @default all
   */
  readonly ports?: NonEmpty<PortValue>;
}

function keyOf(claim: string): `request.auth.claims[${string}]` {
  return `request.auth.claims${claim.startsWith('[') ? claim : `[${claim}]`}` as `request.auth.claims[${string}]`;
}

function rulesOf(props: RequireTokenProps): NonEmpty<Rule> {
  const asked = askedFor({ notPaths: props.openPaths, ports: props.ports });
  const claims = Object.entries(props.claims ?? {});
  return [
    { from: [{ source: { notRequestPrincipals: ['*'] } }], ...asked },
    ...claims.map(([claim, notValues]): Rule => ({ ...asked, when: [{ key: keyOf(claim), notValues }] })),
  ];
}

const NAMES: PropNames<RequireTokenProps> = {
  of: 'optional',
  tokens: 'required list',
  claims: 'optional',
  openPaths: 'optional list',
  ports: 'optional list',
};

/**
 * Refuses requests without a valid token, or without certain claims in it, whatever else lets them through. A RequestAuthentication alone
 * refuses tokens that are not valid and lets through who shows none, so here it never stands alone.
 */
export class RequireToken extends Construct {
  constructor(scope: Construct, id: string, props: RequireTokenProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { namespace, ...place } = forWorkload(props.of);
    const metadata = { name: id, namespace };
    new RequestAuthentication(this, 'tokens', { metadata, ...place, jwtRules: props.tokens });
    new AuthorizationPolicy(this, 'required', { metadata, ...place, action: 'DENY', rules: rulesOf(props) });
  }
}
