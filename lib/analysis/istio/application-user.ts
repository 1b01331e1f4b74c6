import type { Mesh, Workload } from '../../model';
import { mapOf } from '../../model/mesh-object';
import { podFieldPath } from '../pod-field';
import type { Report, Rule } from '../rule';
import { isOfControlPlane } from './control-plane';
import { onceAnObject } from './once-an-object';

const PROXY_USER = 1337;
const OF_ISTIO: readonly unknown[] = ['istio-proxy', 'istio-operator'];

const userOf = (spec: Readonly<Record<string, unknown>>) => mapOf(spec.securityContext).runAsUser;

function* wrongFields(workload: Workload): Iterable<string> {
  if (userOf(workload.pod) === PROXY_USER) yield 'spec.securityContext.runAsUser';
  for (const [i, container] of workload.containers.entries()) {
    if (OF_ISTIO.includes(container.name) || userOf(container) !== PROXY_USER) continue;
    yield `spec.containers[${i}].securityContext.runAsUser`;
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const workload of mesh.workloads) {
    const { object: on, kind, labels } = workload;
    if (isOfControlPlane(labels) && (kind !== 'Deployment' || isOfControlPlane(on.labels))) continue;
    for (const field of wrongFields(workload)) {
      yield { on, field: podFieldPath(workload, field), problem: 'is the user of the proxy', got: PROXY_USER };
    }
  }
}

export const applicationUser: Rule = {
  code: 'IST0144',
  level: 'warning',
  title: 'Application that runs as the user of the proxy',
  explanation:
    'What user 1337 sends is not caught by the proxy, since that is the user of the proxy itself. An application that runs as this user sends around the mesh.',
  fix: 'run the application as another user',
  find: (mesh) => onceAnObject(find(mesh)),
};
