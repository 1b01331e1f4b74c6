import type { RequestAuthenticationSpec, RequestAuthenticationSpecJwtRules } from '../../imports/security.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';

import { durationProblems } from './duration';
import { httpUrlProblems } from './http-url';
import { jwksProblems } from './jwks';
import { selectorProblems } from './labels';
import { targetingProblems } from './policy-target';

type JwtRule = Wire<RequestAuthenticationSpecJwtRules>;

function jwtRuleProblems(field: string, { issuer = '', jwks, jwksUri, timeout }: JwtRule): Problem[] {
  const problems: Problem[] = [];
  if (issuer === '' && (jwksUri ?? '') === '') {
    const fix = 'set issuer, or jwksUri for tokens of any issuer';
    problems.push({ field: `${field}.issuer`, problem: 'is missing, and so is jwksUri', fix });
  }
  if (jwks !== undefined && jwksUri !== undefined) {
    problems.push({ field: `${field}.jwks`, problem: 'stands beside jwksUri', fix: 'keep one of the two' });
  }
  return [
    ...problems,
    ...(jwksUri === undefined || jwksUri === '' ? [] : httpUrlProblems(`${field}.jwksUri`, jwksUri)),
    ...(jwks === undefined || jwks === '' ? [] : jwksProblems(`${field}.jwks`, jwks)),
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
