import type { Mesh } from '../../model';
import { routes } from '../kiali/routes';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, destinations } of routes(mesh)) {
    const shared = destinations.reduce((sum, { weight = 0 }) => sum + weight, 0);
    if (shared === 0) continue;
    for (const [j, { weight, host }] of destinations.entries()) {
      if (weight !== undefined) continue;
      const fix = shared < 100 ? `add weight: ${100 - shared}` : 'add a weight, or remove the destination';
      yield {
        on,
        field: `${field}[${j}]`,
        problem: 'has no weight, beside destinations that have one, and so gets no requests',
        got: host,
        fix,
      };
    }
  }
}

export const shareOfNothing: Rule = {
  code: 'MESH0118',
  level: 'warning',
  title: 'Destination without a weight beside others with one',
  explanation:
    'A destination without a weight does not get the rest: it counts as one of weight 0, and the others share all requests among themselves.',
  fix: 'add a weight, 0 where no requests are meant',
  find,
};
