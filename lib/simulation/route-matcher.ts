import type { HttpMatch, TextMatch } from '../model/virtual-service';
import { type HttpRequest, valuesOf } from './http-request';
import { isPresence, type TextMatcher, textMatcher } from './text-matcher';

/** Whether a request meets all conditions of a route. */
export type RouteMatcher = (request: HttpRequest) => boolean;

/** What a route asks of the path, which is also what it replaces. */
export type PathMatch =
  | { readonly kind: 'prefix'; readonly value: string }
  | { readonly kind: 'segments'; readonly value: string }
  | { readonly kind: 'exact'; readonly value: string }
  | { readonly kind: 'regex'; readonly value: string };

/** Conditions of a route, ready to be asked. */
export interface CompiledMatch {
  readonly matches: RouteMatcher;
  readonly path: PathMatch;
  /** Whether every request meets them, as far as istiod sees. */
  readonly isCatchAll: boolean;
}

const EVERYTHING: PathMatch = { kind: 'prefix', value: '/' };

export const CATCH_ALL: CompiledMatch = {
  matches: ({ pathname }) => pathname.startsWith('/'),
  path: EVERYTHING,
  isCatchAll: true,
};

/** @param bySegments whether a prefix ends at a `/` */
function pathMatch(uri: TextMatch | undefined, bySegments: boolean): PathMatch {
  if (uri?.exact !== undefined) return { kind: 'exact', value: uri.exact };
  if (uri?.regex !== undefined) return { kind: 'regex', value: uri.regex };
  if (uri?.prefix === undefined) return EVERYTHING;
  if (bySegments && uri.prefix !== '/') return { kind: 'segments', value: uri.prefix.replace(/\/$/, '') };
  return { kind: 'prefix', value: uri.prefix };
}

function pathMatcher({ kind, value }: PathMatch, ignoreCase: boolean): TextMatcher {
  if (kind !== 'segments') return textMatcher({ [kind]: value }, ignoreCase);
  const prefix = textMatcher({ prefix: value }, ignoreCase);
  return (path) => prefix(path) && (path.length === value.length || path[value.length] === '/');
}

/** Claims of a token are not headers: they are there only where a token was checked. */
const isClaim = (name: string) => name.toLowerCase().startsWith('@request.auth.claims');

function headerMatcher(name: string, match: TextMatch): RouteMatcher {
  const lower = name.toLowerCase();
  if (isClaim(lower)) return () => false;
  if (isPresence(match)) return (request) => valuesOf(request, lower) !== undefined;
  const matches = textMatcher(match);
  return (request) => valuesOf(request, lower)?.some(matches) ?? false;
}

function withoutHeaderMatcher(name: string, match: TextMatch): RouteMatcher {
  const lower = name.toLowerCase();
  if (isClaim(lower)) return () => true;
  if (isPresence(match)) return (request) => valuesOf(request, lower) === undefined;
  const matches = textMatcher(match);
  const isMissingTaken = !matches('');
  return (request) => {
    const values = valuesOf(request, lower);
    return values === undefined ? isMissingTaken : !values.some(matches);
  };
}

/** The value of the first parameter of a name in a query, as it stands there; undefined where there is none. */
function queryValue({ path, pathname }: HttpRequest, name: string): string | undefined {
  if (path.length === pathname.length) return undefined;
  for (const pair of path.slice(pathname.length + 1).split('&')) {
    const equals = pair.indexOf('=');
    if ((equals < 0 ? pair : pair.slice(0, equals)) === name) return equals < 0 ? '' : pair.slice(equals + 1);
  }
  return undefined;
}

function queryMatcher(name: string, match: TextMatch): RouteMatcher {
  const matches = isPresence(match) ? () => true : textMatcher(match);
  return (request) => {
    const value = queryValue(request, name);
    return value !== undefined && matches(value);
  };
}

function pseudoHeaders({ method, authority, scheme }: HttpMatch): RouteMatcher[] {
  const conditions = { ':method': method, ':authority': authority, ':scheme': scheme };
  return Object.entries(conditions).flatMap(([name, match]) => (match === undefined ? [] : [headerMatcher(name, match)]));
}

const each = <T>(map: Readonly<Record<string, TextMatch>> | undefined, make: (name: string, match: TextMatch) => T): T[] =>
  Object.entries(map ?? {}).map(([name, match]) => make(name, match ?? {}));

/** @param bySegments whether a prefix of the path ends at a `/` */
export function compileMatch(match: HttpMatch, bySegments: boolean): CompiledMatch {
  const path = pathMatch(match.uri, bySegments);
  const matchesPath = pathMatcher(path, match.ignoreUriCase ?? false);
  const others = [
    ...each(match.headers, headerMatcher),
    ...each(match.withoutHeaders, withoutHeaderMatcher),
    ...pseudoHeaders(match),
    ...each(match.queryParams, queryMatcher),
  ];
  const takesAnyPath = (path.kind === 'prefix' && path.value === '/') || (path.kind === 'regex' && path.value === '.*');
  const matches: RouteMatcher =
    others.length === 0
      ? ({ pathname }) => matchesPath(pathname)
      : (request) => matchesPath(request.pathname) && others.every((condition) => condition(request));
  return { matches, path, isCatchAll: takesAnyPath && others.length === 0 };
}
