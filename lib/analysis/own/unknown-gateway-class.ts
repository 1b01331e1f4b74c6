import { nearName } from '../../core/near-name';
import type { Mesh } from '../../model';
import { mapsOf, textOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';

/** Classes that istiod makes itself, each where what it is for is turned on. */
const OF_ISTIO = [
  'istio',
  'istio-remote',
  'istio-waypoint',
  'istio-east-west',
  'istio-agentgateway',
  'istio-agentgateway-waypoint',
];

/** Setting of istiod by which its first class has another name. */
const RENAMED = 'PILOT_GATEWAY_API_DEFAULT_GATEWAYCLASS_NAME';

function renamed(mesh: Mesh): string[] {
  return mesh.workloads
    .filter(({ labels }) => labels['app'] === 'istiod')
    .flatMap(({ containers }) => containers.flatMap(({ env }) => mapsOf(env)))
    .flatMap(({ name, value }) => (name === RENAMED ? (textOf(value) ?? []) : []));
}

function* find(mesh: Mesh): Iterable<Report> {
  const gateways = mesh.of('gateway.networking.k8s.io/Gateway');
  if (gateways.length === 0) return;
  const declared = mesh.objectsOf('gateway.networking.k8s.io/GatewayClass').map(({ name }) => name);
  const classes = new Set([...declared, ...OF_ISTIO, ...renamed(mesh)]);
  for (const on of gateways) {
    const got = textOf(on.spec.gatewayClassName);
    if (got === undefined || classes.has(got)) continue;
    const near = nearName(got, classes);
    yield {
      on,
      field: 'spec.gatewayClassName',
      problem: 'is no GatewayClass of the manifests, and none that istiod makes',
      got,
      ...(near === undefined ? { level: 'info' } : { fix: `did you mean ${near}?` }),
    };
  }
}

export const unknownGatewayClass: Rule = {
  code: 'MESH0308',
  level: 'warning',
  title: 'Gateway of a class that does not exist',
  explanation:
    'A Gateway of the Gateway API names a GatewayClass that is not among the manifests and that istiod does not make. Nothing runs such a Gateway, and its routes are nowhere. Where no class has a name like it, it may be one that another controller makes by itself: then it is for information.',
  fix: 'use istio, or add the GatewayClass of the controller that shall run it',
  find,
};
