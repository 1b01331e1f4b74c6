import type { Problem } from '../core/problem';
import type { RouteMatch, UrlPath } from './routes-props';

/** A rule, as far as its order asks. */
interface Matching {
  readonly match?: readonly RouteMatch[];
}

const EVERY_REQUEST: readonly RouteMatch[] = [{}];

/** A prefix without the `/` at its end, which says nothing: `/a/` takes what `/a` takes. */
export function segments(prefix: UrlPath): UrlPath {
  return prefix.length > 1 && prefix.endsWith('/') ? (prefix.slice(0, -1) as UrlPath) : prefix;
}

const RANK = { exact: 3, prefix: 2, regex: 1 } as const;

/** What the Gateway API compares, in its order: each number decides where those before it are equal, and the greater one wins. */
function precedenceOf({ path = { prefix: '/' }, method, headers = {}, queryParams = {} }: RouteMatch): readonly number[] {
  const { exact, prefix, regex } = path;
  const [kind, text]: [keyof typeof RANK, string] =
    exact !== undefined ? ['exact', exact] : prefix !== undefined ? ['prefix', segments(prefix)] : ['regex', regex];
  return [RANK[kind], text.length, method === undefined ? 0 : 1, Object.keys(headers).length, Object.keys(queryParams).length];
}

function isMoreSpecific(one: RouteMatch, other: RouteMatch): boolean {
  const others = precedenceOf(other);
  const i = precedenceOf(one).findIndex((value, j) => value !== others[j]);
  return i !== -1 && precedenceOf(one)[i]! > others[i]!;
}

/** Whether a path is the prefix, or goes on after it with a new segment. */
const isUnder = (path: string, prefix: UrlPath) =>
  prefix === '/' || path === segments(prefix) || path.startsWith(`${segments(prefix)}/`);

function pathsMeet(one: RouteMatch['path'] = { prefix: '/' }, other: RouteMatch['path'] = { prefix: '/' }): boolean {
  if (one.regex !== undefined || other.regex !== undefined) return true;
  if (one.exact !== undefined) return other.exact === undefined ? isUnder(one.exact, other.prefix) : one.exact === other.exact;
  if (other.exact !== undefined) return isUnder(other.exact, one.prefix);
  return isUnder(segments(one.prefix), other.prefix) || isUnder(segments(other.prefix), one.prefix);
}

/** Whether one request may fulfil both. Of headers and query parameters a request may have several of one name, so they tell nothing apart. */
function meet(one: RouteMatch, other: RouteMatch): boolean {
  if (one.method !== undefined && other.method !== undefined && one.method !== other.method) return false;
  return pathsMeet(one.path, other.path);
}

/**
 * Problems of the order of rules. A VirtualService takes the first rule that matches, an HTTPRoute the most specific one; they are the
 * same where no rule stands before a more specific one that may match the same request.
 */
export function orderProblems(field: string, rules: readonly Matching[]): Problem[] {
  return rules.flatMap(({ match: later = EVERY_REQUEST }, j) =>
    later.flatMap((match, m): Problem[] => {
      const i = rules.slice(0, j).findIndex(({ match: earlier = EVERY_REQUEST }) => {
        return earlier.some((other) => isMoreSpecific(match, other) && meet(match, other));
      });
      if (i === -1) return [];
      const problem = `is more specific than ${field}[${i}], which stands before it`;
      return [{ field: `${field}[${j}].match[${m}]`, problem, got: match, fix: `put the rule before ${field}[${i}]` }];
    }),
  );
}
