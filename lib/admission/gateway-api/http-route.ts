import type { HttpRouteSpec, HttpRouteSpecRules } from '../../../imports/gateway.networking.k8s.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { backendRefsProblems } from './backend-refs';
import { millisecondsOf } from './duration';
import { type FilterSpec, filtersProblems } from './filters';
import { httpExpressionProblems, httpMatchProblems } from './http-match';
import { matchCountProblems } from './match-count';
import { parentRefsProblems } from './parent-refs';

type Rule = Wire<HttpRouteSpecRules>;

/** What the API server writes where a rule has no `matches`. */
const EVERY_REQUEST: NonNullable<Rule['matches']> = [{}];

function timeoutProblems(field: string, timeouts: Rule['timeouts']): Problem[] {
  const { request, backendRequest } = timeouts ?? {};
  if (request === undefined || backendRequest === undefined) return [];
  const all = millisecondsOf(request);
  if (all === 0 || millisecondsOf(backendRequest) <= all) return [];
  const fix = `use at most ${request}, or a longer request`;
  return [{ field: `${field}.backendRequest`, problem: 'is longer than request', got: backendRequest, fix }];
}

/** The filters that may put something in place of the prefix that the rule matches. */
const CHANGES = ['requestRedirect', 'urlRewrite'] as const;

const replacesPrefix = (change: (typeof CHANGES)[number], filter: FilterSpec) =>
  filter[change]?.path?.type === 'ReplacePrefixMatch' && filter[change].path.replacePrefixMatch !== undefined;

/** Whether the rule matches by one prefix, and nothing else. */
function matchesOnePrefix({ matches = EVERY_REQUEST }: Rule): boolean {
  return matches.length === 1 && (matches[0]?.path?.type ?? 'PathPrefix') === 'PathPrefix';
}

/** The schema looks at the backends only where a single one of them replaces the prefix. */
function prefixProblems(field: string, rule: Rule): Problem[] {
  if (matchesOnePrefix(rule)) return [];
  const { filters = [], backendRefs = [] } = rule;
  return CHANGES.flatMap((change) => {
    const i = filters.findIndex((filter) => replacesPrefix(change, filter));
    const changing = [...backendRefs.entries()].filter(([, { filters: own = [] }]) => own.some((f) => replacesPrefix(change, f)));
    const places = [
      ...(i === -1 ? [] : [`${field}.filters[${i}].${change}`]),
      ...(changing.length === 1 ? [`${field}.backendRefs[${changing[0]?.[0]}].filters`] : []),
    ];
    const problem = 'replaces a prefix, but the rule does not match by one alone';
    return places.map((place) => ({
      field: place,
      problem,
      got: rule.matches,
      fix: 'give the rule exactly one match, by PathPrefix',
    }));
  });
}

function redirectProblems(field: string, { backendRefs = [], filters = [] }: Rule): Problem[] {
  const i = filters.findIndex(({ requestRedirect }) => requestRedirect !== undefined);
  if (i === -1 || backendRefs.length === 0) return [];
  const fix = 'remove backendRefs, or the filter';
  return [{ field: `${field}.filters[${i}]`, problem: 'redirects what backendRefs take', got: filters[i]?.requestRedirect, fix }];
}

function ruleProblems(field: string, rule: Rule): Problem[] {
  return [
    ...(rule.matches ?? []).flatMap((match, i) => httpMatchProblems(`${field}.matches[${i}]`, match)),
    ...backendRefsProblems(`${field}.backendRefs`, rule.backendRefs),
    ...(rule.backendRefs ?? []).flatMap((backend, i) => filtersProblems(`${field}.backendRefs[${i}].filters`, backend.filters)),
    ...filtersProblems(`${field}.filters`, rule.filters),
    ...prefixProblems(field, rule),
    ...redirectProblems(field, rule),
    ...timeoutProblems(`${field}.timeouts`, rule.timeouts),
  ];
}

/** What the cluster refuses in the spec of an HTTPRoute, beyond its schema. */
export function httpRouteProblems({ parentRefs, rules = [] }: Wire<HttpRouteSpec>): Problem[] {
  return [
    ...parentRefsProblems('parentRefs', parentRefs),
    ...rules.flatMap((rule, i) => ruleProblems(`rules[${i}]`, rule)),
    ...matchCountProblems(rules.map(({ matches }) => (matches ?? EVERY_REQUEST).length)),
  ];
}

/** What Envoy refuses in the spec of an HTTPRoute that the cluster takes. */
export function httpRouteExpressionProblems({ rules = [] }: Wire<HttpRouteSpec>): Problem[] {
  return rules.flatMap(({ matches = [] }, i) =>
    matches.flatMap((match, j) => httpExpressionProblems(`rules[${i}].matches[${j}]`, match)),
  );
}
