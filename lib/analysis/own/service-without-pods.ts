import type { Mesh } from '../../model';
import { mapOf, textsOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';
import { picksSomething } from './picks-something';

/** Pods that istiod makes for a Gateway have it, so that no manifest does. */
const OF_GATEWAY = 'gateway.networking.k8s.io/gateway-name';

function* find(mesh: Mesh): Iterable<Report> {
  const inhabited = new Set(mesh.workloads.map(({ namespace }) => namespace));
  for (const on of mesh.objectsOf('/Service')) {
    const selector = textsOf(mapOf(on.spec).selector);
    const isOther = Object.keys(selector).length === 0 || mapOf(on.spec).type === 'ExternalName' || OF_GATEWAY in selector;
    if (isOther || !inhabited.has(on.namespace)) continue;
    if (picksSomething(mesh, on.namespace, selector)) continue;
    yield { on, field: 'spec.selector', problem: 'picks no pods of the namespace', got: selector };
  }
}

export const serviceWithoutPods: Rule = {
  code: 'MESH0803',
  level: 'warning',
  title: 'Service without pods',
  explanation:
    'No workload among the manifests of the namespace has the labels by which a Service picks its pods, and no WorkloadEntry or WorkloadGroup either. Requests to it get 503. A namespace of which the manifests have no workload at all is left alone.',
  fix: 'correct the selector: pods need all of its labels',
  find,
};
