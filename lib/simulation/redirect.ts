import type { HttpRuleSpec } from '../model/virtual-service';
import { type HttpRequest, pathnameOf } from './http-request';
import { type PathChange, replacedMatch, unchanged } from './rewrite';
import type { PathMatch } from './route-matcher';

/** An answer that sends the client elsewhere. */
export interface Redirect {
  readonly status: number;
  readonly location: (request: HttpRequest) => string;
}

type RedirectSpec = NonNullable<HttpRuleSpec['redirect']>;

const STATUSES: readonly number[] = [301, 302, 303, 307, 308];
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

function newPath({ uri = '', prefixRewrite = '' }: RedirectSpec, match: PathMatch): PathChange {
  if (prefixRewrite !== '') return replacedMatch(match, prefixRewrite);
  if (uri === '') return unchanged;
  if (uri.includes('?')) return () => uri;
  return (path) => uri + path.slice(pathnameOf(path).length);
}

/** @param listenPort the port for which the routes are */
function newPort({ port, derivePort, scheme }: RedirectSpec, listenPort: number, isTls: boolean): number {
  const wanted = derivePort === 'FROM_REQUEST_PORT' ? listenPort : derivePort === undefined ? (port ?? 0) : 0;
  return wanted === DEFAULT_PORTS[scheme || (isTls ? 'https' : 'http')] ? 0 : wanted;
}

/** The host of a request, without a port that is another one's or that no longer needs to be named. */
function keptHost({ authority, scheme }: HttpRequest, newScheme: string, port: number): string {
  const colon = authority.startsWith('[') ? authority.indexOf(']:') + 1 || -1 : authority.lastIndexOf(':');
  if (colon < 0) return authority;
  const goesWithout = newScheme !== scheme && authority.slice(colon) === `:${DEFAULT_PORTS[scheme]}`;
  return port !== 0 || goesWithout ? authority.slice(0, colon) : authority;
}

/**
 * @param listenPort the port for which the routes are
 * @param isTls whether requests came in TLS
 * @returns undefined for a status with which istiod makes a route that Envoy refuses
 */
export function redirectOf(spec: RedirectSpec, match: PathMatch, listenPort: number, isTls: boolean): Redirect | undefined {
  const status = spec.redirectCode || 301;
  if (!STATUSES.includes(status)) return undefined;
  const { authority = '', scheme = '' } = spec;
  const path = newPath(spec, match);
  const port = newPort(spec, listenPort, isTls);
  return {
    status,
    location: (request) => {
      const newScheme = scheme || request.scheme;
      const host = authority || keptHost(request, newScheme, port);
      const goal = path(request.path);
      return `${newScheme}://${host}${port === 0 ? '' : `:${port}`}${goal.startsWith('/') ? '' : '/'}${goal}`;
    },
  };
}
