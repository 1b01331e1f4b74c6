import { hostsMeet, isSubsetOf, isWildcard } from '../hosts';
import type { Mesh } from '../mesh';
import { compareText, type MeshObject } from '../mesh-object';
import { entryServices } from '../service';
import type { Specs } from '../specs';
import { MESH_GATEWAY } from '../virtual-service';
import { type Listener, listenersOf } from './listeners';

export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TCPRoute' | 'TLSRoute';
export type RouteObject<Kind extends RouteKind = RouteKind> = MeshObject<Specs[`gateway.networking.k8s.io/${Kind}`]>;
type ParentRef = NonNullable<Specs['gateway.networking.k8s.io/HTTPRoute']['parentRefs']>[number];

const GROUP = 'gateway.networking.k8s.io';

/** A place that a route joins. */
export interface Attachment {
  /** `mesh`, or `<namespace>/<name>` of what istiod makes of a listener. */
  readonly gateway: string;
  /** Host of the listener; empty for any, and in the mesh. */
  readonly listenerHost: string;
  /** Hosts of other listeners that are asked on the same port. */
  readonly otherHosts: readonly string[];
  /** Hosts of the services that the route is for; undefined at gateways, where the route names them. */
  readonly hosts: readonly string[] | undefined;
  /** Port of the services; undefined for all. */
  readonly port: number | undefined;
}

/** Hosts that a route names; `*` where it names none. */
export function hostnamesOf({ spec }: RouteObject): readonly string[] {
  const { hostnames = [] } = spec as { hostnames?: readonly string[] };
  return hostnames.length === 0 ? ['*'] : hostnames;
}

function takesHosts({ hosts }: Listener, route: RouteObject): boolean {
  return hosts.some((text) => {
    const slash = text.indexOf('/');
    const namespace = text.slice(0, slash);
    const isAllowed = namespace === '*' || namespace === route.namespace;
    return isAllowed && hostnamesOf(route).some((host) => hostsMeet(text.slice(slash + 1), host));
  });
}

function atListeners(mesh: Mesh, route: RouteObject, ref: ParentRef): Attachment[] {
  const { kind = 'Gateway', name, namespace = route.namespace, sectionName = '', port } = ref;
  const all = listenersOf(mesh).filter(
    ({ owner }) => owner.kind === kind && owner.name === name && owner.namespace === namespace,
  );
  const joined = all.filter(
    (listener) =>
      (port === undefined || port === listener.spec.port) &&
      (sectionName === '' || sectionName === listener.spec.name) &&
      listener.kinds.has(route.kind) &&
      takesHosts(listener, route),
  );
  return joined.map((listener) => {
    const { hostname = '', port: number, protocol } = listener.spec;
    const besides = all
      .filter(({ spec }) => spec.port === number && spec.protocol === protocol)
      .map(({ spec }) => spec.hostname ?? '');
    return {
      gateway: `${listener.owner.namespace}/${listener.internalName}`,
      listenerHost: hostname,
      otherHosts: besides.filter((host) => host !== hostname),
      hosts: undefined,
      port: undefined,
    };
  });
}

function atService(mesh: Mesh, route: RouteObject, { name, namespace = route.namespace, port, kind }: ParentRef): Attachment[] {
  const found = () => {
    if (kind === 'Service') {
      const isThere = mesh.find('/Service', namespace, name) !== undefined;
      return isThere ? [`${name}.${namespace}.svc.${mesh.settings.domain}`] : undefined;
    }
    const entry = mesh.read('networking.istio.io/ServiceEntry', namespace, name);
    return entry === undefined ? undefined : entryServices(entry, mesh.settings).map(({ host }) => host);
  };
  const hosts = found();
  return hosts === undefined ? [] : [{ gateway: MESH_GATEWAY, listenerHost: '', otherHosts: [], hosts, port }];
}

/** The places that a route joins and that let it in, in the order in which istiod takes them. */
export function attachmentsOf(mesh: Mesh, route: RouteObject): readonly Attachment[] {
  const { parentRefs = [] } = route.spec as { parentRefs?: readonly ParentRef[] };
  const all = parentRefs.flatMap((ref) => {
    const { group = GROUP, kind = 'Gateway' } = ref;
    if (group === GROUP && (kind === 'Gateway' || kind === 'ListenerSet')) return atListeners(mesh, route, ref);
    const isService = (group === '' && kind === 'Service') || (group === 'networking.istio.io' && kind === 'ServiceEntry');
    return isService ? atService(mesh, route, ref) : [];
  });
  return all.sort((a, b) => compareText(a.gateway, b.gateway));
}

/** Whether a host of a route is one of the listener's, and no other listener on the port has a narrower one that holds it. */
export function isIsolated({ listenerHost, otherHosts }: Attachment, host: string): boolean {
  if (listenerHost !== '' && !isWildcard(listenerHost)) return true;
  if (listenerHost !== '' && !hostsMeet(host, listenerHost)) return false;
  return !otherHosts.some((other) => listenerHost.length <= other.length && isSubsetOf(host, other));
}
