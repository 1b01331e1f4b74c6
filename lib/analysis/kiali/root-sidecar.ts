import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.inNamespace('networking.istio.io/Sidecar', mesh.settings.rootNamespace)) {
    const labels = on.spec.workloadSelector?.labels ?? {};
    if (Object.keys(labels).length === 0) continue;
    yield { on, field: 'spec.workloadSelector', problem: 'makes it one for pods of the root namespace alone', got: labels };
  }
}

export const rootSidecar: Rule = {
  code: 'KIA1006',
  level: 'warning',
  title: 'Sidecar of the root namespace with a selector',
  explanation:
    'A Sidecar of the root namespace is the default of all namespaces, unless it has a workloadSelector: then it holds for pods of the root namespace alone.',
  fix: 'remove workloadSelector, or move the Sidecar into the namespace of its workload',
  find,
};
