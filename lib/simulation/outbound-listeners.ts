import { isIP } from 'node:net';
import type { EgressListener } from '../model/egress-listener';
import { endpointsOf } from '../model/endpoint';
import { isHttp, type PortProtocol } from '../model/port-protocol';
import type { SeenService } from '../model/seen-services';
import type { Service, ServicePort } from '../model/service';
import type { Client } from './client';
import { conflict, type FilterChain } from './filter-chain';
import { layer4Chains } from './layer-4-chains';
import type { RouteTable } from './route-table';

/** The address at which a listener takes connections to all addresses. */
export const EVERYWHERE = '0.0.0.0';

/** How a listener tells what is spoken: it knows, or it looks. */
type Spoken = 'http' | 'tcp' | 'sniffed';

interface Listener {
  chains: readonly FilterChain[];
  spoken: Spoken;
  protocol: PortProtocol;
  /** Whether services of other ways out may no longer change it. */
  isClosed: boolean;
}

/** The listeners of one port, by address. */
export type PortListeners = ReadonlyMap<string, readonly FilterChain[]>;

/** The tables of routes for requests, made by who has them. */
export interface Tables {
  /** Of all hosts that are told apart on a port. */
  readonly ofPort: (port: number) => RouteTable;
  /** Of one service whose listener looks what is spoken. */
  readonly ofService: (host: string, port: number) => RouteTable;
}

/** The address that stands for that of a service which gets it in the cluster. */
export function addressOf({ addresses, isKubernetes, isHeadless, host, resolution }: Service): string {
  const [first] = addresses;
  if (first !== undefined) return first;
  return isKubernetes && !isHeadless && resolution !== 'alias' ? `@${host}` : EVERYWHERE;
}

/** The address that stands for those of the pods behind a service without one. */
export function podsOf(host: string): string {
  return `@pods of ${host}`;
}

const SPOKEN_FIRST: readonly PortProtocol[] = ['MONGO', 'MYSQL'];

/** Whether a port cannot be shared, since its servers speak first. */
function cannotShare(a: PortProtocol, b: PortProtocol): boolean {
  return a !== b && (SPOKEN_FIRST.includes(a) || SPOKEN_FIRST.includes(b));
}

function spokenOn(protocol: PortProtocol): Spoken | undefined {
  if (protocol === 'UDP') return undefined;
  if (protocol === 'UNKNOWN') return 'sniffed';
  return isHttp(protocol) ? 'http' : 'tcp';
}

/** Makes the listeners of a sidecar for one port, service by service as istiod does. */
class PortListenersBuilder {
  readonly listeners = new Map<string, Listener>();

  constructor(
    private readonly client: Client,
    private readonly number: number,
    private readonly tables: Tables,
  ) {}

  /** What listens so far is no longer changed. */
  close(): void {
    for (const listener of this.listeners.values()) listener.isClosed = true;
  }

  add(egress: EgressListener, service: SeenService, port: Pick<ServicePort, 'number' | 'protocol'>): void {
    const spoken = spokenOn(port.protocol);
    if (spoken === undefined || service.resolution === 'alias') return;
    for (const { address, subnets } of this.#binds(egress, service, port, spoken)) {
      this.#addAt(address, egress, { service, port, subnets }, spoken);
    }
  }

  #binds(
    egress: EgressListener,
    service: SeenService,
    port: Pick<ServicePort, 'number'>,
    spoken: Spoken,
  ): { address: string; subnets: string[] }[] {
    const everywhere = { address: EVERYWHERE, subnets: [] };
    if (egress.bind !== undefined) return [{ address: egress.bind, subnets: [] }];
    if (egress.isCalledDirectly) return [{ address: '127.0.0.1', subnets: [] }];
    if (spoken === 'http') return [everywhere];
    const hasNoAddress = addressOf(service) === EVERYWHERE;
    const isPassedOn = service.isHeadless || service.resolution === 'none';
    if (egress.port === undefined && hasNoAddress && isPassedOn) return this.#podBinds(service, port.number);
    if (hasNoAddress) return [everywhere];
    if (service.addresses.length === 0) return [{ address: addressOf(service), subnets: [] }];
    return service.addresses.map((address) =>
      !address.includes('/') || /\/(32|128)$/.test(address)
        ? { address: address.replace(/\/\d+$/, ''), subnets: [] }
        : { address: EVERYWHERE, subnets: [address] },
    );
  }

  #podBinds(service: SeenService, number: number): { address: string; subnets: string[] }[] {
    const endpoints = endpointsOf(this.client.mesh, service, number);
    if (endpoints.length === 0 && !service.isKubernetes && service.selector === undefined) {
      return [{ address: EVERYWHERE, subnets: [] }];
    }
    const known = endpoints.map(({ address }) => address).filter((address) => address !== undefined && isIP(address) !== 0);
    const unknown = endpoints.some(({ address }) => address === undefined) ? [podsOf(service.host)] : [];
    return [...new Set([...known, ...unknown])].map((address) => ({ address: address as string, subnets: [] }));
  }

  #addAt(
    address: string,
    egress: EgressListener,
    listened: { service: SeenService; port: Pick<ServicePort, 'number' | 'protocol'>; subnets: readonly string[] },
    spoken: Spoken,
  ): void {
    const known = this.listeners.get(address);
    const { protocol } = listened.port;
    if (known?.isClosed === true) return;
    if (known !== undefined && spoken !== 'tcp' && (known.spoken === 'sniffed' || known.spoken === spoken)) return;
    const isEverywhere = address === EVERYWHERE && addressOf(listened.service) === EVERYWHERE && listened.subnets.length === 0;
    const ofBytes = () => layer4Chains(this.client, { ...listened, isEverywhere }, egress.virtualServices);
    const chains = [
      ...(spoken === 'http' ? [] : ofBytes()),
      ...(spoken === 'tcp' ? [] : [this.#httpChain(address, listened.service, spoken)]),
    ];
    if (known === undefined || (spoken === 'sniffed' && known.spoken === 'http')) {
      const isSniffed = spoken === 'http' && address === EVERYWHERE;
      this.listeners.set(address, { chains, spoken: isSniffed ? 'sniffed' : spoken, protocol, isClosed: false });
      return;
    }
    if (cannotShare(protocol, known.protocol)) return;
    const merged = [...known.chains];
    for (const chain of chains) if (!merged.some((one) => conflict(one, chain))) merged.push(chain);
    known.chains = merged;
    if (spoken !== known.spoken) {
      known.spoken = 'sniffed';
      known.protocol = 'UNKNOWN';
    }
  }

  #httpChain(address: string, { host }: SeenService, spoken: Spoken): FilterChain {
    const { number } = this;
    const isOfService = spoken === 'sniffed' && address !== EVERYWHERE;
    const table = isOfService ? () => this.tables.ofService(host, number) : () => this.tables.ofPort(number);
    const takesPlainHttp = spoken === 'sniffed' || address === EVERYWHERE;
    return { serverNames: [], subnets: [], takesPlainHttp, opensTls: false, filter: { kind: 'http', table } };
  }
}

/** What listens in a sidecar for connections to a port. */
export function outboundListeners(client: Client, number: number, tables: Tables): PortListeners {
  const builder = new PortListenersBuilder(client, number, tables);
  for (const egress of client.scope.egress) {
    if (egress.port === undefined) builder.close();
    else if (egress.port !== number) continue;
    for (const service of egress.services) {
      if (egress.port !== undefined) {
        const protocol = (egress.protocol ?? 'UNKNOWN') as PortProtocol;
        builder.add(egress, service, { number, protocol });
        continue;
      }
      const port = service.ports.find((one) => one.number === number);
      if (port !== undefined) builder.add(egress, service, port);
    }
  }
  return new Map([...builder.listeners].map(([address, { chains }]) => [address, chains]));
}
