import type { Mesh, MeshObject } from '../../model';
import { mapOf, mapsOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';
import { isLayer7Policy, isLayer7Telemetry } from './layer-7';
import { ambientNamespace } from './waypoints';

/** Objects of a kind that do something with requests. */
type Layer7Objects = (mesh: Mesh) => readonly MeshObject[];

const authorizations: Layer7Objects = (mesh) => mesh.of('security.istio.io/AuthorizationPolicy').filter(isLayer7Policy);
const authentications: Layer7Objects = (mesh) => mesh.of('security.istio.io/RequestAuthentication');
const plugins: Layer7Objects = (mesh) => mesh.of('extensions.istio.io/WasmPlugin');
const telemetries: Layer7Objects = (mesh) => mesh.of('telemetry.istio.io/Telemetry').filter(isLayer7Telemetry);

function isAttached(spec: unknown): boolean {
  const { targetRef, targetRefs } = mapOf(spec);
  return targetRef !== undefined || mapsOf(targetRefs).length > 0;
}

const selectorOf = ({ spec }: MeshObject) => mapOf(spec).selector;

function withoutWaypoint(code: string, what: string, objects: Layer7Objects): Rule {
  function* find(mesh: Mesh): Iterable<Report> {
    for (const on of objects(mesh)) {
      if (isAttached(on.spec) || ambientNamespace(mesh, on.namespace) !== 'without waypoint') continue;
      yield { on, problem: `is about requests, and namespace ${on.namespace} is ambient and has no waypoint` };
    }
  }
  return {
    code,
    level: 'warning',
    title: `${what} in ambient mode without a waypoint`,
    explanation:
      'In ambient mode the node sees connections alone. What is about requests is done by a waypoint, and there is none; a policy that allows something does not allow it then.',
    fix: 'add a waypoint to the namespace, and targetRefs to the object, or keep to what connections show',
    find,
  };
}

function withSelector(code: string, what: string, objects: Layer7Objects): Rule {
  function* find(mesh: Mesh): Iterable<Report> {
    for (const on of objects(mesh)) {
      const selector = selectorOf(on);
      if (selector === undefined || isAttached(on.spec) || ambientNamespace(mesh, on.namespace) !== 'with waypoint') continue;
      yield {
        on,
        field: 'spec.selector',
        problem: 'picks pods, and a waypoint takes what has targetRefs',
        got: mapOf(selector).matchLabels,
      };
    }
  }
  return {
    code,
    level: 'warning',
    title: `${what} with a selector where a waypoint works`,
    explanation:
      'A waypoint does what names it, or a Service behind it, in targetRefs. A selector picks pods, before which in ambient mode nothing sees requests.',
    fix: 'write targetRefs with the Service or the Gateway of the waypoint instead of the selector',
    find,
  };
}

export const authorizationWithoutWaypoint = withoutWaypoint('KIA0109', 'AuthorizationPolicy', authorizations);
export const authenticationWithoutWaypoint = withoutWaypoint('KIA1110', 'RequestAuthentication', authentications);
export const pluginWithoutWaypoint = withoutWaypoint('KIA1111', 'WasmPlugin', plugins);
export const telemetryWithoutWaypoint = withoutWaypoint('KIA1112', 'Telemetry', telemetries);
export const authorizationWithSelector = withSelector('KIA0110', 'AuthorizationPolicy', authorizations);
export const authenticationWithSelector = withSelector('KIA1115', 'RequestAuthentication', authentications);
export const pluginWithSelector = withSelector('KIA1116', 'WasmPlugin', plugins);
export const telemetryWithSelector = withSelector('KIA1117', 'Telemetry', telemetries);
