import type { Labels } from '../core/labels';
import { picks } from '../core/labels';
import { gatewayApiGateways } from './gateway-api/gateways';
import type { Mesh } from './mesh';
import { compareText, type MeshObject } from './mesh-object';
import type { Specs } from './specs';

export type ServerSpec = NonNullable<Specs['networking.istio.io/Gateway']['servers']>[number];

/** A port of a gateway, with what it takes there. */
export interface GatewayServer {
  readonly spec: ServerSpec;
  /** Hosts that it takes, for VirtualServices of one namespace where it is written before them. */
  readonly hosts: readonly string[];
  /** Path within the spec of its object. */
  readonly field: string;
}

/** What opens ports of gateways: a Gateway, or what one of the Gateway API comes down to. */
export interface Gateway {
  readonly object: MeshObject;
  /** `<namespace>/<name>`, as VirtualServices name it. */
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods for which it is; none for all. */
  readonly selector: Labels;
  /** Services whose pods it is for, in the place of labels; only their ports are opened. */
  readonly services: readonly string[] | undefined;
  /** Whether istiod makes the pods for which it is. */
  readonly isManaged: boolean;
  readonly servers: readonly GatewayServer[];
}

/** Hosts as istiod keeps them: the own namespace by its name, and all namespaces without one. */
function keptHosts(hosts: readonly string[], namespace: string): readonly string[] {
  if (hosts.includes('*/*')) return ['*'];
  return hosts.map((host) => (host.startsWith('./') ? `${namespace}/${host.slice(2)}` : host.replace(/^\*\//, '')));
}

function gatewayOf(object: MeshObject<Specs['networking.istio.io/Gateway']>): Gateway {
  const { name, namespace, spec } = object;
  return {
    object,
    name: `${namespace}/${name}`,
    namespace,
    selector: spec.selector ?? {},
    services: undefined,
    isManaged: false,
    servers: (spec.servers ?? []).map((server, i) => ({
      spec: server,
      hosts: keptHosts(server.hosts, namespace),
      field: `servers[${i}]`,
    })),
  };
}

/** Everything that opens ports of gateways, in the order in which istiod takes it. */
export function gatewaysOf(mesh: Mesh): readonly Gateway[] {
  return mesh.once('gateways', () => {
    const written = mesh.of('networking.istio.io/Gateway').map(gatewayOf);
    const listeners = gatewayApiGateways(mesh);
    return listeners.length === 0 ? written : [...written, ...listeners].sort(byAgeOfGateways(mesh.direction));
  });
}

function byAgeOfGateways(direction: 1 | -1): (a: Gateway, b: Gateway) => number {
  const nameOf = ({ name }: Gateway) => name.slice(name.indexOf('/') + 1);
  return (a, b) =>
    compareText(a.object.created ?? '', b.object.created ?? '') ||
    direction * (compareText(nameOf(a), nameOf(b)) || compareText(a.namespace, b.namespace));
}

/** What opens ports of pods with these labels, which are behind Services of these hosts. */
export function gatewaysFor(mesh: Mesh, labels: Labels, hosts: ReadonlySet<string>): readonly Gateway[] {
  const all = gatewaysOf(mesh).filter(({ selector, services }) =>
    services === undefined ? picks(selector, labels) : services.some((host) => hosts.has(host)),
  );
  const homes = new Set(all.filter(({ isManaged }) => isManaged).map(({ namespace }) => namespace));
  if (homes.size === 0) return all;
  // Pods that istiod makes take no Gateways of Istio from other namespaces.
  return all.filter(({ services, namespace }) => services !== undefined || homes.has(namespace));
}
