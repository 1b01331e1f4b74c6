import type { Mesh } from '../../model';
import { mutualTlsOf } from '../../model/mutual-tls';
import type { Report, Rule } from '../rule';

/** Fields of a source that are read from the certificate of the client. */
const FIELDS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts'] as const;

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    const { rules = [], selector } = on.spec;
    const named = rules.flatMap(({ from = [] }, i) =>
      from.flatMap(({ source = {} }, j) =>
        FIELDS.filter((field) => (source[field] ?? []).length > 0).map((field) => ({
          field: `spec.rules[${i}].from[${j}].source.${field}`,
          got: source[field],
        })),
      ),
    );
    if (named.length === 0) continue;
    const isMeshWide = on.namespace === mesh.settings.rootNamespace;
    const workloads = mesh.workloadsWith(selector?.matchLabels ?? {}, isMeshWide ? undefined : on.namespace);
    const open = workloads.find((one) => one.proxy === 'sidecar' && mutualTlsOf(mesh, one).mode === 'DISABLE');
    if (open === undefined) continue;
    const problem = `is known by mutual TLS alone, which is off for ${open.kind} ${open.namespace}/${open.name}`;
    for (const { field, got } of named) yield { on, field, problem, got };
  }
}

export const needsMutualTls: Rule = {
  code: 'KIA0105',
  level: 'error',
  title: 'Policy that needs mutual TLS where it is off',
  explanation:
    'Who calls is known by the certificate of the caller. Where a PeerAuthentication turns mutual TLS off there is none, so no caller matches the rule.',
  fix: 'let the PeerAuthentication say PERMISSIVE or STRICT, or leave principals and namespaces out of the rule',
  find,
};
