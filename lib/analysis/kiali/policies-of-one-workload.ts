import { append } from '../../core/grouped';
import type { Mesh, MeshObject, Workload } from '../../model';
import type { Report, Rule } from '../rule';
import { GENERAL_KINDS, selecting } from './general-kinds';

function* find(mesh: Mesh): Iterable<Report> {
  for (const kind of GENERAL_KINDS) {
    const byWorkload = new Map<Workload, MeshObject[]>();
    for (const { on, labels } of selecting(mesh, kind)) {
      for (const workload of mesh.workloadsWith(labels, on.namespace)) {
        append(byWorkload, workload, on);
      }
    }
    const reported = new Set<MeshObject>();
    for (const [workload, policies] of byWorkload) {
      for (const on of policies.length < 2 ? [] : policies) {
        if (reported.has(on)) continue;
        reported.add(on);
        const problem = `picks ${workload.kind} ${workload.name}, as others do`;
        yield { on, field: 'spec.selector.matchLabels', problem, got: policies.map(({ name }) => name) };
      }
    }
  }
}

export const policiesOfOneWorkload: Rule = {
  code: 'KIA0003',
  level: 'error',
  title: 'Several policies for one workload',
  explanation:
    'The selectors of two PeerAuthentications, or RequestAuthentications, pick one workload. Of PeerAuthentications the oldest holds alone; RequestAuthentications are put together.',
  fix: 'join them into one, or make their selectors differ',
  find,
};
