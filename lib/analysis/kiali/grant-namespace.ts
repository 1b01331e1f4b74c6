import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { isKnownNamespace, namespaceFix } from './namespace-names';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('gateway.networking.k8s.io/ReferenceGrant')) {
    for (const [i, { namespace }] of (on.spec.from ?? []).entries()) {
      if (namespace === undefined || isKnownNamespace(mesh, namespace)) continue;
      const fix = namespaceFix(mesh, namespace);
      yield { on, field: `spec.from[${i}].namespace`, problem: 'is no namespace that exists', got: namespace, fix };
    }
  }
}

export const grantNamespace: Rule = {
  code: 'KIA1601',
  level: 'error',
  title: 'Grant to a namespace that does not exist',
  explanation:
    'A ReferenceGrant lets objects of a namespace refer to its own, and none of the manifests is in that namespace or makes it.',
  fix: 'name a namespace of the manifests, or add the namespace to them',
  find,
};
