import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { selectorText } from './selector-text';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/Sidecar')) {
    const labels = on.spec.workloadSelector?.labels ?? {};
    if (Object.keys(labels).length === 0 || mesh.hasWorkloadWith(labels, on.namespace)) continue;
    yield { on, field: 'spec.workloadSelector.labels', problem: 'picks no pods of the namespace', got: selectorText(labels) };
  }
}

export const sidecarSelector: Rule = {
  code: 'IST0101',
  level: 'error',
  title: 'Sidecar without pods',
  explanation: 'No pod of its namespace has the labels by which a Sidecar picks workloads, so it changes nothing.',
  fix: 'select labels that pods of the namespace have',
  kiali: ['KIA0004'],
  find,
};
