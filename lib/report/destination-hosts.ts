import type { VirtualService } from '../model/virtual-service';

/** Hosts to which rules of a VirtualService lead, or send copies. */
export function destinationHosts({ http, tls, tcp }: VirtualService): string[] {
  const ofRequests = http.flatMap(({ spec: { route = [], mirror, mirrors = [] } }) => [
    ...route.map(({ destination }) => destination.host),
    ...(mirror === undefined ? [] : [mirror.host]),
    ...mirrors.flatMap(({ destination }) => (destination === undefined ? [] : [destination.host])),
  ]);
  const ofBytes = [...tls, ...tcp].flatMap(({ spec: { route = [] } }) => route.map(({ destination }) => destination.host));
  return [...ofRequests, ...ofBytes].map((host) => host.toLowerCase());
}
