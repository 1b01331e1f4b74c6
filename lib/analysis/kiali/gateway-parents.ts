import type { Mesh, MeshObject, Specs } from '../../model';
import { hostnamesOf } from '../../model/gateway-api/attachments';
import { kindsOf, type ListenerSpec } from '../../model/gateway-api/listeners';
import { hostsMeet } from '../../model/hosts';
import { selects } from '../../model/label-selector';
import type { Report } from '../rule';

const GROUP = 'gateway.networking.k8s.io';
const ROUTES = [`${GROUP}/HTTPRoute`, `${GROUP}/GRPCRoute`, `${GROUP}/TCPRoute`, `${GROUP}/TLSRoute`] as const;

export type KubernetesGateway = MeshObject<Specs['gateway.networking.k8s.io/Gateway']>;
export type KubernetesRoute = MeshObject<Specs[(typeof ROUTES)[number]]>;

/** All routes of the Gateway API. */
export function kubernetesRoutes(mesh: Mesh): readonly KubernetesRoute[] {
  return ROUTES.flatMap((kind): readonly KubernetesRoute[] => mesh.of(kind));
}

function takesNamespace(mesh: Mesh, { allowedRoutes }: ListenerSpec, home: string, namespace: string): boolean {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'All') return true;
  if (from === 'Same') return namespace === home;
  const labels = { 'kubernetes.io/metadata.name': namespace, ...mesh.namespace(namespace).labels };
  return from === 'Selector' && selector !== undefined && selects(selector, labels);
}

/** Routes of other protocols than these are those of other controllers and of waypoints. */
const PROTOCOLS: ReadonlySet<string> = new Set(['HTTP', 'HTTPS', 'TLS', 'TCP']);

type ParentRef = NonNullable<KubernetesRoute['spec']['parentRefs']>[number];
type Reason = Pick<Report, 'problem' | 'got' | 'fix' | 'field'>;

/**
 * Why no listener of a Gateway takes a route; undefined where one does. What is named with it stands in the reference, but for hostnames.
 * @param field of the reference
 */
export function whyNotTaken(
  mesh: Mesh,
  gateway: KubernetesGateway,
  route: KubernetesRoute,
  { sectionName, port }: ParentRef,
  field: string,
): Reason | undefined {
  const listeners = gateway.spec.listeners ?? [];
  const place = `${gateway.namespace}/${gateway.name}`;
  const named = listeners.filter(({ name }) => sectionName === undefined || name === sectionName);
  if (named.length === 0 && sectionName !== undefined) {
    const fix = `use one of ${listeners.map(({ name }) => name).join(', ')}`;
    return { field: `${field}.sectionName`, problem: `is no listener of Gateway ${place}`, got: sectionName, fix };
  }
  const onPort = named.filter((listener) => port === undefined || listener.port === port);
  if (onPort.length === 0 && port !== undefined) {
    const fix = `use one of ${[...new Set(named.map((listener) => listener.port))].join(', ')}`;
    return { field: `${field}.port`, problem: `is no port of a listener of Gateway ${place}`, got: port, fix };
  }
  const ofKind = onPort.filter((one) => !PROTOCOLS.has(one.protocol) || kindsOf(one).has(route.kind));
  if (ofKind.length === 0) {
    const problem = `is a Gateway without a listener for ${route.kind}s`;
    return {
      field,
      problem,
      got: place,
      fix: `add a listener of a protocol, and with allowedRoutes.kinds, that take an ${route.kind}`,
    };
  }
  const ofNamespace = ofKind.filter((one) => takesNamespace(mesh, one, gateway.namespace, route.namespace));
  if (ofNamespace.length === 0) {
    const fix = 'add the namespace to allowedRoutes of a listener, or name a listener that takes it';
    return { field, problem: `is a Gateway without a listener for routes of namespace ${route.namespace}`, got: place, fix };
  }
  const hosts = hostnamesOf(route);
  if (ofNamespace.some(({ hostname }) => hosts.some((host) => hostsMeet(hostname || '*', host)))) return undefined;
  const fix = `use a host of its listeners: ${[...new Set(ofNamespace.map(({ hostname }) => hostname))].join(', ')}`;
  return {
    field: 'spec.hostnames',
    problem: `has no host that Gateway ${place} takes of namespace ${route.namespace}`,
    got: hosts,
    fix,
  };
}
