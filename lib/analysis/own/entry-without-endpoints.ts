import { picks } from '../../core/labels';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/ServiceEntry')) {
    const { resolution, endpoints = [], workloadSelector } = on.spec;
    const labels = workloadSelector?.labels ?? {};
    if (Object.keys(labels).length > 0) {
      const entries = mesh.inNamespace('networking.istio.io/WorkloadEntry', on.namespace).map(({ spec }) => spec.labels);
      const groups = mesh.inNamespace('networking.istio.io/WorkloadGroup', on.namespace).map(({ spec }) => spec.metadata?.labels);
      const isPicked =
        [...entries, ...groups].some((one) => picks(labels, one ?? {})) || mesh.hasWorkloadWith(labels, on.namespace);
      if (isPicked) continue;
      const problem = 'picks no WorkloadEntry and no pods of the namespace';
      yield {
        on,
        field: 'spec.workloadSelector.labels',
        problem,
        got: labels,
        fix: 'correct the labels, or add a WorkloadEntry with them',
      };
    } else if (resolution === 'STATIC' && endpoints.length === 0 && workloadSelector === undefined) {
      yield { on, field: 'spec.resolution', problem: 'takes the endpoints that are listed, and none is', got: resolution };
    }
  }
}

export const entryWithoutEndpoints: Rule = {
  code: 'MESH0502',
  level: 'warning',
  title: 'ServiceEntry that leads nowhere',
  explanation:
    'A ServiceEntry with resolution STATIC has no endpoints, or its workloadSelector picks nothing in its namespace. Its hosts are known, and requests to them get 503.',
  fix: 'add endpoints, or set resolution to DNS or NONE',
  find,
};
