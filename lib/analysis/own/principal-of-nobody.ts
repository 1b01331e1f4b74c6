import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

const SCHEME = 'spiffe://';
const WHOLE = /^[^/]+\/ns\/[^/]+\/sa\/[^/]+$/;

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    for (const [i, { from = [] }] of (on.spec.rules ?? []).entries()) {
      for (const [j, { source = {} }] of from.entries()) {
        for (const list of ['principals', 'notPrincipals'] as const) {
          for (const [k, got] of (source[list] ?? []).entries()) {
            const field = `spec.rules[${i}].from[${j}].source.${list}[${k}]`;
            if (got.startsWith(SCHEME)) {
              const fix = `write ${got.slice(SCHEME.length)}`;
              yield { on, field, problem: `begins with ${SCHEME}, which Istio adds by itself`, got, fix };
            } else if (!got.includes('*') && !WHOLE.test(got)) {
              yield { on, field, problem: 'has not the form of a name that workloads of the mesh have', got };
            }
          }
        }
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
