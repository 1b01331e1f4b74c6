import { isClaim } from '../../admission/header-names';
import { picks } from '../../core/labels';
import type { Mesh, MeshObject, Workload } from '../../model';
import type { Specs } from '../../model/specs';
import type { Report, Rule } from '../rule';
import { gatewayReferences } from './gateway-references';

/** Where Istio's analyzer takes policies for policies of all namespaces. */
const ROOT = 'istio-system';

const FIELDS = ['headers', 'withoutHeaders'] as const;

interface Claim {
  readonly field: string;
  readonly name: string;
}

/** The first claim of a token by which rules tell requests apart. */
function claimOf({ spec }: MeshObject<Specs['networking.istio.io/VirtualService']>): Claim | undefined {
  for (const [i, { match = [] }] of (spec.http ?? []).entries()) {
    for (const [j, condition] of match.entries()) {
      for (const field of FIELDS) {
        const name = Object.keys(condition[field] ?? {}).find(isClaim);
        if (name !== undefined) return { field: `spec.http[${i}].match[${j}].${field}["${name}"]`, name };
      }
    }
  }
  return undefined;
}

function isChecked(mesh: Mesh, { labels, namespace }: Workload): boolean {
  const policies = [ROOT, namespace].flatMap((home) => mesh.inNamespace('security.istio.io/RequestAuthentication', home));
  return policies.some(({ spec }) => picks(spec.selector?.matchLabels ?? {}, labels));
}

function* find(mesh: Mesh): Iterable<Report> {
  const checked = new Map<Workload, boolean>();
  const lacksCheck = (workload: Workload) => {
    const isKnown = checked.get(workload) ?? isChecked(mesh, workload);
    checked.set(workload, isKnown);
    return !isKnown;
  };
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const claim = claimOf(on);
    if (claim === undefined) continue;
    for (const { gateway, written } of gatewayReferences(mesh, on)) {
      const pods = gateway === undefined ? [] : mesh.workloadsWith(gateway.spec.selector ?? {});
      const unchecked = pods.find(lacksCheck);
      if (unchecked === undefined) continue;
      const { kind, namespace, name } = unchecked;
      const problem = `is a claim that nobody checks at Gateway ${written}: ${kind} ${namespace}/${name} has no RequestAuthentication`;
      yield { on, field: claim.field, problem, got: claim.name };
    }
  }
}

export const uncheckedClaim: Rule = {
  code: 'IST0149',
  level: 'error',
  title: 'Route by a claim of a token that nobody reads',
  explanation:
    'A VirtualService tells requests apart by a claim of their token, and the pods of its Gateway have no RequestAuthentication, so there are no claims and the rule takes no request.',
  fix: 'add a RequestAuthentication for the pods of the gateway, in their namespace or in istio-system',
  find,
};
