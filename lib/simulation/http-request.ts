import type { Claims, RequestHeaders } from './request';

/** Headers of a request by their names in small letters, each with its values in order. */
export type HeaderValues = ReadonlyMap<string, readonly string[]>;

/** A request of HTTP as a proxy has it when it looks for a route. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** Host and perhaps port that is asked for. */
  readonly authority: string;
  /** Path with query. */
  readonly path: string;
  readonly pathname: string;
  readonly headers: HeaderValues;
  /** Headers that the proxy gives it where it has none of the name. */
  readonly added: HeaderValues;
  readonly connection: {
    /** Address of the client; undefined where nothing tells it. */
    readonly sourceIp: string | undefined;
    /** Name that it asked for in TLS that the proxy ended; undefined outside of it. */
    readonly serverName: string | undefined;
  };
  /** What its token says. @default no token was looked for, or none was there */
  readonly claims?: Claims | undefined;
  /** As it came, where its route was found before the proxy changed it. @default as it is */
  readonly asItCame?: HttpRequest | undefined;
}

/** Headers that are for one connection alone, and are not passed on. */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** Headers that proxies keep as one text, with commas where they come several times; values without text are left out then. */
const JOINED: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'access-control-request-private-network',
  'authorization',
  'cache-control',
  'cdn-loop',
  'content-encoding',
  'content-type',
  'expect',
  'grpc-accept-encoding',
  'grpc-timeout',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'origin',
  'pragma',
  'referer',
  'user-agent',
  'via',
  'x-client-trace-id',
  'x-forwarded-client-cert',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-request-id',
]);

const NONE: HeaderValues = new Map();

/** How a request came that a proxy passes on. */
export const FORWARDED_PROTO = 'x-forwarded-proto';

/** Headers as they were given, without the host. */
export function headerValues(headers: RequestHeaders | undefined): HeaderValues {
  if (headers === undefined) return NONE;
  const values = new Map<string, readonly string[]>();
  for (const name in headers) {
    const lower = name.toLowerCase();
    const value = headers[name];
    if (lower === 'host' || lower === ':authority' || value === undefined || OF_CONNECTION.has(lower)) continue;
    const known = values.get(lower);
    const own = typeof value === 'string' ? [value] : value;
    const all = known === undefined ? own : [...known, ...own];
    if (lower === 'te') {
      // All else is between two neighbours.
      if (all.some((one) => one.split(',').some((word) => word.trim() === 'trailers'))) values.set(lower, ['trailers']);
      continue;
    }
    values.set(lower, all.length > 1 && JOINED.has(lower) ? [all.filter((one) => one !== '').join(',')] : all);
  }
  return values;
}

/** What is asked for where the headers say it. */
export function hostHeader(headers: RequestHeaders | undefined): string | undefined {
  for (const name in headers) {
    const lower = name.toLowerCase();
    if (lower !== 'host' && lower !== ':authority') continue;
    const value = headers[name];
    return typeof value === 'string' ? value : value?.[0];
  }
  return undefined;
}

/** A path up to its query. */
export function pathnameOf(path: string): string {
  const query = path.indexOf('?');
  return query < 0 ? path : path.slice(0, query);
}

/** The values of a header, those of `:method` and the like among them; undefined where it is not there. */
export function valuesOf(request: HttpRequest, name: string): readonly string[] | undefined {
  switch (name) {
    case ':method':
      return [request.method];
    case ':authority':
    case 'host':
      return [request.authority];
    case ':scheme':
      return [request.scheme];
    case ':path':
      return [request.path];
    case FORWARDED_PROTO:
      return request.headers.get(name) ?? [request.scheme];
    default:
      return request.headers.get(name) ?? request.added.get(name);
  }
}
