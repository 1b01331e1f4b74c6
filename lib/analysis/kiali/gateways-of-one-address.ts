import { grouped } from '../../core/grouped';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  const addresses = mesh.of('gateway.networking.k8s.io/Gateway').flatMap((on) =>
    (on.spec.addresses ?? []).map(({ type = 'IPAddress', value = '' }, i) => ({
      on,
      field: `spec.addresses[${i}].value`,
      type,
      value,
    })),
  );
  const given = addresses.filter(({ value }) => value !== '');
  for (const all of grouped(given, ({ type, value }) => `${type} ${value}`).values()) {
    const [first, second] = [...new Set(all.map(({ on }) => on))];
    if (first === undefined || second === undefined) continue;
    for (const { on, field, value } of all) {
      const other = on === first ? second : first;
      yield { on, field, problem: `is an address of Gateway ${other.namespace}/${other.name} too`, got: value };
    }
  }
}

export const gatewaysOfOneAddress: Rule = {
  code: 'KIA1502',
  level: 'warning',
  title: 'Two Gateways with one address',
  explanation: 'Two Gateways of the Gateway API ask for one address. One of them gets it, and the other is not reached.',
  fix: 'give each Gateway an address of its own, or put their listeners into one',
  find,
};
