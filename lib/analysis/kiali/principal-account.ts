import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { namedAccounts } from './principals';

/** Accounts by namespace: those that are made, that pods run as, and the one that each namespace has. */
function accounts(mesh: Mesh): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map([...mesh.namespaces.keys()].map((namespace) => [namespace, new Set(['default'])]));
  const users = mesh.workloads.map(({ namespace, serviceAccount }) => ({ namespace, name: serviceAccount }));
  for (const { namespace, name } of [...mesh.objectsOf('/ServiceAccount'), ...users]) known.get(namespace)?.add(name);
  for (const { namespace, spec } of mesh.of('networking.istio.io/WorkloadEntry')) {
    if (spec.serviceAccount !== undefined) known.get(namespace)?.add(spec.serviceAccount);
  }
  for (const { namespace, name } of mesh.of('gateway.networking.k8s.io/Gateway')) {
    for (const suffix of ['', '-istio', '-istio-waypoint']) known.get(namespace)?.add(`${name}${suffix}`);
  }
  return known;
}

function* find(mesh: Mesh): Iterable<Report> {
  const known = accounts(mesh);
  for (const { on, field, written, namespace, name } of namedAccounts(mesh)) {
    const there = known.get(namespace);
    if (there?.has(name)) continue;
    const problem = there === undefined ? 'names a namespace that does not exist' : 'names an account that does not exist';
    const near = there === undefined ? nearestField(namespace, [...known.keys()]) : nearestField(name, [...there]);
    yield { on, field, problem, got: written, ...(near.startsWith('did you mean') ? { fix: near } : {}) };
  }
}

export const principalAccount: Rule = {
  code: 'KIA0106',
  level: 'error',
  title: 'Principal that nobody is',
  explanation:
    'An AuthorizationPolicy names a service account that no manifest makes and that no workload runs as. No caller matches the rule.',
  fix: 'name the account that the callers run as: serviceAccountName of their pods, default where that is not set',
  find,
};
