import type { RequestAuthenticationSpec, RequestAuthenticationSpecJwtRules } from '../../imports/security.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { durationProblems } from './duration';
import { httpUrlProblems } from './http-url';
import { jwksProblems } from './jwks';
import { selectorProblems } from './labels';
import { targetingProblems } from './policy-target';

type JwtRule = Wire<RequestAuthenticationSpecJwtRules> & {
  /** The CRD has `jwksUri` in both spellings. */
  readonly jwks_uri?: string;
};

/** Where the keys of a rule are from. */
const SOURCES = ['jwksUri', 'jwks_uri', 'jwks'] as const;

function jwtRuleProblems(field: string, rule: JwtRule): Problem[] {
  const { issuer = '', jwks = '', jwksUri = '', jwks_uri: oldUri = '', timeout } = rule;
  const problems: Problem[] = [];
  if (issuer === '' && jwksUri === '' && oldUri === '') {
    const fix = 'set issuer, or jwksUri for tokens of any issuer';
    problems.push({ field: `${field}.issuer`, problem: 'is missing, and so is jwksUri', fix });
  }
  const [first, ...others] = SOURCES.filter((source) => rule[source] !== undefined);
  for (const other of others) {
    problems.push({ field: `${field}.${other}`, problem: `stands beside ${first}`, fix: 'keep one of the two' });
  }
  return [
    ...problems,
    ...(jwksUri === '' ? [] : httpUrlProblems(`${field}.jwksUri`, jwksUri)),
    ...(oldUri === '' ? [] : httpUrlProblems(`${field}.jwks_uri`, oldUri)),
    ...(jwks === '' ? [] : jwksProblems(`${field}.jwks`, jwks)),
    ...durationProblems(`${field}.timeout`, timeout),
  ];
}

/** What Istio refuses in the spec of a RequestAuthentication, beyond its schema. */
export function requestAuthenticationProblems(spec: Wire<RequestAuthenticationSpec>): Problem[] {
  return [
    ...targetingProblems(spec),
    ...selectorProblems('selector.matchLabels', spec.selector?.matchLabels),
    ...(spec.jwtRules ?? []).flatMap((rule, i) => jwtRuleProblems(`jwtRules[${i}]`, rule)),
  ];
}
