import type { Mesh, Workload } from '../model';
import { type PolicedPods, policiesFor } from '../simulation/server/policed-workload';
import { patternCondition, type Test, testOf } from './condition';

const OF_SOURCE = /^source\.(principal|serviceAccount)$/;

type Policies = ReturnType<typeof policiesFor<'security.istio.io/AuthorizationPolicy'>>;

/** Tests for identities that AuthorizationPolicies tell apart. */
function identityTests(policies: Policies): readonly Test[] {
  const patterns = policies.flatMap(({ spec }) =>
    (spec.rules ?? []).flatMap(({ from = [], when = [] }) => [
      ...from.flatMap(({ source = {} }) => [
        ...(source.principals ?? []),
        ...(source.notPrincipals ?? []),
        ...(source.serviceAccounts ?? []),
        ...(source.notServiceAccounts ?? []),
      ]),
      ...when.flatMap(({ key, values = [], notValues = [] }) => (OF_SOURCE.test(key) ? [...values, ...notValues] : [])),
    ]),
  );
  return [...new Set(patterns)].map((pattern) => testOf(patternCondition('authority', pattern)));
}

/** Makes the same text for workloads that some policies cannot tell apart by their identity. */
export type IdentityKey = (workload: Workload) => string;

function keyBy(mesh: Mesh, tests: readonly Test[]): IdentityKey {
  const known = new Map<string, string>();
  return ({ namespace, serviceAccount }) => {
    const name = `${namespace}/${serviceAccount}`;
    const forms = [`${mesh.settings.trustDomain}/ns/${namespace}/sa/${serviceAccount}`, name, serviceAccount];
    const all = [...forms, `cluster.local/ns/${namespace}/sa/${serviceAccount}`];
    const key = known.get(name) ?? tests.map((test) => all.map((form) => Number(test(form))).join('')).join();
    known.set(name, key);
    return key;
  };
}

/** By all policies of a mesh. */
export function identityKey(mesh: Mesh): IdentityKey {
  return mesh.once('identities in policies', () => keyBy(mesh, identityTests(mesh.of('security.istio.io/AuthorizationPolicy'))));
}

/** By the policies for some pods. */
export function identityKeyFor(mesh: Mesh, pods: readonly PolicedPods[]): IdentityKey {
  const policies = pods.flatMap((one) => policiesFor(mesh, 'security.istio.io/AuthorizationPolicy', one));
  return keyBy(mesh, identityTests([...new Set(policies)]));
}
