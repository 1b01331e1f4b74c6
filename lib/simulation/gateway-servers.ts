import { append } from '../core/grouped';
import { type Gateway, type GatewayServer, gatewaysFor } from '../model/gateway';
import { isHttp } from '../model/port-protocol';
import type { Client } from './client';
import type { GatewayPorts } from './gateway-ports';

/** A server of a Gateway where it listens. */
export interface PlacedServer extends GatewayServer {
  readonly gateway: Gateway;
  /** Port of the pods. */
  readonly port: number;
  /** Address at which it listens; empty for all. */
  readonly bind: string;
  readonly protocol: string;
  /** Servers with the same one have their hosts in one table of routes; empty where requests are not read. */
  readonly table: string;
}

/** Servers that istiod keeps together. */
export interface MergedServers {
  readonly port: number;
  readonly bind: string;
  readonly protocol: string;
  readonly table: string;
  readonly servers: PlacedServer[];
}

/** Whether the server passes TLS on without opening it. */
export function passesTlsOn({ spec: { tls } }: GatewayServer): boolean {
  return tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH';
}

/** Whether the server reads requests in TLS that it opens. */
export function opensHttps(server: PlacedServer): boolean {
  return server.spec.tls !== undefined && server.protocol === 'HTTPS' && !passesTlsOn(server);
}

const readsRequests = (server: PlacedServer) => isHttp(server.protocol) || (server.protocol === 'HTTPS' && !passesTlsOn(server));
const isInTls = ({ spec, protocol }: PlacedServer) => spec.tls !== undefined && !isHttp(protocol);

function placed(gateway: Gateway, server: GatewayServer, ports: GatewayPorts): PlacedServer[] {
  return ports.ofServer(server.spec.port.number, gateway.services).map((port) => placedAt(gateway, server, port));
}

function placedAt(gateway: Gateway, server: GatewayServer, port: number): PlacedServer {
  const { number, name, protocol } = server.spec.port;
  const bind = server.spec.bind ?? '';
  const suffix = bind === '' ? '' : `.${bind}`;
  const upper = protocol.toUpperCase();
  const short = gateway.name.slice(gateway.name.indexOf('/') + 1);
  const own = `https.${number}.${name}.${short}.${gateway.namespace}${suffix}`;
  const table = isHttp(upper) ? `http.${port}${suffix}` : upper === 'HTTPS' && !passesTlsOn(server) ? own : '';
  return { ...server, gateway, port, bind, protocol: upper, table };
}

/** The servers of all Gateways of a proxy: those that istiod keeps, together where it keeps them together. */
export class GatewayServers {
  readonly merged: MergedServers[] = [];
  /** Servers whose hosts are in one table of routes, by the name of the table. */
  readonly byTable = new Map<string, PlacedServer[]>();
  readonly #plain = new Map<number, MergedServers>();
  readonly #ports = new Set<number>();
  readonly #hosts = new Map<string, string>();

  constructor({ mesh, labels }: Pick<Client, 'mesh' | 'labels'>, ports: GatewayPorts) {
    for (const gateway of gatewaysFor(mesh, labels, ports.hosts)) {
      for (const server of gateway.servers) for (const one of placed(gateway, server, ports)) this.#add(one);
    }
  }

  /** Whether hosts in TLS are still free on a port and address, and takes them where they all are. */
  #takesHosts({ hosts, port, bind, spec }: PlacedServer): boolean {
    if (spec.tls === undefined) return true;
    if (hosts.some((host) => this.#hosts.get(`${port} ${host}`) === bind)) return false;
    for (const host of hosts) this.#hosts.set(`${port} ${host}`, bind);
    return true;
  }

  #find({ port, protocol, bind }: PlacedServer): MergedServers | undefined {
    return this.merged.find((one) => one.port === port && one.protocol === protocol && one.bind === bind);
  }

  #start(server: PlacedServer): MergedServers {
    const { port, bind, protocol, table } = server;
    const started = { port, bind, protocol, table, servers: [server] };
    const known = this.#find(server);
    if (known === undefined) this.merged.push(started);
    else this.merged.splice(this.merged.indexOf(known), 1, started);
    if (!isInTls(server)) this.#plain.set(port, started);
    if (readsRequests(server)) this.byTable.set(table, [server]);
    return started;
  }

  #join(merged: MergedServers, server: PlacedServer): void {
    merged.servers.push(server);
    append(this.byTable, server.table, server);
  }

  #add(server: PlacedServer): void {
    const { port } = server;
    if (!this.#takesHosts(server)) return;
    if (!this.#ports.has(port)) {
      this.#ports.add(port);
      this.#start(server);
      return;
    }
    const plain = this.#plain.get(port);
    if (plain !== undefined) this.#addBesidePlain(server, plain);
    else if (isInTls(server)) this.#addBesideTls(server);
    else this.#start(server);
  }

  #addBesidePlain(server: PlacedServer, plain: MergedServers): void {
    if (plain.bind === server.bind) {
      if (isHttp(server.protocol) && isHttp(plain.protocol)) this.#join(plain, server);
      return;
    }
    const known = this.#find(server);
    if (known === undefined) this.#start(server);
    else this.#join(known, server);
  }

  #addBesideTls(server: PlacedServer): void {
    if (readsRequests(server)) {
      if (this.byTable.has(server.table)) return;
      this.byTable.set(server.table, [server]);
    }
    const known = this.#find(server);
    if (known === undefined) {
      const { port, bind, protocol, table } = server;
      this.merged.push({ port, bind, protocol, table, servers: [server] });
    } else known.servers.push(server);
  }
}
