import type { Labels } from '../../core/labels';
import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh, MeshObject } from '../../model';
import { podFieldPath } from '../pod-field';
import type { Report, Rule } from '../rule';
import { isWaypointThere, type NamedWaypoint, namedWaypoint, USE_WAYPOINT } from './waypoints';

/** A label that names a waypoint. */
interface WaypointLabel {
  readonly on: MeshObject;
  readonly field: string;
  readonly waypoint: NamedWaypoint;
  /** Whether what has the label is ambient. */
  readonly isAmbient: boolean;
}

const MODE = 'istio.io/dataplane-mode';

function* waypointLabels(mesh: Mesh): Iterable<WaypointLabel> {
  const isAmbient = (namespace: string) => mesh.namespace(namespace).labels[MODE] === 'ambient';
  const ambientPods = new Set(mesh.workloads.filter(({ proxy }) => proxy === 'ambient').map(({ namespace }) => namespace));
  function* labelled(
    on: MeshObject,
    labels: Labels,
    namespace: string,
    field: string,
    ambient: boolean,
  ): Iterable<WaypointLabel> {
    const waypoint = namedWaypoint(labels, namespace);
    if (waypoint !== undefined) yield { on, field: `${field}["${USE_WAYPOINT}"]`, waypoint, isAmbient: ambient };
  }
  for (const on of mesh.objectsOf('/Namespace')) {
    yield* labelled(on, on.labels, on.name, 'metadata.labels', isAmbient(on.name) || ambientPods.has(on.name));
  }
  for (const on of [...mesh.objectsOf('/Service'), ...mesh.of('networking.istio.io/ServiceEntry')]) {
    yield* labelled(on, on.labels, on.namespace, 'metadata.labels', isAmbient(on.namespace) || ambientPods.has(on.namespace));
  }
  for (const workload of mesh.workloads) {
    const { object, labels, namespace, proxy } = workload;
    yield* labelled(object, labels, namespace, podFieldPath(workload, 'metadata.labels'), proxy === 'ambient');
  }
}

function* findOutside(mesh: Mesh): Iterable<Report> {
  for (const { on, field, waypoint, isAmbient } of waypointLabels(mesh)) {
    if (!isAmbient) yield { on, field, problem: 'names a waypoint for what is not ambient', got: waypoint.name };
  }
}

export const waypointOutsideAmbient: Rule = {
  code: 'KIA1312',
  level: 'warning',
  title: 'Waypoint for what is not ambient',
  explanation:
    'A waypoint stands before what is in ambient mode. Neither the namespace nor its pods are, so nothing goes through it.',
  fix: 'label the namespace istio.io/dataplane-mode: ambient, or remove the label of the waypoint',
  find: findOutside,
};

function* findMissing(mesh: Mesh): Iterable<Report> {
  const names = mesh.of('gateway.networking.k8s.io/Gateway').map(({ name }) => name);
  for (const { on, field, waypoint } of waypointLabels(mesh)) {
    if (isWaypointThere(mesh, waypoint)) continue;
    const near = nearestField(waypoint.name, names);
    const fix = near.startsWith('did you mean') ? { fix: near } : {};
    yield {
      on,
      field,
      problem: `names a waypoint that namespace ${waypoint.namespace} does not have`,
      got: waypoint.name,
      ...fix,
    };
  }
}

export const missingWaypoint: Rule = {
  code: 'KIA1313',
  level: 'error',
  title: 'Waypoint that does not exist',
  explanation:
    'A label names a waypoint, and there is no Gateway of that name. Requests do not go through a waypoint, and what it should do with them is not done.',
  fix: 'add a Gateway with gatewayClassName istio-waypoint and that name, or set istio.io/use-waypoint-namespace where it is elsewhere',
  find: findMissing,
};
