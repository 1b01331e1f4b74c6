import type { Mesh, Workload } from '../../model';
import type { Report, Rule } from '../rule';
import { isAmbientWorkload } from './ambient';
import { isPodInMesh } from './in-mesh';

const KIND = 'security.istio.io/AuthorizationPolicy';

function* find(mesh: Mesh): Iterable<Report> {
  const isReached = (one: Workload) => isPodInMesh(one, mesh) || isAmbientWorkload(one);
  const inhabited = new Set(mesh.workloads.filter(isReached).map(({ namespace }) => namespace));
  for (const on of mesh.of(KIND)) {
    const { namespace } = on;
    const isMeshWide = namespace === mesh.settings.rootNamespace;
    const labels = on.spec.selector?.matchLabels ?? {};
    if (on.spec.selector === undefined) {
      if (isMeshWide || inhabited.has(namespace)) continue;
      yield { on, problem: 'is for a namespace without a workload of the mesh' };
    } else if (!mesh.workloadsWith(labels, isMeshWide ? undefined : namespace).some(isReached)) {
      const where = isMeshWide ? 'the mesh' : `namespace ${namespace}`;
      yield { on, field: 'spec.selector.matchLabels', problem: `picks no workload of the mesh in ${where}`, got: labels };
    }
  }
}

export const policyWithoutWorkload: Rule = {
  code: 'IST0127',
  level: 'warning',
  title: 'AuthorizationPolicy that is for no workload',
  explanation:
    'No pod that has a proxy, or that is ambient, is in the reach of the policy. What it allows or denies is not enforced anywhere.',
  fix: 'correct the labels of the selector, put the policy into the namespace of the workload, or take the workload into the mesh',
  kiali: ['KIA0004'],
  find,
};
