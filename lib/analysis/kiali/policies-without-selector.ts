import type { Mesh, MeshObject } from '../../model';
import type { Report, Rule } from '../rule';
import { GENERAL_KINDS } from './general-kinds';

function* find(mesh: Mesh): Iterable<Report> {
  for (const kind of GENERAL_KINDS) {
    for (const namespace of mesh.namespaces.keys()) {
      const general: readonly MeshObject[] = mesh
        .inNamespace(kind, namespace)
        .filter(({ spec: { selector, ...spec } }) => selector === undefined && !('targetRefs' in spec || 'targetRef' in spec));
      if (general.length < 2) continue;
      for (const on of general)
        yield { on, problem: 'is one of several for the whole namespace', got: general.map(({ name }) => name) };
    }
  }
}

export const policiesWithoutSelector: Rule = {
  code: 'KIA0002',
  level: 'error',
  title: 'Several policies for a whole namespace',
  explanation:
    'Two or more PeerAuthentications, or RequestAuthentications, of one namespace have no selector. Of PeerAuthentications the oldest holds alone; RequestAuthentications are put together, so each token has to be right for one of them.',
  fix: 'join them into one, or give all but one a selector',
  find,
};
