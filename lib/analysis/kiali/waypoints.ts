import type { Labels } from '../../core/labels';
import type { Mesh } from '../../model';
import { isAmbientNamespace } from '../istio/ambient';

export const USE_WAYPOINT = 'istio.io/use-waypoint';
const WAYPOINT_NAMESPACE = 'istio.io/use-waypoint-namespace';

/** A Gateway that is to be the waypoint of something. */
export interface NamedWaypoint {
  readonly namespace: string;
  readonly name: string;
}

/** The waypoint that labels name; undefined where they name none. */
export function namedWaypoint(labels: Labels, namespace: string): NamedWaypoint | undefined {
  const name = labels[USE_WAYPOINT];
  return name === undefined || name === '' || name === 'none'
    ? undefined
    : { name, namespace: labels[WAYPOINT_NAMESPACE] ?? namespace };
}

/** Whether the Gateway of a waypoint is among the manifests. */
export function isWaypointThere(mesh: Mesh, { namespace, name }: NamedWaypoint): boolean {
  return mesh.find('gateway.networking.k8s.io/Gateway', namespace, name) !== undefined;
}

function hasWaypoint(mesh: Mesh, labels: Labels, namespace: string): boolean {
  const named = namedWaypoint(labels, namespace);
  return named !== undefined && isWaypointThere(mesh, named);
}

/** The waypoint through which requests to what has these labels go: by its own label before that of its namespace. */
export function waypointOf(mesh: Mesh, labels: Labels, namespace: string): NamedWaypoint | undefined {
  const named = namedWaypoint(labels[USE_WAYPOINT] === undefined ? mesh.namespace(namespace).labels : labels, namespace);
  return named !== undefined && isWaypointThere(mesh, named) ? named : undefined;
}

/** Whether requests to what has these labels go through a waypoint. */
export const goesThroughWaypoint = (mesh: Mesh, labels: Labels, namespace: string): boolean =>
  waypointOf(mesh, labels, namespace) !== undefined;

/** Namespaces in which something goes through a waypoint. */
function withWaypoint(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('namespaces with a waypoint', () => {
    const whole = [...mesh.namespaces.values()].filter(({ name, labels }) => hasWaypoint(mesh, labels, name));
    const services = mesh.services.filter(({ object, namespace }) => hasWaypoint(mesh, object.labels, namespace));
    const workloads = mesh.workloads.filter(({ labels, namespace }) => hasWaypoint(mesh, labels, namespace));
    return new Set([...whole.map(({ name }) => name), ...[...services, ...workloads].map(({ namespace }) => namespace)]);
  });
}

/** Whether a namespace is ambient, and if so, whether anything in it has a waypoint. */
export function ambientNamespace(mesh: Mesh, name: string): 'no' | 'without waypoint' | 'with waypoint' {
  if (!isAmbientNamespace(mesh.namespace(name))) return 'no';
  return withWaypoint(mesh).has(name) ? 'with waypoint' : 'without waypoint';
}
