import type { AuthorizationPolicySpec, AuthorizationPolicySpecRules } from '../../imports/security.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';

import { ruleProblems } from './authorization-rule';
import { selectorProblems } from './labels';
import { targetingProblems } from './policy-target';

type Spec = Wire<AuthorizationPolicySpec>;
type Rule = Wire<AuthorizationPolicySpecRules>;

/** The annotation by which a policy is only counted and logged, not enforced. */
export const DRY_RUN = 'istio.io/dry-run';

/** Words that Go reads as a truth value. */
const TRUTH = ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'];

/** What is known only after the external authorizer was asked, or not at all at that time. */
const UNKNOWN_TO_CUSTOM = [
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
  'trustDomains',
  'notTrustDomains',
  'principals',
  'notPrincipals',
  'requestPrincipals',
  'notRequestPrincipals',
] as const;

const KEYS_UNKNOWN_TO_CUSTOM = ['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal'];

const OTHERWISE = 'leave the decision to the provider, or put it into an ALLOW or DENY policy';

function customProblems(field: string, { from, when }: Rule): Problem[] {
  return [
    ...(from ?? []).flatMap(({ source }, i) =>
      UNKNOWN_TO_CUSTOM.filter((name) => (source?.[name] ?? []).length > 0).map((name) => ({
        field: `${field}.from[${i}].source.${name}`,
        problem: 'does not go with CUSTOM',
        got: source?.[name],
        fix: OTHERWISE,
      })),
    ),
    ...(when ?? []).flatMap(({ key }, i) =>
      KEYS_UNKNOWN_TO_CUSTOM.includes(key) || key.startsWith('request.auth.')
        ? [{ field: `${field}.when[${i}].key`, problem: 'does not go with CUSTOM', got: key, fix: OTHERWISE }]
        : [],
    ),
  ];
}

function actionProblems({ action = 'ALLOW', provider, rules = [] }: Spec): Problem[] {
  const problems: Problem[] = [];
  if (rules.length === 0 && (action === 'DENY' || action === 'CUSTOM')) {
    const fix = 'give a rule; {} is for every request';
    problems.push({ field: 'rules', problem: `is empty, so ${action} would never be done`, got: rules, fix });
  }
  if (provider !== undefined && action !== 'CUSTOM') {
    problems.push({ field: 'provider', problem: `does not go with ${action}`, got: provider, fix: 'remove it, or set CUSTOM' });
  }
  if (action === 'CUSTOM' && rules.length > 0 && (provider?.name ?? '') === '') {
    const fix = 'name an extension provider of the mesh config';
    problems.push({ field: 'provider.name', problem: 'is missing, so nobody can be asked', got: provider?.name, fix });
  }
  return action === 'CUSTOM' ? [...problems, ...rules.flatMap((rule, i) => customProblems(`rules[${i}]`, rule))] : problems;
}

function dryRunProblems({ action = 'ALLOW' }: Spec, value: string | undefined): Problem[] {
  if (value === undefined) return [];
  const field = `metadata.annotations.${DRY_RUN}`;
  if (action !== 'ALLOW' && action !== 'DENY') {
    return [{ field, problem: `does not go with ${action}`, got: value, fix: 'remove it' }];
  }
  return TRUTH.includes(value)
    ? []
    : [{ field, problem: 'is neither true nor false', got: value, fix: 'write true, or remove it' }];
}

/**
 * What Istio refuses in the spec of an AuthorizationPolicy, beyond its schema.
 * @param annotations of the object
 */
export function authorizationPolicyProblems(spec: Spec, annotations: Readonly<Record<string, string>> = {}): Problem[] {
  return [
    ...targetingProblems(spec),
    ...selectorProblems('selector.matchLabels', spec.selector?.matchLabels),
    ...actionProblems(spec),
    ...(spec.rules ?? []).flatMap((rule, i) => ruleProblems(`rules[${i}]`, rule)),
    ...dryRunProblems(spec, annotations[DRY_RUN]),
  ];
}
