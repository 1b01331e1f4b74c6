import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    for (const [i, { name, labels }] of (on.spec.subsets ?? []).entries()) {
      if (Object.keys(labels ?? {}).length === 0) {
        yield { on, field: `spec.subsets[${i}]`, problem: 'has no labels, so it is all pods of the host', got: name };
      }
    }
  }
}

export const subsetWithoutLabels: Rule = {
  code: 'KIA0209',
  level: 'warning',
  title: 'Subset without labels',
  explanation:
    'A subset is the pods of a host that have its labels. Without labels it is all of them, so a route to it is a route to the host.',
  fix: 'add the labels that tell its pods from the others, such as version: v1',
  find,
};
