import type { GatewaySpec } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { isHttp } from '../protocol';
import { serverTlsWarnings } from './server-tls';

/** What Istio warns of in the spec of a Gateway. */
export function gatewayWarnings({ servers = [] }: Wire<GatewaySpec>): Problem[] {
  return servers.flatMap(({ tls, port }, i) => {
    if (tls === undefined) return [];
    const field = `servers[${i}].tls`;
    const isRedirect = tls.httpsRedirect === true && port !== undefined && !isHttp(port.protocol ?? '');
    const problem = `is for plain HTTP, and the port has ${port?.protocol}`;
    const fix = 'remove it, and set it for the port of HTTP';
    return [
      ...serverTlsWarnings(field, tls),
      ...(isRedirect ? [{ field: `${field}.httpsRedirect`, problem, got: true, fix }] : []),
    ];
  });
}
