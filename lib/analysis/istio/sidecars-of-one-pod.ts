import { append } from '../../core/grouped';
import type { Mesh, MeshObject, Workload } from '../../model';
import type { Specs } from '../../model/specs';
import type { Report, Rule } from '../rule';
import { isAmbientWorkload } from './ambient';
import { selectorText } from './selector-text';

type Sidecar = MeshObject<Specs['networking.istio.io/Sidecar']>;

/** Others that are named. */
const SHOWN = 3;

function* find(mesh: Mesh): Iterable<Report> {
  const byWorkload = new Map<Workload, Sidecar[]>();
  for (const sidecar of mesh.of('networking.istio.io/Sidecar')) {
    const labels = sidecar.spec.workloadSelector?.labels ?? {};
    if (Object.keys(labels).length === 0) continue;
    for (const workload of mesh.workloadsWith(labels, sidecar.namespace)) {
      append(byWorkload, workload, sidecar);
    }
  }
  const reported = new Set<Sidecar>();
  for (const [workload, sidecars] of byWorkload) {
    if (sidecars.length < 2 || isAmbientWorkload(workload)) continue;
    for (const on of sidecars) {
      if (reported.has(on)) continue;
      reported.add(on);
      const others = sidecars.slice(0, SHOWN + 1).filter((one) => one !== on);
      const problem = `picks pods of ${workload.kind} ${workload.name}, as Sidecar ${others.map(({ name }) => name).join(', ')} does`;
      yield { on, field: 'spec.workloadSelector.labels', problem, got: selectorText(on.spec.workloadSelector?.labels ?? {}) };
    }
  }
}

export const sidecarsOfOnePod: Rule = {
  code: 'IST0110',
  level: 'error',
  title: 'Several Sidecars for one pod',
  explanation:
    'The selectors of two or more Sidecars of one namespace pick the same pod. Istio takes one of them, by age and then by name, and ignores the others.',
  fix: 'change the selectors so that each pod has one Sidecar, and say there all that it needs',
  kiali: ['KIA0003'],
  find,
};
