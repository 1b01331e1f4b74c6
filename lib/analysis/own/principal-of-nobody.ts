import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { sourceValues } from '../source-values';

const SCHEME = 'spiffe://';
const WHOLE = /^[^/]+\/ns\/[^/]+\/sa\/[^/]+$/;

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    for (const { field, value: got } of sourceValues(on, ['principals', 'notPrincipals'])) {
      if (got.startsWith(SCHEME)) {
        const fix = `write ${got.slice(SCHEME.length)}`;
        yield { on, field, problem: `begins with ${SCHEME}, which Istio adds by itself`, got, fix };
      } else if (!got.includes('*') && !WHOLE.test(got)) {
        yield { on, field, problem: 'has not the form of a name that workloads of the mesh have', got };
      }
    }
  }
}

export const principalOfNobody: Rule = {
  code: 'MESH0406',
  level: 'warning',
  title: 'Principal of a form that no caller has',
  explanation:
    'The name of a workload is its trust domain, namespace and account: cluster.local/ns/shop/sa/web, without spiffe:// before it. No caller has a name of another form, so that the rule holds for nobody.',
  fix: 'write <trust domain>/ns/<namespace>/sa/<account>, or use serviceAccounts with <namespace>/<account>',
  find,
};
