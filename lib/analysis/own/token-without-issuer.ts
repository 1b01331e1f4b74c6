import { picks } from '../../core/labels';
import type { Mesh, MeshObject, Specs } from '../../model';
import type { Report, Rule } from '../rule';

type Authentication = MeshObject<Specs['security.istio.io/RequestAuthentication']>;

function hasRules({ spec }: Authentication): boolean {
  return (spec.jwtRules ?? []).length > 0;
}

/** Whether somebody checks tokens for the workloads of a policy: for one of them at least. */
function checksTokens(mesh: Mesh, policy: MeshObject<Specs['security.istio.io/AuthorizationPolicy']>): boolean {
  const { rootNamespace } = mesh.settings;
  const all = mesh.of('security.istio.io/RequestAuthentication').filter(hasRules);
  if (policy.spec.targetRef !== undefined || policy.spec.targetRefs !== undefined || policy.namespace === rootNamespace)
    return all.length > 0;
  const near = all.filter(({ namespace }) => namespace === policy.namespace || namespace === rootNamespace);
  const labels = policy.spec.selector?.matchLabels ?? {};
  const workloads = mesh.workloadsWith(labels, policy.namespace);
  return near.some(({ spec }) => {
    const wanted = spec.selector?.matchLabels ?? {};
    return spec.selector === undefined || workloads.length === 0 || workloads.some((workload) => picks(wanted, workload.labels));
  });
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    const fields = (on.spec.rules ?? []).flatMap(({ from = [], when = [] }, i) => [
      ...from.flatMap(({ source }, j) =>
        source?.requestPrincipals === undefined
          ? []
          : [{ field: `spec.rules[${i}].from[${j}].source.requestPrincipals`, got: source.requestPrincipals as unknown }],
      ),
      ...when.flatMap(({ key, values }, j) =>
        key.startsWith('request.auth') && values !== undefined
          ? [{ field: `spec.rules[${i}].when[${j}].key`, got: key as unknown }]
          : [],
      ),
    ]);
    if (fields.length === 0 || checksTokens(mesh, on)) continue;
    for (const { field, got } of fields) {
      yield { on, field, problem: 'asks for a token, and no RequestAuthentication checks one for these workloads', got };
    }
  }
}

export const tokenWithoutIssuer: Rule = {
  code: 'MESH0402',
  level: 'error',
  title: 'Policy about tokens that nobody checks',
  explanation:
    'requestPrincipals and request.auth are known of a request only when a RequestAuthentication has checked its token. Without one they are never there: an ALLOW rule with them never holds, a DENY rule never denies.',
  fix: 'make a RequestAuthentication with the issuer for the same workloads',
  find,
};
