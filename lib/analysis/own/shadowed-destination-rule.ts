import type { Mesh } from '../../model';
import { destinationRuleFor } from '../../model/destination-rules';
import { isWildcard } from '../../model/hosts';
import { isVisible } from '../../model/visibility';
import type { Report, Rule } from '../rule';
import { destinations } from './destinations';
import { isInSidecars } from './http-rules';
import { exportsOf, rulesForHost } from './rules-for-host';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, host, subset } of destinations(mesh)) {
    if (subset === undefined || isWildcard(host) || !isInSidecars(on)) continue;
    const service = mesh.serviceSeenFrom(on.namespace, host);
    const having = rulesForHost(mesh, host).find(
      (rule) =>
        (rule.spec.subsets ?? []).some(({ name }) => name === subset) &&
        rule.spec.workloadSelector === undefined &&
        isVisible(exportsOf(mesh, rule), rule.namespace, on.namespace),
    );
    if (service === undefined || having === undefined) continue;
    const used = destinationRuleFor(mesh, on.namespace, {}, service);
    if (used?.subsets.some(({ name }) => name === subset)) continue;
    const [other] = used?.objects ?? [];
    const subsetOf = `is of DestinationRule ${having.namespace}/${having.name}`;
    yield {
      on,
      field: `${field}.subset`,
      problem:
        other === undefined
          ? `${subsetOf}, where clients of namespace ${on.namespace} do not look`
          : `${subsetOf}, which DestinationRule ${other.namespace}/${other.name} hides from clients of namespace ${on.namespace}`,
      got: subset,
      fix:
        other === undefined
          ? `move the DestinationRule to namespace ${service.namespace}, or to that of the clients`
          : `add the subset to DestinationRule ${other.namespace}/${other.name}, or remove that one`,
    };
  }
}

export const shadowedDestinationRule: Rule = {
  code: 'MESH0203',
  level: 'error',
  title: 'Subset of a DestinationRule that is not the one of the clients',
  explanation:
    'A client follows one DestinationRule: one of its own namespace, however wide its host is, before one of the namespace of the Service, before one of the root namespace; one of any other namespace never. The subset is in another one, so that requests to it end with 503.',
  fix: 'define the subset in the DestinationRule that the clients follow',
  find,
};
