import type { Mesh, Workload } from '../../model';
import type { Report, Rule } from '../rule';
import { isLayer7Policy } from './layer-7';
import { goesThroughWaypoint } from './waypoints';

function passes(mesh: Mesh, workload: Workload): boolean {
  return (
    goesThroughWaypoint(mesh, workload.labels, workload.namespace) ||
    mesh.servicesFor(workload).some(({ object, namespace }) => goesThroughWaypoint(mesh, object.labels, namespace))
  );
}

function* find(mesh: Mesh): Iterable<Report> {
  const reported = new Set<Workload>();
  for (const policy of mesh.of('security.istio.io/AuthorizationPolicy')) {
    const { targetRef, targetRefs = [], selector } = policy.spec;
    if (targetRef !== undefined || targetRefs.length > 0 || !isLayer7Policy(policy)) continue;
    for (const workload of mesh.workloadsWith(selector?.matchLabels ?? {}, policy.namespace)) {
      if (workload.proxy !== 'ambient' || reported.has(workload) || passes(mesh, workload)) continue;
      reported.add(workload);
      const problem = `is ambient without a waypoint, and AuthorizationPolicy ${policy.name} is about its requests`;
      yield { on: workload.object, problem };
    }
  }
}

export const requestsWithoutWaypoint: Rule = {
  code: 'KIA1317',
  level: 'warning',
  title: 'Workload with policies about requests and no waypoint',
  explanation:
    'An AuthorizationPolicy that looks at requests holds for a workload in ambient mode before which no waypoint stands. Rules that look at requests match nothing there.',
  fix: 'put a waypoint before the workload by the label istio.io/use-waypoint on its Service or namespace',
  find,
};
