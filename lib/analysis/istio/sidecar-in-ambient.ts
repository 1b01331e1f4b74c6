import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { isAmbientNamespace, isAmbientWorkload } from './ambient';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/Sidecar')) {
    const { namespace } = on;
    const labels = on.spec.workloadSelector?.labels ?? {};
    if (Object.keys(labels).length > 0) {
      const ambient = mesh.workloadsWith(labels, namespace).find(isAmbientWorkload);
      if (ambient === undefined) continue;
      const problem = `picks ${ambient.kind} ${ambient.name}, which is ambient and has no sidecar`;
      yield { on, field: 'spec.workloadSelector.labels', problem, got: labels };
    } else if (isAmbientNamespace(mesh.namespace(namespace))) {
      yield { on, problem: `is for namespace ${namespace}, which is ambient and has no sidecars` };
    }
  }
}

export const sidecarInAmbient: Rule = {
  code: 'IST0167',
  level: 'warning',
  title: 'Sidecar for what is ambient',
  explanation: 'Pods in ambient mode have no sidecar, so a Sidecar says nothing to them.',
  fix: 'remove the Sidecar, or narrow it to workloads with a sidecar',
  find,
};
