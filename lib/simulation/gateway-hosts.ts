import { isSubsetOf } from '../model/hosts';
import { serviceAtGateway } from '../model/proxy-scope';
import type { VirtualService } from '../model/virtual-service';
import { virtualServicesSeenFrom } from '../model/virtual-services';
import type { Client } from './client';
import type { Clusters } from './cluster';
import { hashOf } from './consistent-hash';
import type { PlacedServer } from './gateway-servers';
import { hasRoutes, httpRoutes, isSuspect, type RoutePlace } from './http-routes';
import { once } from './once';
import { describeObject, describePlace } from './place';
import type { Route, VirtualHost } from './route';
import { RouteTable } from './route-table';

/** A host in the making: VirtualServices add their routes one after the other. */
interface GrowingHost {
  readonly host: string;
  readonly parts: { readonly virtualService: VirtualService; readonly routes: () => readonly Route[] }[];
  requiresTls: boolean;
}

/** Hosts of a server that are for VirtualServices of a namespace. */
export function hostsFor(hosts: readonly string[], namespace: string): readonly string[] {
  return hosts.flatMap((host) => {
    const slash = host.indexOf('/');
    if (slash < 0) return [host];
    return host.slice(0, slash) === namespace || host.startsWith('*/') ? [host.slice(slash + 1)] : [];
  });
}

/** Of each pair of hosts of which one holds the other, the narrower one. */
function sharedHosts(served: readonly string[], routed: readonly string[]): readonly string[] {
  const shared = new Set<string>();
  for (const a of served) {
    for (const b of routed) {
      if (isSubsetOf(a, b)) shared.add(a);
      else if (isSubsetOf(b, a)) shared.add(b);
    }
  }
  return [...shared];
}

const catchAllsLast = (routes: readonly Route[]) => [
  ...routes.filter(({ match }) => !match.isCatchAll),
  ...routes.filter(({ match }) => match.isCatchAll),
];

function virtualHost({ host, parts, requiresTls }: GrowingHost, servers: readonly PlacedServer[]): VirtualHost {
  const from = parts.length === 0 ? servers.map(({ gateway, field }) => describePlace({ object: gateway.object, field })) : [];
  return {
    domains: [host],
    routes: once(() => catchAllsLast(parts.flatMap(({ routes }) => routes()))),
    requiresTls,
    isSuspect: parts.some(({ virtualService }) => isSuspect(virtualService)),
    why: [...parts.map(({ virtualService }) => describeObject(virtualService.object)), ...from],
  };
}

/** Makes the tables of routes of a gateway. */
export class GatewayHosts {
  constructor(
    private readonly client: Client,
    private readonly clusters: Clusters,
  ) {}

  #placeOf(server: PlacedServer, virtualService: VirtualService): RoutePlace {
    const { client, clusters } = this;
    return {
      client,
      gateway: server.gateway.name,
      port: server.spec.port.number,
      isTls: server.spec.tls !== undefined,
      settings: client.mesh.settings,
      service: (host) => serviceAtGateway(client.mesh, client.scope, virtualService, host),
      hash: ({ host, subset = '', port }) => {
        const service = client.scope.services.get(host);
        return service === undefined ? undefined : hashOf(clusters.ruleFor(service), subset, port?.number);
      },
    };
  }

  #add(
    hosts: Map<string, GrowingHost>,
    server: PlacedServer,
    virtualService: VirtualService,
    made: Map<string, () => readonly Route[]>,
  ): void {
    const shared = sharedHosts(hostsFor(server.hosts, virtualService.namespace), virtualService.hosts);
    if (shared.length === 0) return;
    const key = `${server.gateway.name} ${virtualService.name}/${virtualService.namespace}`;
    const place = this.#placeOf(server, virtualService);
    if (!made.has(key) && !hasRoutes(virtualService, place)) return;
    // A table has the routes of a VirtualService for one port, that of the first server of the Gateway that has any.
    const routes = made.get(key) ?? once(() => httpRoutes(virtualService, place));
    made.set(key, routes);
    for (const host of shared.map((one) => one.toLowerCase())) {
      const growing = hosts.get(host) ?? { host, parts: [], requiresTls: false };
      growing.parts.push({ virtualService, routes });
      if (server.spec.tls?.httpsRedirect === true) growing.requiresTls = true;
      hosts.set(host, growing);
    }
  }

  /** The table of routes of some servers. */
  table(servers: readonly PlacedServer[]): RouteTable {
    const hosts = new Map<string, GrowingHost>();
    const made = new Map<string, () => readonly Route[]>();
    for (const server of servers) {
      for (const one of virtualServicesSeenFrom(this.client.mesh, this.client.namespace, server.gateway.name)) {
        this.#add(hosts, server, one, made);
      }
      if (server.spec.tls?.httpsRedirect !== true) continue;
      for (const host of server.hosts.map((one) => one.toLowerCase())) {
        const growing = hosts.get(host) ?? { host, parts: [], requiresTls: true };
        growing.requiresTls = true;
        hosts.set(host, growing);
      }
    }
    const why = servers.map(({ gateway, field }) => describePlace({ object: gateway.object, field }));
    return new RouteTable(
      [...hosts.values()].map((growing) => virtualHost(growing, servers)),
      why,
    );
  }
}
