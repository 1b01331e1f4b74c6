import { isSubsetOf } from '../hosts';
import type { Mesh } from '../mesh';
import type { Specs } from '../specs';
import type { TcpRule, TlsRule } from '../virtual-service';
import { hostnamesOf, type RouteObject } from './attachments';
import { type BackendRef, destinationOf, NO_WEIGHT, weighted } from './backends';

/** Of each pair of hosts of which one holds the other, the narrower one. */
export function narrower(hosts: readonly string[], others: readonly string[]): readonly string[] {
  const shared = hosts.flatMap((a) => others.flatMap((b) => (isSubsetOf(a, b) ? [a] : isSubsetOf(b, a) ? [b] : [])));
  return [...new Set(shared)];
}

function routesOf(mesh: Mesh, route: RouteObject, refs: readonly BackendRef[] | undefined, isForMesh: boolean) {
  const used = weighted(refs);
  if (used.length === 0) return [{ destination: NO_WEIGHT }];
  return used.map(({ ref, weight }) => ({
    destination: destinationOf(mesh, route, ref, isForMesh).destination,
    weight: used.length === 1 ? 0 : weight,
  }));
}

/** The rules of a TCPRoute. @param port of the services that it is for; undefined at gateways, and for all */
export function tcpRulesOf(
  mesh: Mesh,
  route: RouteObject<'TCPRoute'>,
  isForMesh: boolean,
  port: number | undefined,
): readonly TcpRule[] {
  return ((route.spec as Specs['gateway.networking.k8s.io/TCPRoute']).rules ?? []).map(({ backendRefs }, i) => {
    const places = [{ object: route, field: `rules[${i}]` }];
    return {
      spec: { route: routesOf(mesh, route, backendRefs, isForMesh) },
      matches: port === undefined ? [] : [{ match: { port }, places }],
      places,
    };
  });
}

/** Which of its hosts a TLSRoute has where, and on which port. */
export interface TlsHosts {
  /** Hosts of the services that it is for; undefined at gateways. */
  readonly services: readonly string[] | undefined;
  /** The one of them of which it is. */
  readonly host: string;
  readonly port: number | undefined;
  /** Host of the listener; empty for any. */
  readonly listenerHost: string;
}

function serverNames(route: RouteObject, { services, host, listenerHost }: TlsHosts): readonly string[] {
  const named = hostnamesOf(route);
  if (services === undefined) return listenerHost === '' ? named : narrower(named, [listenerHost]);
  const all = named.length === 1 && named[0] === '*' ? services : named;
  return all.length > 1 ? all.filter((one) => isSubsetOf(host, one) || isSubsetOf(one, host)) : all;
}

/** The rules of a TLSRoute in one place. */
export function tlsRulesOf(mesh: Mesh, route: RouteObject<'TLSRoute'>, where: TlsHosts): readonly TlsRule[] {
  const sniHosts = serverNames(route, where);
  const port = where.port === undefined ? {} : { port: where.port };
  return ((route.spec as Specs['gateway.networking.k8s.io/TLSRoute']).rules ?? []).flatMap(({ backendRefs }, i) => {
    const places = [{ object: route, field: `rules[${i}]` }];
    const isForMesh = where.services !== undefined;
    const isIdle = weighted(backendRefs).length === 0;
    if (!isIdle && sniHosts.length === 0) return [];
    const matches = isIdle ? [] : [{ match: { sniHosts, ...port }, places }];
    return [{ spec: { match: [], route: routesOf(mesh, route, backendRefs, isForMesh) }, matches, places }];
  });
}
