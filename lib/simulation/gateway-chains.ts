import { destinationRuleFor } from '../model/destination-rules';
import { hostsMeet, isSubsetOf } from '../model/hosts';
import { isHttp } from '../model/port-protocol';
import type { Place, TcpMatch, TcpRuleSpec, VirtualService } from '../model/virtual-service';
import { virtualServicesSeenFrom } from '../model/virtual-services';
import type { Client } from './client';
import type { FilterChain } from './filter-chain';
import { hostsFor } from './gateway-hosts';
import { type MergedServers, opensHttps, type PlacedServer, passesTlsOn } from './gateway-servers';
import { layer4Targets } from './layer-4-chains';
import { describePlace } from './place';
import { plainTarget } from './route';
import type { RouteTable } from './route-table';

type Chain = Pick<FilterChain, 'serverNames' | 'opensTls' | 'filter'>;
type Routes = NonNullable<TcpRuleSpec['route']>;

const chainOf = (chain: Chain): FilterChain => ({ ...chain, subnets: [], takesPlainHttp: false });
const placeOf = ({ gateway, field }: PlacedServer): Place => ({ object: gateway.object, field });

/** Hosts of a server as they are asked for in TLS. */
const serverNames = ({ hosts }: PlacedServer) => [...new Set(hosts.map((host) => host.slice(host.indexOf('/') + 1)))];

/** Makes the ways through the listeners of a gateway. */
export class GatewayChains {
  /** Names that are taken, by port, with the address at which they are. */
  readonly #names = new Map<string, string>();

  /** @param table of routes by its name */
  constructor(
    private readonly client: Client,
    private readonly table: (name: string) => RouteTable,
  ) {}

  #http(server: PlacedServer | undefined, name: string): FilterChain {
    const filter = { kind: 'http', table: () => this.table(name) } as const;
    return chainOf({ serverNames: server === undefined ? [] : serverNames(server), opensTls: server !== undefined, filter });
  }

  #virtualServices(server: PlacedServer): readonly VirtualService[] {
    const all = virtualServicesSeenFrom(this.client.mesh, this.client.namespace, server.gateway.name);
    return all.filter(({ hosts, namespace }) =>
      hostsFor(server.hosts, namespace).some((served) => hosts.some((host) => hostsMeet(served, host))),
    );
  }

  #canHold({ port = 0, gateways = [] }: Pick<TcpMatch, 'port' | 'gateways'>, server: PlacedServer): boolean {
    return (port === 0 || port === server.spec.port.number) && (gateways.length === 0 || gateways.includes(server.gateway.name));
  }

  #bytes(server: PlacedServer, routes: Routes, places: readonly Place[]): FilterChain['filter'] {
    const targets = layer4Targets(routes, this.client.scope, server.spec.port.number);
    return { kind: 'tcp', targets, why: [placeOf(server), ...places].map(describePlace) };
  }

  /** One way for all connections of a server: that of the first rule that takes any. */
  #tcp(server: PlacedServer): FilterChain[] {
    for (const { tcp } of this.#virtualServices(server)) {
      for (const { spec, matches, places } of tcp) {
        const taken = matches.find(({ match }) => this.#canHold(match, server));
        if (matches.length > 0 && taken === undefined) continue;
        if (spec.route === undefined || spec.route.length === 0) continue;
        const opensTls = server.spec.tls !== undefined;
        const filter = this.#bytes(server, spec.route, taken?.places ?? places);
        return [chainOf({ serverNames: opensTls ? serverNames(server) : [], opensTls, filter })];
      }
    }
    return [];
  }

  /** Whether names are still free, and takes them where they all are. */
  #takesNames(names: readonly string[], { port, bind }: PlacedServer): boolean {
    if (names.some((name) => this.#names.get(`${port} ${name}`) === bind)) return false;
    for (const name of names) this.#names.set(`${port} ${name}`, bind);
    return true;
  }

  #passedOn(server: PlacedServer): FilterChain[] {
    return this.#virtualServices(server).flatMap(({ tls }) =>
      tls.flatMap(({ spec: { route = [] }, matches }) => {
        if (route.length === 0) return [];
        return matches.flatMap(({ match, places }) => {
          if (!this.#canHold(match, server) || !this.#takesNames(match.sniHosts, server)) return [];
          return [chainOf({ serverNames: match.sniHosts, opensTls: false, filter: this.#bytes(server, route, places) })];
        });
      }),
    );
  }

  /** A way to each service of the mesh that the hosts of a server hold, and to its subsets, by the names of proxies for them. */
  #passedOnByItself(server: PlacedServer): FilterChain[] {
    const { scope, mesh, namespace, labels } = this.client;
    const served = serverNames(server);
    const why = [describePlace(placeOf(server))];
    return [...scope.services.values()].flatMap((service) => {
      const isServed = !service.isExternal && served.some((host) => isSubsetOf(service.host, host));
      if (!isServed) return [];
      const subsets = ['', ...(destinationRuleFor(mesh, namespace, labels, service)?.subsets ?? []).map(({ name }) => name)];
      return service.ports
        .filter(({ protocol }) => protocol !== 'UDP')
        .flatMap(({ number: port }) =>
          subsets.map((subset) => {
            const cluster = { service: service.host, port, subset };
            const filter = { kind: 'tcp', targets: [plainTarget(cluster, 1)], why } as const;
            return chainOf({ serverNames: [`outbound_.${port}_.${subset}_.${service.host}`], opensTls: false, filter });
          }),
        );
    });
  }

  #ofServer(server: PlacedServer): FilterChain[] {
    if (opensHttps(server)) return [this.#http(server, server.table)];
    if (server.spec.tls === undefined || !passesTlsOn(server)) return this.#tcp(server);
    return server.spec.tls.mode === 'AUTO_PASSTHROUGH' ? this.#passedOnByItself(server) : this.#passedOn(server);
  }

  /** The ways through the listener of servers that are kept together. */
  of({ protocol, table, servers }: MergedServers): readonly FilterChain[] {
    if (isHttp(protocol)) return [this.#http(undefined, table)];
    return servers.flatMap((server) => this.#ofServer(server));
  }
}
