import type {
  GrpcRouteSpec,
  GrpcRouteSpecRules,
  GrpcRouteSpecRulesMatchesMethod,
} from '../../../imports/gateway.networking.k8s.io';
import type { Problem } from '../../core/problem';
import { regularExpressionProblems } from '../../core/regular-expression';
import type { Wire } from '../../core/wire';
import { backendRefsProblems } from './backend-refs';
import { filtersProblems } from './filters';
import { valueExpressionProblems } from './http-match';
import { matchCountProblems } from './match-count';
import { parentRefsProblems } from './parent-refs';

const FORMS = {
  service: { pattern: /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i, fix: 'use the full name, package.Service for example' },
  method: { pattern: /^[A-Za-z_][A-Za-z_0-9]*$/, fix: 'use letters, digits and _' },
} as const;

function methodProblems(field: string, match: Wire<GrpcRouteSpecRulesMatchesMethod> | undefined): Problem[] {
  if (match === undefined) return [];
  const { type = 'Exact', service, method } = match;
  if (service === undefined && method === undefined) {
    return [{ field, problem: 'names neither service nor method', got: match, fix: 'give one of them, or leave it out' }];
  }
  return (['service', 'method'] as const).flatMap((name) => {
    const text = match[name];
    if (text === undefined || type !== 'Exact') return [];
    const { pattern, fix } = FORMS[name];
    return pattern.test(text) ? [] : [{ field: `${field}.${name}`, problem: `is no name of a gRPC ${name}`, got: text, fix }];
  });
}

function expressionProblems(field: string, { service, method }: Wire<GrpcRouteSpecRulesMatchesMethod>): Problem[] {
  return Object.entries({ service, method }).flatMap(([name, text]) =>
    text === undefined ? [] : regularExpressionProblems(`${field}.${name}`, text),
  );
}

function ruleProblems(field: string, { matches = [], filters, backendRefs }: Wire<GrpcRouteSpecRules>): Problem[] {
  return [
    ...matches.flatMap(({ method }, i) => methodProblems(`${field}.matches[${i}].method`, method)),
    ...backendRefsProblems(`${field}.backendRefs`, backendRefs),
    ...(backendRefs ?? []).flatMap((backend, i) => filtersProblems(`${field}.backendRefs[${i}].filters`, backend.filters)),
    ...filtersProblems(`${field}.filters`, filters),
  ];
}

/** What the cluster refuses in the spec of a GRPCRoute, beyond its schema. */
export function grpcRouteProblems({ parentRefs, rules = [] }: Wire<GrpcRouteSpec>): Problem[] {
  return [
    ...parentRefsProblems('parentRefs', parentRefs),
    ...rules.flatMap((rule, i) => ruleProblems(`rules[${i}]`, rule)),
    ...matchCountProblems(rules.map(({ matches = [] }) => matches.length)),
  ];
}

/** What Envoy refuses in the spec of a GRPCRoute that the cluster takes. */
export function grpcRouteExpressionProblems({ rules = [] }: Wire<GrpcRouteSpec>): Problem[] {
  return rules.flatMap(({ matches = [] }, i) =>
    matches.flatMap(({ method, headers }, j) => [
      ...(method?.type === 'RegularExpression' ? expressionProblems(`rules[${i}].matches[${j}].method`, method) : []),
      ...valueExpressionProblems(`rules[${i}].matches[${j}].headers`, headers),
    ]),
  );
}
