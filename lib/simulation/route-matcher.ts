import type { HttpMatch, TextMatch } from '../model/virtual-service';
import { type HttpRequest, valuesOf } from './http-request';
import { claimAt } from './server/claim-conditions';
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

const CLAIMS = '@request.auth.claims';

/** The path of a claim, as `.a.b` or `[a][b]` after the word for claims; undefined for what is a header. */
function claimPathOf(name: string): readonly string[] | undefined {
  if (!name.toLowerCase().startsWith(CLAIMS)) return undefined;
  const path = name.slice(CLAIMS.length);
  if (path.startsWith('.') && path.length > 1) return path.slice(1).split('.');
  return path.startsWith('[') && path.endsWith(']') && path.length > 2 ? path.slice(1, -1).split('][') : undefined;
}

/** Claims are there only where a gateway looked for a token: texts, and lists one of whose texts is enough. */
function claimMatcher(path: readonly string[], match: TextMatch): RouteMatcher {
  const matches = textMatcher(match);
  const isMeant = (value: unknown) => typeof value === 'string' && matches(value);
  return ({ claims }) => {
    const claim = claimAt(claims, path);
    return Array.isArray(claim) ? claim.some(isMeant) : isMeant(claim);
  };
}

function headerMatcher(name: string, match: TextMatch): RouteMatcher {
  const claim = claimPathOf(name);
  if (claim !== undefined) return claimMatcher(claim, match);
  const lower = name.toLowerCase();
  if (isPresence(match)) return (request) => valuesOf(request, lower) !== undefined;
  const matches = textMatcher(match);
  return (request) => valuesOf(request, lower)?.some(matches) ?? false;
}

function withoutHeaderMatcher(name: string, match: TextMatch): RouteMatcher {
  const claim = claimPathOf(name);
  if (claim !== undefined) {
    const isThere = claimMatcher(claim, match);
    return (request) => !isThere(request);
  }
  const lower = name.toLowerCase();
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
