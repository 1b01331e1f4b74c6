import type { EgressListener } from '../model/egress-listener';
import { hostsMeet, isWildcard } from '../model/hosts';
import { mayBeHttp } from '../model/port-protocol';
import type { SeenService } from '../model/seen-services';
import type { ServicePort } from '../model/service';
import { MESH_GATEWAY, type VirtualService } from '../model/virtual-service';
import type { Client } from './client';
import type { Clusters } from './cluster';
import { hashOf } from './consistent-hash';
import { NameRegister, namesOf } from './host-domains';
import { hasRoutes, httpRoutes, isSuspect, type RoutePlace } from './http-routes';
import { once } from './once';
import { describeObject } from './place';
import type { Route, VirtualHost } from './route';
import { serviceRoute } from './service-route';

/** Port on which also hosts are routed that are no services. */
const WEB_PORT = 80;

type Registry = Map<string, SeenService>;

/** Services and other hosts that are routed in the same way. */
interface Routed {
  readonly services: readonly SeenService[];
  readonly others: readonly string[];
  readonly routes: () => readonly Route[];
  readonly isSuspect: boolean;
  readonly why: readonly string[];
}

/** Services by host that have a port, each with this port alone. */
function servicesOn(listener: EgressListener, port: number): Registry {
  const found: Registry = new Map();
  for (const service of listener.services) {
    const known = service.ports.find(({ number }) => number === port);
    if (known !== undefined) found.set(service.host.toLowerCase(), { ...service, ports: [known] });
  }
  return found;
}

/** Whether one of the hosts of a VirtualService is one of the services. */
function routesAny({ hosts }: VirtualService, services: Registry, wildcards: readonly string[]): boolean {
  return hosts.some((written) => {
    const host = written.toLowerCase();
    if (services.has(host)) return true;
    if (isWildcard(host)) return [...services.keys()].some((service) => hostsMeet(host, service));
    return wildcards.some((service) => hostsMeet(host, service));
  });
}

/** What a VirtualService routes on a port: services that are its, and hosts that are no services. */
function hostsOf(
  virtualService: VirtualService,
  services: Registry,
  listener: EgressListener,
): Pick<Routed, 'services' | 'others'> {
  const routed: SeenService[] = [];
  const others: string[] = [];
  for (const written of virtualService.hosts.filter((host) => !isWildcard(host))) {
    const service = services.get(written.toLowerCase());
    if (service === undefined) others.push(written);
    else routed.push(service);
  }
  for (const wildcard of virtualService.hosts.filter(isWildcard)) {
    const meant = virtualService.hasGatewaySemantics
      ? []
      : [...services.values()].filter((service) => hostsMeet(service.host, wildcard.toLowerCase()));
    if (meant.length === 0) others.push(wildcard);
    routed.push(...meant.filter((service) => listener.owner(service.host) === virtualService));
  }
  return { services: routed, others };
}

const isHttpOn = ({ ports }: SeenService) => ports.some(({ protocol }) => mayBeHttp(protocol));

/** What sidecars tell apart on one port by the host that is asked for. */
export class SidecarHosts {
  constructor(
    private readonly client: Client,
    private readonly clusters: Clusters,
    private readonly listener: EgressListener,
  ) {}

  #placeOf(port: number, services: Registry): RoutePlace {
    const { client, clusters } = this;
    return {
      client,
      gateway: MESH_GATEWAY,
      port,
      isTls: false,
      settings: client.mesh.settings,
      service: (host) => services.get(host),
      hash: ({ host, subset = '', port: named }) => {
        const service = client.scope.services.get(host);
        return service === undefined ? undefined : hashOf(clusters.ruleFor(service), subset, named?.number);
      },
    };
  }

  #routedBy(virtualService: VirtualService, place: RoutePlace, services: Registry): Routed | undefined {
    if (!hasRoutes(virtualService, place)) return undefined;
    const found = hostsOf(virtualService, services, this.listener);
    if (virtualService.hasGatewaySemantics) {
      const { namespace } = virtualService;
      const isOwn = namespace === this.client.namespace;
      if (!found.services.some((service) => isOwn || service.namespace === namespace)) return undefined;
    }
    const onPort = found.services.filter(isHttpOn);
    if (onPort.length === 0 && place.port !== WEB_PORT) return undefined;
    return {
      services: onPort,
      others: found.others,
      routes: once(() => httpRoutes(virtualService, place)),
      isSuspect: isSuspect(virtualService),
      why: [describeObject(virtualService.object)],
    };
  }

  #byItself(service: SeenService, port: ServicePort): Routed {
    const { clusters, client } = this;
    const why = describeObject(service.object);
    const cluster = { service: service.host, port: port.number, subset: '' };
    return {
      services: [service],
      others: [],
      routes: once(() => [serviceRoute(cluster, hashOf(clusters.ruleFor(service), '', port.number), client.mesh.settings, why)]),
      isSuspect: false,
      why: [why],
    };
  }

  #routed(port: number): readonly Routed[] {
    const services = servicesOn(this.listener, port);
    const wildcards = [...services.keys()].filter(isWildcard);
    const place = this.#placeOf(port, services);
    const all = this.listener.virtualServices
      .filter((one) => port === WEB_PORT || routesAny(one, services, wildcards))
      .flatMap((one) => this.#routedBy(one, place, services) ?? []);
    const routed = new Set(all.flatMap((one) => one.services.map(({ host }) => host.toLowerCase())));
    for (const [host, service] of services) {
      if (routed.has(host) || service.resolution === 'alias' || !isHttpOn(service)) continue;
      for (const on of service.ports) all.push(this.#byItself(service, on));
    }
    return all;
  }

  /** The hosts that are told apart on a port, the first of which that claims a name has it. */
  on(port: number): readonly VirtualHost[] {
    const { namespace, mesh } = this.client;
    const all = this.#routed(port);
    const names = new NameRegister(new Set(all.flatMap(({ services }) => services.map(({ host }) => host))));
    const hosts = new Set<string>();
    return all.flatMap(({ services, others, ...routed }) => {
      const kept = [
        ...others.map((host) => ({ host: host.toLowerCase(), names: { all: [host], short: new Set<string>() } })),
        ...services.map((service) => ({
          host: service.host.toLowerCase(),
          names: namesOf(service, namespace, mesh.settings.domain),
        })),
      ];
      return kept.flatMap((one) => {
        if (hosts.has(one.host)) return [];
        hosts.add(one.host);
        const domains = names.take(one.names);
        return domains.length === 0 ? [] : [{ ...routed, domains, requiresTls: false }];
      });
    });
  }
}
