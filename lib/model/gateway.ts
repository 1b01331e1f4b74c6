import type { Labels } from '../core/labels';
import { picks } from '../core/labels';
import type { Mesh } from './mesh';
import type { MeshObject } from './mesh-object';
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
    servers: (spec.servers ?? []).map((server, i) => ({
      spec: server,
      hosts: keptHosts(server.hosts, namespace),
      field: `servers[${i}]`,
    })),
  };
}

/** Everything that opens ports of gateways, in the order in which istiod takes it. */
export function gatewaysOf(mesh: Mesh): readonly Gateway[] {
  return mesh.once('gateways', () => mesh.of('networking.istio.io/Gateway').map(gatewayOf));
}

/** What opens ports of pods with these labels. */
export function gatewaysFor(mesh: Mesh, labels: Labels): readonly Gateway[] {
  return gatewaysOf(mesh).filter(({ selector, services }) => services === undefined && picks(selector, labels));
}
