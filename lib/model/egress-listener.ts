import { isWildcard, mostSpecific } from './hosts';
import { ImportedHosts } from './imported-hosts';
import type { Mesh } from './mesh';
import { type SeenService, servicesSeenFrom } from './seen-services';
import type { Specs } from './specs';
import { MESH_GATEWAY, type VirtualService } from './virtual-service';
import { virtualServicesSeenFrom } from './virtual-services';

type EgressSpec = NonNullable<Specs['networking.istio.io/Sidecar']['egress']>[number];

/** One way out of the pods of a namespace: what can be called there, and what routes it. */
export interface EgressListener {
  /** Port for which it was declared; undefined for the one that takes all other ports. */
  readonly port: number | undefined;
  readonly protocol: string | undefined;
  /** Address on which it listens; undefined where it is that of each service. */
  readonly bind: string | undefined;
  /** Whether pods have to call its address, since their connections are not caught. */
  readonly isCalledDirectly: boolean;
  readonly services: readonly SeenService[];
  readonly virtualServices: readonly VirtualService[];
  /** The VirtualService whose host is the most specific one for a service. */
  readonly owner: (service: string) => VirtualService | undefined;
}

/** A service with one of its ports alone; undefined where it does not have it. */
function onPort(service: SeenService, number: number): SeenService | undefined {
  const port = service.ports.find((one) => one.number === number);
  if (port === undefined) return undefined;
  return service.ports.length === 1 ? service : { ...service, ports: [port] };
}

/** Of services of one host in several namespaces, those of one: the own, else one of Kubernetes, else the first. */
function ofOneNamespace(services: readonly SeenService[], namespace: string): readonly SeenService[] {
  const chosen = new Map<string, { namespace: string; isKubernetes: boolean }>();
  for (const { host, namespace: home, isKubernetes } of services) {
    const known = chosen.get(host);
    const isBetter =
      known === undefined || home === namespace || (!known.isKubernetes && isKubernetes && known.namespace !== namespace);
    if (isBetter) chosen.set(host, { namespace: home, isKubernetes });
  }
  return services.filter(({ host, namespace: home }) => chosen.get(host)?.namespace === home);
}

function importedServices(mesh: Mesh, namespace: string, hosts: ImportedHosts, port: number | undefined): readonly SeenService[] {
  const imported = servicesSeenFrom(mesh, namespace).flatMap((service) => {
    const list = hosts.importing(service.host, service.namespace);
    const kept = list === undefined || port === undefined ? service : onPort(service, port);
    if (list === undefined || kept === undefined) return [];
    if (kept.aliases.every((alias) => list.covers(alias))) return [kept];
    return [{ ...kept, aliases: kept.aliases.filter((alias) => list.covers(alias)) }];
  });
  return ofOneNamespace(imported, namespace);
}

function ownerOf(virtualServices: readonly VirtualService[]): (service: string) => VirtualService | undefined {
  const first = new Map<string, VirtualService>();
  for (const one of virtualServices) for (const host of one.hosts) if (!first.has(host)) first.set(host, one);
  const hasWildcards = [...first.keys()].some(isWildcard);
  return (service) => {
    if (!hasWildcards) return first.get(service);
    const host = mostSpecific(service, first);
    return host === undefined ? undefined : first.get(host);
  };
}

/** @param namespace of the pods */
export function egressListener(mesh: Mesh, namespace: string, spec: EgressSpec): EgressListener {
  const hosts = new ImportedHosts(spec.hosts ?? [], namespace);
  const port = spec.port?.number;
  const protocol = spec.port?.protocol?.toUpperCase();
  const isForPort = port !== undefined && port !== 0 && protocol !== 'HTTP_PROXY';
  const virtualServices = virtualServicesSeenFrom(mesh, namespace, MESH_GATEWAY).filter((one) =>
    hosts.importsAny(one.hosts, one.namespace, one.hasGatewaySemantics),
  );
  return {
    port,
    protocol,
    bind: spec.bind === '' ? undefined : spec.bind,
    isCalledDirectly: spec.captureMode === 'NONE' || (spec.bind ?? '').startsWith('unix://'),
    services: importedServices(mesh, namespace, hosts, isForPort ? port : undefined),
    virtualServices,
    owner: ownerOf(virtualServices),
  };
}
