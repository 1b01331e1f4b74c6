import { append } from '../../core/grouped';
import type { Labels } from '../../core/labels';
import type { Mesh, MeshObject, Workload } from '../../model';
import type { Specs } from '../../model/specs';
import { selectorText } from './selector-text';

export type Gateway = MeshObject<Specs['networking.istio.io/Gateway']>;
type Server = NonNullable<Gateway['spec']['servers']>[number];

/** Gateways at one port of the pods of one selector. */
export interface SharedPort {
  readonly gateways: Set<Gateway>;
  /** Those of a host, by host and address. */
  readonly ofHost: Map<string, Gateway[]>;
}

/** Gateways of one selector. */
export interface GatewayGroup {
  readonly text: string;
  readonly selector: Labels;
  readonly ports: Map<number, SharedPort>;
}

/** A host at an address. */
export function hostKey(host: string, { bind = '' }: Server): string {
  return `${bind} ${host}`;
}

/** Ports of a Gateway, each with its last server alone, as Istio's analyzer keeps them. */
function lastServers({ spec: { servers = [] } }: Gateway): ReadonlyMap<number, Server> {
  return new Map(servers.map((server) => [server.port?.number ?? 0, server]));
}

function groupsOf(mesh: Mesh): ReadonlyMap<string, GatewayGroup> {
  const groups = new Map<string, GatewayGroup>();
  for (const gateway of mesh.of('networking.istio.io/Gateway')) {
    const { selector = {} } = gateway.spec;
    const text = selectorText(selector);
    const group = groups.get(text) ?? { text, selector, ports: new Map() };
    groups.set(text, group);
    for (const [number, server] of lastServers(gateway)) {
      const port = group.ports.get(number) ?? { gateways: new Set(), ofHost: new Map() };
      group.ports.set(number, port);
      port.gateways.add(gateway);
      for (const key of new Set((server.hosts ?? []).map((host) => hostKey(host, server)))) {
        append(port.ofHost, key, gateway);
      }
    }
  }
  return groups;
}

/** Groups that are met at one pod, and of which the text of one selector is part of the other's. */
function relate(mesh: Mesh, groups: ReadonlyMap<string, GatewayGroup>): ReadonlyMap<string, ReadonlySet<GatewayGroup>> {
  const related = new Map([...groups].map(([text, group]) => [text, new Set([group])]));
  const atWorkload = new Map<Workload, GatewayGroup[]>();
  for (const group of groups.values()) {
    for (const workload of mesh.workloadsWith(group.selector)) {
      append(atWorkload, workload, group);
    }
  }
  const sets = new Map([...atWorkload.values()].map((met) => [met.map(({ text }) => text).join('\n'), met]));
  for (const met of sets.values()) {
    for (const one of met) {
      for (const other of met)
        if (one.text.includes(other.text) || other.text.includes(one.text)) related.get(one.text)?.add(other);
    }
  }
  return related;
}

/** For each selector of Gateways, as a text, all groups with which its Gateways share ports. */
export function gatewayGroups(mesh: Mesh): ReadonlyMap<string, ReadonlySet<GatewayGroup>> {
  return mesh.once('groups of Gateways', () => relate(mesh, groupsOf(mesh)));
}
