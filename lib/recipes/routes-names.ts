import type { Problem } from '../core/problem';
import { type PropNames, propProblems } from '../core/prop-names';
import type { RouteMatch, RoutePath, RouteRule } from './routes-props';

/** A rule of either form, with the fields of both. */
type Rule = RouteRule<'VirtualService'>;
type Part<Name extends keyof Rule> = NonNullable<Rule[Name]>;

const RULE: PropNames<Rule> = {
  name: 'optional',
  match: 'optional list',
  headers: 'optional',
  to: 'optional list',
  rewrite: 'optional',
  mirrors: 'optional list',
  timeout: 'optional',
  fault: 'optional',
  retries: 'optional',
  redirect: 'optional',
};
const MATCH: PropNames<RouteMatch> = { path: 'optional', method: 'optional', headers: 'optional', queryParams: 'optional' };
const MATCHED_PATH: PropNames<NonNullable<RouteMatch['path']>> = { exact: 'optional', prefix: 'optional', regex: 'optional' };
const TO: PropNames<Part<'to'>[number]> = { service: 'optional', port: 'optional', destination: 'optional', weight: 'optional' };
const MIRROR: PropNames<Part<'mirrors'>[number]> = { service: 'required', port: 'required', percentage: 'optional' };
const HEADERS: PropNames<Part<'headers'>> = { request: 'optional', response: 'optional' };
const REWRITE: PropNames<Part<'rewrite'>> = { host: 'optional', path: 'optional' };
const REDIRECT: PropNames<Part<'redirect'>> = {
  scheme: 'optional',
  host: 'optional',
  port: 'optional',
  path: 'optional',
  status: 'optional',
};
const PATH: PropNames<RoutePath> = { full: 'optional', prefix: 'optional' };

/** Problems of names in a rule that stand for nothing, at any depth. */
export function ruleNameProblems(place: string, rule: Rule): Problem[] {
  const wrong = propProblems(RULE, rule, place);
  if (wrong.length > 0) return wrong;
  const { match = [], to = [], mirrors = [], headers, rewrite, redirect } = rule;
  return [
    ...match.flatMap((one, i) => [
      ...propProblems(MATCH, one, `${place}.match[${i}]`),
      ...propProblems(MATCHED_PATH, one?.path, `${place}.match[${i}].path`),
    ]),
    ...to.flatMap((target, i) => propProblems(TO, target, `${place}.to[${i}]`)),
    ...mirrors.flatMap((mirror, i) => propProblems(MIRROR, mirror, `${place}.mirrors[${i}]`)),
    ...propProblems(HEADERS, headers, `${place}.headers`),
    ...propProblems(REWRITE, rewrite, `${place}.rewrite`),
    ...propProblems(PATH, rewrite?.path, `${place}.rewrite.path`),
    ...propProblems(REDIRECT, redirect, `${place}.redirect`),
    ...propProblems(PATH, redirect?.path, `${place}.redirect.path`),
  ];
}
