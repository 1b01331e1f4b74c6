import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type Gateway, type GatewayGroup, gatewayGroups, hostKey } from './gateway-groups';
import { onceAnObject } from './once-an-object';
import { selectorText } from './selector-text';

/** A Gateway that has a host of a port as well. */
function otherWith(on: Gateway, port: number, key: string, groups: ReadonlySet<GatewayGroup>): Gateway | undefined {
  for (const { ports } of groups) {
    for (const other of ports.get(port)?.ofHost.get(key) ?? []) if (other !== on) return other;
  }
  return undefined;
}

/** Another Gateway at a port. */
function otherAt(on: Gateway, port: number, groups: ReadonlySet<GatewayGroup>): Gateway | undefined {
  for (const { ports } of groups) {
    for (const other of ports.get(port)?.gateways ?? []) if (other !== on) return other;
  }
  return undefined;
}

function* find(mesh: Mesh): Iterable<Report> {
  const groups = gatewayGroups(mesh);
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    const { selector = {}, servers = [] } = on.spec;
    const met = groups.get(selectorText(selector)) ?? new Set();
    // Istio's analyzer takes a host of an earlier server that meets nobody for one of every other Gateway at the port, at the address of
    // that server.
    const earlier = new Map<string, string>();
    for (const [i, server] of servers.entries()) {
      const { port: { number = 0 } = {}, hosts = [], bind = '' } = server;
      let isMet = false;
      for (const [j, host] of hosts.entries()) {
        const boundBefore = earlier.get(`${number} ${host}`);
        const isFree = boundBefore !== undefined && boundBefore !== bind;
        const other = boundBefore === bind ? otherAt(on, number, met) : otherWith(on, number, hostKey(host, server), met);
        if (isFree || other === undefined) continue;
        const problem = `is at port ${number} of the same pods in Gateway ${other.namespace}/${other.name} too`;
        isMet = true;
        yield { on, field: `spec.servers[${i}].hosts[${j}]`, problem, got: host };
      }
      if (!isMet) for (const host of hosts) earlier.set(`${number} ${host}`, bind);
    }
  }
}

/** The server that a report is about. */
const serverIn = ({ field = '' }: Report) => field.slice(0, field.indexOf('.hosts'));

export const gatewayConflict: Rule = {
  code: 'IST0145',
  level: 'error',
  title: 'Two Gateways for one host and port',
  explanation:
    'Two Gateways at the same pods have the same host at the same port. Istio takes one of them, and the TLS settings of the other have no effect.',
  fix: 'keep the host in one of the Gateways; VirtualServices of other namespaces can name it',
  kiali: ['KIA0301'],
  find: (mesh) => onceAnObject(find(mesh), serverIn),
};
