import { picks } from '../core/labels';
import { hostsMeet } from '../model/hosts';
import { isTls } from '../model/port-protocol';
import type { ProxyScope } from '../model/proxy-scope';
import type { SeenService } from '../model/seen-services';
import type { Service, ServicePort } from '../model/service';
import type { Destination, Place, TcpMatch, VirtualService } from '../model/virtual-service';
import { MESH_GATEWAY } from '../model/virtual-service';
import type { Client } from './client';
import { clusterNameOf } from './cluster';
import type { FilterChain } from './filter-chain';
import { shorterNames } from './host-domains';
import { describeObject, describePlace } from './place';
import { plainTarget, type Target } from './route';

/** A destination of connections, and its share. */
interface Layer4Route {
  readonly destination: Destination;
  readonly weight?: number;
}

/** Where connections of a rule go, from a listener on a port. */
export function layer4Targets(routes: readonly Layer4Route[], scope: ProxyScope, port: number): readonly Target[] {
  const clusterAt = ({ destination }: Layer4Route) => clusterNameOf(destination, scope.services.get(destination.host), port);
  const [only] = routes;
  if (routes.length === 1 && only !== undefined) return [plainTarget(clusterAt(only), 1)];
  return routes.flatMap((route) => ((route.weight ?? 0) > 0 ? [plainTarget(clusterAt(route), route.weight ?? 0)] : []));
}

function tcpChain(
  chain: Pick<FilterChain, 'serverNames' | 'subnets'>,
  targets: readonly Target[],
  places: readonly Place[] | string,
): FilterChain {
  const why = typeof places === 'string' ? [places] : places.map(describePlace);
  return { ...chain, takesPlainHttp: false, opensTls: false, filter: { kind: 'tcp', targets, why } };
}

/** Whether conditions hold that are settled when listeners are made: all of them have to. */
function canHold(
  match: Pick<TcpMatch, 'port' | 'gateways' | 'sourceLabels' | 'sourceNamespace'>,
  { labels, namespace }: Client,
  port: number,
): boolean {
  const { port: asked = 0, gateways = [], sourceLabels = {}, sourceNamespace = '' } = match;
  return (
    (gateways.length === 0 || gateways.includes(MESH_GATEWAY)) &&
    picks(sourceLabels, labels) &&
    (asked === 0 || asked === port) &&
    (sourceNamespace === '' || sourceNamespace === namespace)
  );
}

/** A port of a service at which a sidecar listens. */
export interface ListenedPort {
  readonly service: SeenService;
  /** What is listened for: a port of the service, or the one of a listener of a Sidecar. */
  readonly port: Pick<ServicePort, 'number' | 'protocol'>;
  /** Subnets that stand in the place of an address; none where it listens at an address, or everywhere. */
  readonly subnets: readonly string[];
  /** Whether it listens at all addresses, since the service has none of its own. */
  readonly isEverywhere: boolean;
}

function defaultTargets({ service, port }: ListenedPort): readonly Target[] {
  const [only, ...more] = service.ports;
  const number = only !== undefined && more.length === 0 ? only.number : port.number;
  return [plainTarget({ service: service.host, port: number, subset: '' }, 1)];
}

const byItself = ({ object }: Service) =>
  `${describeObject(object)}: its own way, since no VirtualService routes its connections`;

function tlsChains(client: Client, listened: ListenedPort, virtualServices: readonly VirtualService[]): FilterChain[] {
  const { service, port } = listened;
  const handled = new Set<string>();
  const chains: FilterChain[] = [];
  let subnets = listened.subnets;
  for (const { tls } of virtualServices) {
    for (const { spec, matches } of tls) {
      if ((spec.route ?? []).length === 0) continue;
      for (const { match, places } of matches) {
        if (!canHold(match, client, port.number)) continue;
        const { sniHosts, destinationSubnets = [] } = match;
        if (destinationSubnets.length > 0 && port.number > 0) subnets = destinationSubnets;
        const key = `${sniHosts.join()}|${destinationSubnets.join()}`;
        if (handled.has(key)) continue;
        handled.add(key);
        chains.push(
          tcpChain({ serverNames: sniHosts, subnets }, layer4Targets(spec.route ?? [], client.scope, port.number), places),
        );
      }
    }
  }
  if (chains.length > 0) return chains;
  const isNamed = subnets.length > 0 || listened.isEverywhere;
  const aliases = service.aliases.flatMap((alias) => [
    alias,
    ...shorterNames(alias, client.namespace, client.mesh.settings.domain),
  ]);
  const serverNames = isNamed ? [service.host, ...aliases] : [];
  return [tcpChain({ serverNames, subnets }, defaultTargets(listened), byItself(service))];
}

function tcpChains(client: Client, listened: ListenedPort, virtualServices: readonly VirtualService[]): FilterChain[] {
  const { service, port, subnets } = listened;
  const chains: FilterChain[] = [];
  for (const { tcp } of virtualServices) {
    for (const { spec, matches, places } of tcp) {
      if ((spec.route ?? []).length === 0) continue;
      const targets = layer4Targets(spec.route ?? [], client.scope, port.number);
      const holding = matches.filter(({ match }) => canHold(match, client, port.number));
      const open = holding.find(({ match }) => (match.destinationSubnets ?? []).length === 0 || port.number === 0);
      if (matches.length === 0 || open !== undefined) {
        return [...chains, tcpChain({ serverNames: [], subnets }, targets, open?.places ?? places)];
      }
      const asked = holding.flatMap(({ match }) => match.destinationSubnets ?? []);
      if (asked.length > 0) chains.push(tcpChain({ serverNames: [], subnets: asked }, targets, holding[0]?.places ?? places));
    }
  }
  const isCovered = chains.some((chain) => [...chain.subnets].sort().join() === [...subnets].sort().join());
  if (isCovered) return chains;
  return [...chains, tcpChain({ serverNames: [], subnets }, defaultTargets(listened), byItself(service))];
}

/** The ways of connections to a port of a service that are no requests, or may be none. */
export function layer4Chains(client: Client, listened: ListenedPort, all: readonly VirtualService[]): readonly FilterChain[] {
  const virtualServices = all.filter(({ hosts }) => hosts.some((host) => hostsMeet(host, listened.service.host)));
  const make = isTls(listened.port.protocol) ? tlsChains : tcpChains;
  return make(client, listened, virtualServices);
}
