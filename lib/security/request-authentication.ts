import type { Construct } from 'constructs';
import { RequestAuthentication as Api, type RequestAuthenticationSpec } from '../../imports/security.istio.io';
import { requestAuthenticationProblems } from '../admission/request-authentication';
import { type Problem, refuse } from '../core/problem';
import { listProblems } from '../core/prop-names';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { watchPickedPods } from '../networking/picked-pods';
import { type PolicyTargeting, policyTargetingProblems } from '../networking/policy-targeting';
import { type JwtRule, renderJwtRule } from './jwt-rule';

/** Props of a RequestAuthentication. */
export type RequestAuthenticationProps = ResourceProps &
  PolicyTargeting & {
    /** Tokens that are taken. Several rules take tokens of several issuers. @default none, so nothing is looked at */
    readonly jwtRules?: readonly JwtRule[];
  };

/**
 * Which tokens workloads take. A request with a token that is not valid is refused; **a request without any token is let through**, until
 * an AuthorizationPolicy asks for one: `JwtAccess` makes both.
 *
 * Source: https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export class RequestAuthentication extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: RequestAuthenticationProps = {},
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    refuse(this.node.path, listProblems(['jwtRules'], definition));
    refuseSpec(this, this.toSpec(), () => this.check());
    watchPickedPods(this, definition.selector);
  }

  protected override check(): Problem[] {
    const references = policyTargetingProblems(this.definition, this.namespace);
    return references.length > 0 ? references : requestAuthenticationProblems(this.toSpec());
  }

  protected override toSpec(): Wire<RequestAuthenticationSpec> {
    const { metadata: _, jwtRules, ...props } = this.definition;
    return {
      ...(toWire(props, this.namespace) as Wire<Omit<RequestAuthenticationSpec, 'jwtRules'>>),
      ...(jwtRules !== undefined && { jwtRules: jwtRules.map(renderJwtRule) }),
    };
  }
}
