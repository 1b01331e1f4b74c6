import type { Arrival } from './arrival';
import type { Call, Called } from './call';
import { calledBy } from './called-address';
import type { Client } from './client';
import { Clusters } from './cluster';
import { type ChainFilter, chainOrLast, type FilterChain } from './filter-chain';
import { once } from './once';
import { EVERYWHERE, outboundListeners, type PortListeners, type Tables } from './outbound-listeners';
import { type Outcome, outcomeOf } from './outcome';
import type { VirtualHost } from './route';
import { answer } from './route-answer';
import { RouteTable } from './route-table';
import { asSent, sendBytes } from './send-bytes';
import { unknownHosts } from './service-route';
import { SidecarHosts } from './sidecar-hosts';

/** All names of a host are one. */
const everyName = (host: VirtualHost): VirtualHost => ({ ...host, domains: ['*'] });

/** The sidecars of one namespace that cannot be told apart by what istiod gives them. */
export class Sidecar {
  readonly clusters: Clusters;
  readonly #listeners = new Map<number, PortListeners>();
  readonly #hosts = new Map<number, readonly VirtualHost[]>();
  readonly #tables = new Map<string, RouteTable>();
  readonly #called = new Map<number, Map<string, Called>>();
  /** Ways of requests that the proxy can read, by where they go. */
  readonly #ways = new Map<Called, ChainFilter>();

  constructor(readonly client: Client) {
    this.clusters = new Clusters(client);
  }

  #hostsOn(port: number): readonly VirtualHost[] {
    const known = this.#hosts.get(port);
    if (known !== undefined) return known;
    const { egress } = this.client.scope;
    const listener = egress.find((one) => one.port === undefined || one.port === port);
    const effective = listener?.protocol === 'HTTP_PROXY' ? 80 : port;
    const hosts = listener === undefined ? [] : new SidecarHosts(this.client, this.clusters, listener).on(effective);
    this.#hosts.set(port, hosts);
    return hosts;
  }

  #table(key: string, make: () => RouteTable): RouteTable {
    const known = this.#tables.get(key) ?? make();
    this.#tables.set(key, known);
    return known;
  }

  readonly #tablesBy: Tables = {
    ofPort: (port) =>
      this.#table(`${port}`, () => {
        const why = `port ${port}: requests are told apart by their host`;
        return new RouteTable([...this.#hostsOn(port), unknownHosts(this.client.scope)], [why]);
      }),
    ofService: (host, port) =>
      this.#table(`${host}:${port}`, () => {
        const hosts = this.#hostsOn(port).filter(({ domains }) => domains.includes(host));
        return new RouteTable(hosts.map(everyName), [
          `port ${port} of ${host}: what is spoken is found out from the first bytes`,
        ]);
      }),
  };

  #listenersOn(port: number): PortListeners {
    const known = this.#listeners.get(port) ?? outboundListeners(this.client, port, this.#tablesBy);
    this.#listeners.set(port, known);
    return known;
  }

  #chains(address: string | undefined, port: number): readonly FilterChain[] {
    const listeners = this.#listenersOn(port);
    return (address === undefined ? undefined : listeners.get(address)) ?? listeners.get(EVERYWHERE) ?? [];
  }

  readonly #unknown = once((): ChainFilter => {
    const { scope } = this.client;
    const why = [`nothing listens there for sidecars of ${scope.namespace}: outboundTrafficPolicy ${scope.outboundPolicy}`];
    const [route] = unknownHosts(scope).routes();
    const action = route!.action;
    return { kind: 'tcp', targets: action.kind === 'forward' ? action.targets : [], why };
  });

  /**
   * Where a connection goes that a pod makes.
   * @param address that is called, whatever the host stands for
   */
  called(host: string, port: number, address: string | undefined): Called {
    const { mesh, namespace } = this.client;
    const onPort = this.#called.get(port) ?? new Map<string, Called>();
    this.#called.set(port, onPort);
    const key = address === undefined ? host : `${host} ${address}`;
    const known = onPort.get(key) ?? calledBy(mesh, namespace, host, port, address);
    onPort.set(key, known);
    return known;
  }

  #way({ serverName, isPlainHttp }: Arrival, called: Called): ChainFilter {
    const known = isPlainHttp ? this.#ways.get(called) : undefined;
    if (known !== undefined) return known;
    const { address, port } = called;
    const filter = chainOrLast(this.#chains(address, port), { address, serverName, isPlainHttp })?.filter ?? this.#unknown();
    if (isPlainHttp) this.#ways.set(called, filter);
    return filter;
  }

  /** What becomes of what a pod sends. */
  send(arrival: Arrival, call: Call): Outcome {
    const filter = this.#way(arrival, call.called);
    if (filter.kind === 'http') return call.deliver(answer(filter.table(), arrival.request, call), true);
    if (filter.targets.length > 0) return call.deliver(sendBytes(filter.targets, filter.why, call, arrival), false);
    const isLetOut = this.client.scope.outboundPolicy !== 'REGISTRY_ONLY';
    if (!isLetOut) return outcomeOf('blackhole', { flags: ['UH'], why: filter.why });
    return call.deliver(outcomeOf('passthrough', { ...asSent(arrival), why: filter.why }), false);
  }
}
