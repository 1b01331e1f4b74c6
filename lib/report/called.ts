import type { Mesh } from '../model';
import { gatewaysOf } from '../model/gateway';
import { isWildcard } from '../model/hosts';
import { isHttp, isTls, mayBeHttp, type PortProtocol } from '../model/port-protocol';
import { MESH_GATEWAY } from '../model/virtual-service';
import { virtualServicesOf } from '../model/virtual-services';
import type { Scheme } from '../simulation';

/** A host and port that can be called, and how. */
export interface Called {
  /** Full name, perhaps with a `*` for many. */
  readonly host: string;
  /** A host that is asked for in its place, where it stands for many. */
  readonly asked: string;
  readonly port: number;
  readonly scheme: Scheme;
}

/** What stands for all hosts that neither side knows. */
export const UNKNOWN_HOST = 'unknown.host.example';

/** A host that a wildcard stands for, and no other one. */
export function askedHost(host: string): string {
  if (!isWildcard(host)) return host;
  return host === '*' ? UNKNOWN_HOST : `any-other${host.slice(1).startsWith('.') ? '' : '.'}${host.slice(1)}`;
}

function schemesOf(protocol: PortProtocol): readonly Scheme[] {
  if (protocol === 'UDP') return [];
  if (isTls(protocol)) return ['https'];
  if (isHttp(protocol)) return ['http'];
  return mayBeHttp(protocol) ? ['http', 'tcp'] : ['tcp'];
}

class CalledHosts {
  readonly all = new Map<string, Called>();

  add(host: string, port: number, schemes: readonly Scheme[]): void {
    const name = host.toLowerCase();
    for (const scheme of schemes)
      this.all.set(`${scheme}://${name}:${port}`, { host: name, asked: askedHost(name), port, scheme });
  }
}

/** A port that hardly any service has. */
const RARE_PORT = 54321;

/** What pods can call on either side: services, hosts that VirtualServices route, and what nobody knows. */
export function calledByPods(before: Mesh, after: Mesh): readonly Called[] {
  const hosts = new CalledHosts();
  for (const mesh of [before, after]) {
    for (const { host, ports, resolution } of mesh.services) {
      for (const { number, protocol } of ports) hosts.add(host, number, schemesOf(protocol));
      if (resolution === 'alias' && ports.length === 0) hosts.add(host, 80, ['http']);
    }
    for (const { hosts: routed, gateways } of virtualServicesOf(mesh)) {
      if (!gateways.includes(MESH_GATEWAY)) continue;
      for (const host of routed) if (mesh.servicesOf(host).length === 0) hosts.add(host, 80, ['http']);
    }
  }
  hosts.add('*', 80, ['http']);
  hosts.add('*', 443, ['https']);
  hosts.add('*', RARE_PORT, ['tcp']);
  return [...hosts.all.values()];
}

function schemesOfServer(protocol: string): readonly Scheme[] {
  const upper = protocol.toUpperCase();
  if (upper === 'HTTPS') return ['https', 'http'];
  if (upper === 'TLS') return ['https', 'tcp'];
  return upper === 'TCP' || upper === 'MONGO' || upper === 'MYSQL' ? ['tcp'] : ['http'];
}

/** What can be asked of gateways: the hosts of their servers and of VirtualServices, on the ports of both sides. */
export function calledAtGateways(before: Mesh, after: Mesh, names: readonly string[]): readonly Called[] {
  const hosts = new CalledHosts();
  const wanted = new Set(names);
  const gateways = [before, after].flatMap((mesh) =>
    gatewaysOf(mesh).filter(({ object: { name, namespace } }) => wanted.has(`${name}.${namespace}`)),
  );
  const known = new Set(gateways.map(({ name }) => name));
  const isOne = (name: string) => known.has(name);
  const servers = gateways.flatMap((one) => one.servers);
  const routed = [before, after].flatMap((mesh) =>
    virtualServicesOf(mesh)
      .filter(({ gateways }) => gateways.some(isOne))
      .flatMap((one) => one.hosts),
  );
  const served = servers.flatMap((server) => server.hosts.map((host) => host.slice(host.indexOf('/') + 1)));
  for (const host of new Set([...routed, ...served, '*'])) {
    for (const { spec } of servers) hosts.add(host, spec.port.number, schemesOfServer(spec.port.protocol));
  }
  return [...hosts.all.values()];
}
