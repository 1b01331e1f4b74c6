import type { Arrival } from './arrival';
import { type Call, type Called, namesOfCalled } from './call';
import type { Client } from './client';
import { Clusters } from './cluster';
import { chainFor, type FilterChain, isRefused } from './filter-chain';
import { GatewayChains } from './gateway-chains';
import { GatewayHosts } from './gateway-hosts';
import { GatewayPorts } from './gateway-ports';
import { GatewayServers } from './gateway-servers';
import { type Outcome, outcomeOf } from './outcome';
import { answer } from './route-answer';
import type { RouteTable } from './route-table';
import { sendBytes } from './send-bytes';
import type { Admitted } from './server/gateway-policies';

/** What the policies for a gateway make of what arrives. */
export type Admit = (arrival: Arrival, isOpened: boolean, isRead: boolean) => Admitted;

/** What becomes of a connection before the client has sent anything, which policies wait for. */
const FAILS_AT_ONCE: readonly Outcome['outcome'][] = ['noCluster', 'noEndpoints'];

/** What listens on a port of the pods of a gateway. */
interface Listener {
  /** Empty for all addresses. */
  readonly bind: string;
  readonly chains: readonly FilterChain[];
  /** Whether Envoy refuses it. */
  readonly isRefused: boolean;
}

/** The pods of one gateway. */
export class GatewayProxy {
  readonly clusters: Clusters;
  readonly #ports: GatewayPorts;
  readonly #listeners = new Map<number, Listener[]>();
  readonly #servers: GatewayServers;
  readonly #hosts: GatewayHosts;
  readonly #tables = new Map<string, RouteTable>();
  readonly #called = new Map<string, Called>();

  constructor(readonly client: Client) {
    this.clusters = new Clusters(client);
    this.#ports = new GatewayPorts(client);
    this.#servers = new GatewayServers(client, this.#ports);
    this.#hosts = new GatewayHosts(client, this.clusters);
    const chains = new GatewayChains(client, (name) => this.#table(name));
    for (const merged of this.#servers.merged) {
      if (this.#ports.canListen(merged.port)) this.#listen(merged.port, merged.bind, chains.of(merged));
    }
  }

  #listen(port: number, bind: string, chains: readonly FilterChain[]): void {
    const listeners = this.#listeners.get(port) ?? [];
    const at = listeners.findIndex((one) => one.bind === bind);
    const all = [...(listeners[at]?.chains ?? []), ...chains];
    listeners.splice(at < 0 ? listeners.length : at, 1, { bind, chains: all, isRefused: isRefused(all) });
    this.#listeners.set(port, listeners);
  }

  #table(name: string): RouteTable {
    const known = this.#tables.get(name) ?? this.#hosts.table(this.#servers.byTable.get(name) ?? []);
    this.#tables.set(name, known);
    return known;
  }

  /**
   * Where a connection goes that a client makes.
   * @param address that is called; undefined where any may be
   */
  called(host: string, port: number, address: string | undefined): Called {
    const key = `${host} ${port} ${address ?? ''}`;
    const known = this.#called.get(key);
    if (known !== undefined) return known;
    const names = namesOfCalled(host, port);
    const called = { ...names, address, port: this.#ports.called(port), service: undefined, endpoints: () => [] };
    this.#called.set(key, called);
    return called;
  }

  /**
   * What becomes of what a client outside sends.
   * @param arrivalFor what arrives, as it is seen where the gateway opens TLS or does not
   * @param admit what policies for the gateway make of what arrives
   */
  receive(arrivalFor: (isOpened: boolean) => Arrival, call: Call, admit: Admit): Outcome {
    const { address, port } = call.called;
    const listeners = (this.#listeners.get(port) ?? []).filter(({ chains }) => chains.length > 0);
    const listener = listeners.find(({ bind }) => bind === address) ?? listeners.find(({ bind }) => bind === '') ?? listeners[0];
    if (listener === undefined) {
      return outcomeOf('refused', { why: [`no server of a Gateway for ${this.client.name} opens port ${port}`] });
    }
    if (listener.isRefused) {
      return outcomeOf('nack', { why: [`Envoy refuses the listener of port ${port}: two servers ask for one name in TLS`] });
    }
    const { serverName, isPlainHttp } = arrivalFor(false);
    const chain = chainFor(listener.chains, { address, serverName, isPlainHttp });
    if (chain === undefined) {
      const why = serverName === undefined ? 'takes TLS alone' : `takes no TLS for ${serverName === '' ? 'no name' : serverName}`;
      return outcomeOf('closed', { flags: ['NR'], why: [`port ${port} of ${this.client.name} ${why}`] });
    }
    return this.#through(chain, arrivalFor, call, admit);
  }

  #through({ opensTls, filter }: FilterChain, arrivalFor: (isOpened: boolean) => Arrival, call: Call, admit: Admit): Outcome {
    const arrival = arrivalFor(opensTls);
    const isTls = arrival.serverName !== undefined;
    if (opensTls !== isTls && (opensTls || filter.kind === 'http')) {
      const why = opensTls ? 'takes TLS alone' : 'takes requests without TLS alone';
      return outcomeOf('closed', { why: [`port ${call.called.port} of ${this.client.name} ${why}`] });
    }
    if (filter.kind === 'tcp') {
      const sent = sendBytes(filter.targets, filter.why, call, arrival);
      if (FAILS_AT_ONCE.includes(sent.outcome)) return sent;
      const { refusal } = admit(arrival, opensTls, false);
      return refusal ?? call.deliver(sent, false);
    }
    if (!arrival.isHttp) {
      return outcomeOf('closed', { why: [`port ${call.called.port} of ${this.client.name} takes requests of HTTP alone`] });
    }
    const admitted = admit(arrival, opensTls, true);
    return admitted.refusal ?? call.deliver(answer(filter.table(), admitted.arrival.request, call), true);
  }
}
