import type { MeshSettings } from '../model/mesh-config';
import type { HttpRequest } from './http-request';
import { type Outcome, outcomeOf } from './outcome';

/** Methods that Envoy reads in HTTP/1.1, in capitals alone. */
const METHODS: ReadonlySet<string> = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', 'QUERY'],
  ...['COPY', 'LOCK', 'MKCOL', 'MOVE', 'PROPFIND', 'PROPPATCH', 'SEARCH', 'UNLOCK', 'BIND', 'REBIND', 'UNBIND', 'ACL'],
  ...['REPORT', 'MKACTIVITY', 'CHECKOUT', 'MERGE', 'MSEARCH', 'NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE', 'PURGE', 'MKCALENDAR'],
  ...['LINK', 'UNLINK', 'SOURCE'],
]);

/** What a proxy answers to a request that it does not read; undefined for one that it looks for a route for. */
export function refusedRequest(
  { method, pathname, headers }: HttpRequest,
  { pathNormalization }: MeshSettings,
): Outcome | undefined {
  if (!METHODS.has(method)) {
    const why = [`Envoy reads no method ${method} in HTTP/1.1`];
    return outcomeOf('direct', { status: 400, body: 'Bad Request', flags: ['DPE'], why });
  }
  if (method === 'CONNECT' && pathname.startsWith('/')) {
    const why = ['Envoy takes no CONNECT with a path: its first line names a host and a port alone'];
    return outcomeOf('direct', { status: 400, body: 'Bad Request', flags: ['DPE'], why });
  }
  if (method === 'QUERY' && !headers.has('content-type')) {
    return outcomeOf('direct', { status: 400, body: '', why: ['Envoy takes no QUERY without a content-type'] });
  }
  if (pathname.includes('%00') && pathNormalization?.normalization !== 'NONE') {
    return outcomeOf('direct', { status: 400, body: '', why: ['Envoy takes no path with %00'] });
  }
  return undefined;
}
