import { picks } from '../../core/labels';
import type { Mesh, MeshObject, Specs } from '../../model';
import type { Report, Rule } from '../rule';
import { sourceValues } from '../source-values';

type Authentication = MeshObject<Specs['security.istio.io/RequestAuthentication']>;

type Policy = MeshObject<Specs['security.istio.io/AuthorizationPolicy']>;

function hasRules({ spec }: Authentication): boolean {
  return (spec.jwtRules ?? []).length > 0;
}

function issuersOf(all: readonly Authentication[]): readonly string[] {
  return [
    ...new Set(all.flatMap(({ spec }) => (spec.jwtRules ?? []).flatMap(({ issuer = '' }) => (issuer === '' ? [] : [issuer])))),
  ];
}

/** Issuers whose tokens somebody checks for the workloads of a policy: for one of them at least. */
function issuersFor(mesh: Mesh, policy: Policy): readonly string[] {
  const { rootNamespace } = mesh.settings;
  const all = mesh.of('security.istio.io/RequestAuthentication').filter(hasRules);
  if (policy.spec.targetRef !== undefined || policy.spec.targetRefs !== undefined || policy.namespace === rootNamespace)
    return issuersOf(all);
  const near = all.filter(({ namespace }) => namespace === policy.namespace || namespace === rootNamespace);
  const labels = policy.spec.selector?.matchLabels ?? {};
  const workloads = mesh.workloadsWith(labels, policy.namespace);
  const checking = near.filter(({ spec }) => {
    const wanted = spec.selector?.matchLabels ?? {};
    return spec.selector === undefined || workloads.length === 0 || workloads.some((workload) => picks(wanted, workload.labels));
  });
  return issuersOf(checking);
}

/** Whether a token of one of the issuers may have a principal: that is issuer/subject, and a * stands for any text at one end. */
function isPossible(principal: string, issuers: readonly string[]): boolean {
  if (principal.startsWith('*')) return true;
  const start = principal.replace(/\*$/, '');
  const isOpen = start !== principal;
  return issuers.some((issuer) => start.startsWith(`${issuer}/`) || (isOpen && `${issuer}/`.startsWith(start)));
}

function* ofOtherIssuers(on: Policy, issuers: readonly string[]): Iterable<Report> {
  for (const { field, value: got } of sourceValues(on, ['requestPrincipals'])) {
    if (isPossible(got, issuers)) continue;
    const fix = `write <issuer>/<subject> with one of the issuers ${issuers.join(', ')}`;
    yield { on, field, problem: 'is of no issuer whose tokens are checked for these workloads', got, fix };
  }
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
    if (fields.length === 0) continue;
    const issuers = issuersFor(mesh, on);
    if (issuers.length > 0) {
      yield* ofOtherIssuers(on, issuers);
      continue;
    }
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
    'requestPrincipals and request.auth are known of a request only when a RequestAuthentication has checked its token. Without one, or with one for other issuers alone, they are never there: an ALLOW rule with them never holds, a DENY rule never denies.',
  fix: 'make a RequestAuthentication with the issuer for the same workloads',
  find,
};
