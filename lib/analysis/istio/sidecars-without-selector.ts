import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { isAmbientNamespace } from './ambient';

const KIND = 'networking.istio.io/Sidecar';

function* find(mesh: Mesh): Iterable<Report> {
  for (const namespace of mesh.namespaces.values()) {
    if (isAmbientNamespace(namespace)) continue;
    const general = mesh
      .inNamespace(KIND, namespace.name)
      .filter(({ spec }) => Object.keys(spec.workloadSelector?.labels ?? {}).length === 0);
    if (general.length < 2) continue;
    for (const on of general)
      yield { on, problem: 'is one of several for the whole namespace', got: general.map(({ name }) => name) };
  }
}

export const sidecarsWithoutSelector: Rule = {
  code: 'IST0111',
  level: 'error',
  title: 'Several Sidecars for a whole namespace',
  explanation:
    'Two or more Sidecars of one namespace have no workloadSelector. Istio takes one of them, by age and then by name, and ignores the others.',
  fix: 'keep one Sidecar without workloadSelector in a namespace, and give the others one',
  kiali: ['KIA0002'],
  find,
};
