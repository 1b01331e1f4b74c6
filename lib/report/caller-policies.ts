import type { Mesh, Workload } from '../model';
import { patternCondition, testOf } from './condition';

const OF_SOURCE = /^source\.(principal|serviceAccount)$/;

/** Patterns of identities that AuthorizationPolicies tell apart. */
function identityPatterns(mesh: Mesh): readonly string[] {
  return mesh.once('identities in policies', () => [
    ...new Set(
      mesh
        .of('security.istio.io/AuthorizationPolicy')
        .flatMap(({ spec }) =>
          (spec.rules ?? []).flatMap(({ from = [], when = [] }) => [
            ...from.flatMap(({ source = {} }) => [
              ...(source.principals ?? []),
              ...(source.notPrincipals ?? []),
              ...(source.serviceAccounts ?? []),
              ...(source.notServiceAccounts ?? []),
            ]),
            ...when.flatMap(({ key, values = [], notValues = [] }) => (OF_SOURCE.test(key) ? [...values, ...notValues] : [])),
          ]),
        ),
    ),
  ]);
}

/** The same text for workloads of one namespace that policies cannot tell apart by their identity. */
export function identityKey(mesh: Mesh, { namespace, serviceAccount }: Workload): string {
  const forms = [
    `${mesh.settings.trustDomain}/ns/${namespace}/sa/${serviceAccount}`,
    `cluster.local/ns/${namespace}/sa/${serviceAccount}`,
    `${namespace}/${serviceAccount}`,
    serviceAccount,
  ];
  return identityPatterns(mesh)
    .map((pattern) => forms.map((form) => Number(testOf(patternCondition('authority', pattern))(form))).join(''))
    .join();
}
