import type { Construct } from 'constructs';
import { AuthorizationPolicy as Api, type AuthorizationPolicySpec } from '../../imports/security.istio.io';
import { authorizationPolicyProblems, DRY_RUN } from '../admission/authorization-policy';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { Problem } from '../core/problem';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { watchPickedPods } from '../networking/picked-pods';
import { type PolicyTargeting, policyTargetingProblems } from '../networking/policy-targeting';
import { type ProviderRef, providerUseProblems, useProviders } from '../networking/provider-reference';
import { type CustomRule, type Rule, renderRules, ruleReferenceProblems } from './authorization-rule';

/** What can be tried out before it is enforced. */
interface Tried {
  /**
   * Whether the policy changes nothing, and proxies only log what it would have done.
   * @default false
   */
  readonly dryRun?: boolean;
}

/** Lets through what one of the rules is about, and stops all else. Of several such policies, one is enough to be let through. */
export interface AllowPolicy extends Tried {
  /** @default ALLOW */
  readonly action?: 'ALLOW';
  /**
   * What is let through. `[{}]` is every request.
   * @default none: nothing is let through, unless another ALLOW policy does
   */
  readonly rules?: readonly Rule[];
}

/** Stops what one of the rules is about, whatever ALLOW policies say. */
export interface DenyPolicy extends Tried {
  readonly action: 'DENY';
  /** What is stopped. `[{}]` is every request. */
  readonly rules: NonEmpty<Rule>;
}

/** Marks what one of the rules is about for an audit, where a plugin of the proxy does one, and stops nothing. */
export interface AuditPolicy {
  readonly action: 'AUDIT';
  /** What is marked. `[{}]` is every request. @default nothing */
  readonly rules?: readonly Rule[];
}

/** Asks an external authorizer about what one of the rules is about. It is asked first, and DENY and ALLOW policies are for what it lets through. */
export interface CustomPolicy {
  readonly action: 'CUSTOM';
  /** Who is asked: a provider of the mesh config, or `OutsideProvider.unchecked('authorization', name)`. */
  readonly provider: ProviderRef<'authorization'>;
  /** What it is asked about. `[{}]` is every request. */
  readonly rules: NonEmpty<CustomRule>;
}

/** Props of an AuthorizationPolicy. */
export type AuthorizationPolicyProps = ResourceProps &
  PolicyTargeting &
  OneShapeOf<AllowPolicy | DenyPolicy | AuditPolicy | CustomPolicy>;

function metadataOf({ dryRun, metadata }: AuthorizationPolicyProps): ResourceProps['metadata'] {
  if (dryRun !== true) return metadata;
  return { ...metadata, annotations: { ...metadata?.annotations, [DRY_RUN]: 'true' } };
}

/**
 * Who may do what with some workloads.
 *
 * Source: https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export class AuthorizationPolicy extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses, or a reference is to nothing */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: AuthorizationPolicyProps = {},
  ) {
    super(scope, id, Api.GVK, metadataOf(definition));
    refuseSpec(this, this.toSpec(), () => [...this.check()]);
    watchPickedPods(this, definition.selector);
    if (definition.provider !== undefined) useProviders(this, [definition.provider]);
  }

  private referenceProblems(): Problem[] {
    const { provider, rules = [] } = this.definition;
    return [
      ...(provider === undefined ? [] : providerUseProblems('provider', [provider], 'authorization')),
      ...policyTargetingProblems(this.definition, this.namespace),
      ...(rules as readonly Rule[]).flatMap((rule, i) => ruleReferenceProblems(`rules[${i}]`, rule, this.namespace)),
    ];
  }

  protected override check(): readonly Problem[] {
    const references = this.referenceProblems();
    if (references.length > 0) return references;
    return this.problemsOf(this.toSpec(), (spec) => authorizationPolicyProblems(spec, metadataOf(this.definition)?.annotations));
  }

  protected override toSpec(): Wire<AuthorizationPolicySpec> {
    const { dryRun: _, metadata: __, rules, ...props } = this.definition;
    return {
      ...(toWire(props, this.namespace) as Wire<Omit<AuthorizationPolicySpec, 'rules'>>),
      ...(rules !== undefined && { rules: renderRules(rules, this.namespace) }),
    };
  }
}
