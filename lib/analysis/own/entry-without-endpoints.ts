import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { picksSomething } from './picks-something';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/ServiceEntry')) {
    const { resolution, endpoints = [], workloadSelector } = on.spec;
    const labels = workloadSelector?.labels ?? {};
    if (Object.keys(labels).length > 0) {
      if (picksSomething(mesh, on.namespace, labels)) continue;
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
