import type { MeshSettings } from '../model/mesh-config';
import type { Called } from './call';
import { FORWARDED_PROTO, type HeaderValues, type HttpRequest, headerValues, hostHeader, pathnameOf } from './http-request';
import { proxyHeaders } from './own-headers';
import { normalizedPath } from './path-normalization';
import type { Request } from './request';

/** What arrives at a proxy: a request, or bytes that it does not read. */
export interface Arrival {
  readonly request: HttpRequest;
  /** Name that is asked for in TLS; undefined outside of TLS, empty where none is asked for. */
  readonly serverName: string | undefined;
  /** Whether the proxy can read the request as it comes. */
  readonly isPlainHttp: boolean;
  /** Whether it is a request at all, perhaps in TLS. */
  readonly isHttp: boolean;
  /** Path as the client sends it. */
  readonly sentPath: string;
  /** Headers as the client sends them. */
  readonly sentHeaders: HeaderValues;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

type Scheme = HttpRequest['scheme'];

/** What the headers say of how a request came: a sidecar believes its pods, a gateway believes what it sees. */
function forwarded({ from }: Request, given: HeaderValues, seen: Scheme): Pick<HttpRequest, 'scheme' | 'headers'> {
  const [told] = given.get(FORWARDED_PROTO) ?? [];
  if (told === undefined) return { scheme: seen, headers: given };
  if ('gateway' in from) return { scheme: seen, headers: new Map(given).set(FORWARDED_PROTO, [seen]) };
  const lower = told.toLowerCase();
  return { scheme: lower === 'http' || lower === 'https' ? lower : seen, headers: given };
}

/**
 * What arrives of a request.
 * @param isOpened whether the proxy ends the TLS of the client, so that it sees what is in it
 */
export function arrivalOf(request: Request, called: Called, isOpened: boolean, settings: MeshSettings): Arrival {
  const { scheme = 'http', method = 'GET', headers, sni } = request;
  const authority = hostHeader(headers) ?? (DEFAULT_PORTS[scheme] === called.askedPort ? called.host : called.authority);
  const sentPath = request.path ?? '/';
  const sentHeaders = headerValues(headers);
  const read = proxyHeaders(request, sentHeaders);
  const path = normalizedPath(sentPath, settings.pathNormalization?.normalization ?? 'DEFAULT');
  const serverName = scheme === 'https' || scheme === 'tls' ? (sni ?? called.serverName) : undefined;
  return {
    request: {
      method,
      ...forwarded(request, read.headers, isOpened ? 'https' : 'http'),
      added: read.added,
      connection: { sourceIp: request.sourceIp, serverName: isOpened ? serverName : undefined },
      authority,
      path,
      pathname: pathnameOf(path),
    },
    serverName,
    isPlainHttp: scheme === 'http',
    isHttp: scheme === 'http' || scheme === 'https',
    sentPath,
    sentHeaders,
  };
}
