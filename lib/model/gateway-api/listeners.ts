import { selects } from '../label-selector';
import type { Mesh } from '../mesh';
import { compareText, type MeshObject } from '../mesh-object';
import type { Specs } from '../specs';
import { isGranted } from './grants';
import { deployedName, isManaged, isRoutingClass } from './managed-gateways';

export type GatewaySpec = Specs['gateway.networking.k8s.io/Gateway'];
export type ListenerSpec = NonNullable<GatewaySpec['listeners']>[number];

/** A listener of a Gateway of the Gateway API, or of a ListenerSet that joins one. */
export interface Listener {
  readonly spec: ListenerSpec;
  readonly index: number;
  /** The Gateway or ListenerSet in which it stands. */
  readonly owner: MeshObject;
  /** Name that istiod gives the Gateway of Istio that it makes of it. */
  readonly internalName: string;
  /** Hosts that it takes, each with the namespaces whose routes may have them: `<namespace>/<host>`. */
  readonly hosts: readonly string[];
  /** Kinds of routes that may join it. */
  readonly kinds: ReadonlySet<string>;
  /** Services whose pods listen. */
  readonly services: readonly string[];
  /** Whether istiod makes the pods that listen. */
  readonly isManaged: boolean;
  /** Whether istiod opens it. */
  readonly isOpened: boolean;
}

const GROUP = 'gateway.networking.k8s.io';
const NO_NAMESPACE = '~';
const PROTOCOLS: ReadonlySet<string> = new Set(['HTTP', 'HTTPS', 'TLS', 'TCP']);

function namespacesFor(mesh: Mesh, { allowedRoutes }: ListenerSpec, home: string): readonly string[] {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'Same') return [home];
  if (from === 'All' || selector === undefined) return ['*'];
  const all = [...mesh.namespaces.values()].filter(({ name, labels }) =>
    selects(selector, { 'kubernetes.io/metadata.name': name, ...labels }),
  );
  return all.map(({ name }) => name).sort(compareText);
}

function hostsOf(mesh: Mesh, spec: ListenerSpec, home: string): readonly string[] {
  const { hostname = '*' } = spec;
  const namespaces = namespacesFor(mesh, spec, home);
  return namespaces.length === 0 ? [`${NO_NAMESPACE}/${hostname}`] : namespaces.map((namespace) => `${namespace}/${hostname}`);
}

/** Kinds of routes that may join a listener. */
export function kindsOf({ protocol, tls, allowedRoutes }: ListenerSpec): ReadonlySet<string> {
  const byProtocol: Readonly<Record<string, readonly string[]>> = {
    HTTP: ['HTTPRoute', 'GRPCRoute'],
    HTTPS: ['HTTPRoute', 'GRPCRoute'],
    TCP: ['TCPRoute'],
    TLS: tls?.mode === 'Passthrough' ? ['TLSRoute'] : ['TLSRoute', 'TCPRoute'],
  };
  const supported = byProtocol[protocol] ?? [];
  const { kinds = [] } = allowedRoutes ?? {};
  if (kinds.length === 0) return new Set(supported);
  return new Set(supported.filter((kind) => kinds.some((one) => one.kind === kind && (one.group ?? GROUP) === GROUP)));
}

/** Whether istiod finds what it needs to end TLS. Secrets that are not among the manifests are taken to be there. */
function isTlsUsable(mesh: Mesh, { protocol, tls }: ListenerSpec, { kind, namespace }: MeshObject): boolean {
  if (tls === undefined) return protocol !== 'HTTPS' && protocol !== 'TLS';
  if (tls.mode === 'Passthrough') return true;
  const { certificateRefs = [] } = tls;
  const isAllowed = (name: string, other: string) =>
    other === namespace || isGranted(mesh, { kind, namespace }, { group: '', kind: 'Secret', namespace: other, name });
  return (
    certificateRefs.length === 0 || certificateRefs.some(({ name, namespace: other }) => isAllowed(name, other ?? namespace))
  );
}

const isOfBytes = ({ protocol }: ListenerSpec) => protocol === 'TCP' || protocol === 'UDP';

/** Whether two listeners of one Gateway cannot both be open. */
function conflict(a: ListenerSpec, b: ListenerSpec): boolean {
  if (a.port !== b.port) return false;
  return isOfBytes(a) || isOfBytes(b) || (a.hostname || '*') === (b.hostname || '*');
}

function servicesOf(mesh: Mesh, gateway: MeshObject<GatewaySpec>): readonly string[] {
  const suffix = `.${gateway.namespace}.svc.${mesh.settings.domain}`;
  if (isManaged(gateway)) return [`${deployedName(gateway)}${suffix}`];
  const hosts = (gateway.spec.addresses ?? []).filter(({ type }) => type === undefined || type === 'Hostname');
  const full = hosts.map(({ value = '' }) => (value.includes('.') ? value : `${value}${suffix}`));
  return full.filter((host) => host.endsWith(suffix));
}

/** ListenerSets that join a Gateway, the oldest first. */
function listenerSetsOf(mesh: Mesh, { name, namespace, spec }: MeshObject<GatewaySpec>) {
  const { from = 'None', selector } = spec.allowedListeners?.namespaces ?? {};
  const mayJoin = (home: string) => {
    if (from === 'All') return true;
    if (from === 'Same') return home === namespace;
    return from === 'Selector' && selects(selector, { 'kubernetes.io/metadata.name': home, ...mesh.namespace(home).labels });
  };
  return mesh.of('gateway.networking.k8s.io/ListenerSet').filter((set) => {
    const { parentRef } = set.spec;
    return parentRef.name === name && (parentRef.namespace ?? set.namespace) === namespace && mayJoin(set.namespace);
  });
}

function listenersOfGateway(mesh: Mesh, gateway: MeshObject<GatewaySpec>): Listener[] {
  const services = servicesOf(mesh, gateway);
  const owned = [gateway, ...listenerSetsOf(mesh, gateway)].flatMap((owner) =>
    (owner.spec.listeners ?? []).map((spec, index) => ({ owner: owner as MeshObject, spec: spec as ListenerSpec, index })),
  );
  const accepted: ListenerSpec[] = [];
  return owned.flatMap(({ owner, spec, index }) => {
    if (accepted.some((other) => conflict(spec, other))) return [];
    accepted.push(spec);
    return [
      {
        owner,
        spec,
        index,
        internalName: `${owner.name}~istio-autogenerated-k8s-gateway~${spec.name}`,
        hosts: hostsOf(mesh, spec, owner.namespace),
        kinds: kindsOf(spec),
        services,
        isManaged: isManaged(gateway),
        isOpened: PROTOCOLS.has(spec.protocol) && isTlsUsable(mesh, spec, owner),
      },
    ];
  });
}

/** The listeners of all Gateways of the Gateway API that istiod runs. */
export function listenersOf(mesh: Mesh): readonly Listener[] {
  return mesh.once('listeners of the gateway api', () =>
    mesh
      .of('gateway.networking.k8s.io/Gateway')
      .filter(({ spec }) => isRoutingClass(mesh, spec.gatewayClassName))
      .flatMap((gateway) => listenersOfGateway(mesh, gateway)),
  );
}
