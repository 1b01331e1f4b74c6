import { isIP } from 'node:net';
import type { Mesh } from '../model';
import { endpointsOf } from '../model/endpoint';
import { mostSpecific } from '../model/hosts';
import { servicesSeenFrom } from '../model/seen-services';
import type { Service } from '../model/service';
import { type Called, type CalledNames, namesOfCalled } from './call';
import { nearNames } from './near-names';
import { addressOf, EVERYWHERE, podsOf } from './outbound-listeners';

/** The most names that lead from one to the next. */
const LONGEST_CHAIN = 8;

/** Names and addresses of services that are known in all namespaces, whoever may see the services. */
class Names {
  readonly kubernetes = new Map<string, Service>();
  readonly addresses = new Map<string, Service>();

  constructor({ services }: Mesh) {
    for (const service of services) {
      if (service.isKubernetes) this.kubernetes.set(service.host, service);
      for (const address of service.addresses) if (!this.addresses.has(address)) this.addresses.set(address, service);
    }
  }
}

/** What the names and addresses that a namespace sees stand for. */
class Directory {
  readonly #names: Names;
  readonly #entries = new Map<string, Service>();

  constructor(
    private readonly mesh: Mesh,
    private readonly namespace: string,
  ) {
    this.#names = mesh.once('names', () => new Names(mesh));
    for (const service of servicesSeenFrom(mesh, namespace)) {
      if (!service.isKubernetes && !this.#entries.has(service.host)) this.#entries.set(service.host, service);
    }
  }

  #inCluster(host: string): Service | undefined {
    const { domain } = this.mesh.settings;
    const suffixes = host.endsWith('.') ? [''] : [`.${this.namespace}.svc.${domain}`, `.svc.${domain}`, `.${domain}`, ''];
    const name = host.replace(/\.$/, '');
    for (const suffix of suffixes) {
      const full = `${name}${suffix}`.toLowerCase();
      const service = this.#names.kubernetes.get(full) ?? this.#headlessOf(full);
      if (service !== undefined) return service;
    }
    return undefined;
  }

  /** The Service without address of one of whose pods a name is. */
  #headlessOf(host: string): Service | undefined {
    const service = this.#names.kubernetes.get(host.slice(host.indexOf('.') + 1));
    return service?.isHeadless === true ? service : undefined;
  }

  /** What a name stands for; undefined where only the world outside may tell. */
  service(host: string): Service | undefined {
    let name = host;
    for (let i = 0; i < LONGEST_CHAIN; i++) {
      const service = this.#inCluster(name);
      if (service?.externalName === undefined) return service ?? this.#entry(name);
      name = service.externalName.replace(/\.?$/, '.');
    }
    return undefined;
  }

  #entry(host: string): Service | undefined {
    const found = mostSpecific(host.replace(/\.$/, '').toLowerCase(), this.#entries);
    return found === undefined ? undefined : this.#entries.get(found);
  }

  at(address: string): Service | undefined {
    return this.#names.addresses.get(address);
  }

  /** Whether a name can only be one of the cluster. */
  mustKnow(host: string): boolean {
    const { domain } = this.mesh.settings;
    const name = host.replace(/\.$/, '');
    const [, second, third] = name.split('.');
    if (second === undefined) return true;
    const isPlaced = third === undefined && this.mesh.namespaces.has(second);
    return isPlaced || name.endsWith('.svc') || name.endsWith(`.svc.${domain}`);
  }

  near(host: string): string {
    return nearNames(
      host,
      [...this.#names.kubernetes.values()].flatMap(({ name, namespace, host: full }) => [name, `${name}.${namespace}`, full]),
    );
  }
}

function calledService(mesh: Mesh, service: Service, port: number): Omit<Called, keyof CalledNames> {
  const isPodCalled = service.isHeadless;
  const endpoints = () => {
    const known = endpointsOf(mesh, service, port);
    return isPodCalled ? known.map((one) => ({ ...one, port })) : known;
  };
  const address = isPodCalled
    ? (endpointsOf(mesh, service, port).find((one) => one.address !== undefined)?.address ?? podsOf(service.host))
    : addressOf(service).replace(/\/\d+$/, '');
  return { address: address === EVERYWHERE ? undefined : address, port, service, endpoints };
}

/**
 * Where a connection from a pod of a namespace goes.
 * @param address that is called, whatever the host stands for
 * @throws Error that names near ones for a host that can only be one of the cluster and is none
 */
export function calledBy(mesh: Mesh, namespace: string, host: string, port: number, address: string | undefined): Called {
  const directory = mesh.once(`names in ${namespace}`, () => new Directory(mesh, namespace));
  const names = namesOfCalled(host, port);
  const literal = address ?? (isIP(host) === 0 ? undefined : host);
  if (literal !== undefined) {
    const service = directory.at(literal);
    const endpoints = () => (service === undefined ? [] : endpointsOf(mesh, service, port));
    return { ...names, address: literal, port, service, endpoints };
  }
  const service = directory.service(host);
  if (service !== undefined) return { ...names, ...calledService(mesh, service, port) };
  if (directory.mustKnow(host)) {
    throw new Error(
      `request: host is no service that pods of ${namespace} can find, got ${JSON.stringify(host)}; ${directory.near(host)}`,
    );
  }
  return { ...names, address: undefined, port, service: undefined, endpoints: () => [] };
}
