import type { Mesh } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { routes } from './routes';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, destinations } of routes(mesh)) {
    const seen = new Set<string>();
    for (const [i, { host, subset, port }] of destinations.entries()) {
      const key = `${fullHost(host, on.namespace, mesh.settings.domain)} ${subset ?? ''} ${port ?? ''}`;
      if (seen.has(key)) {
        const got = subset === undefined ? host : `${host} ${subset}`;
        yield { on, field: `${field}[${i}].destination`, problem: 'is a destination of the route already', got };
      }
      seen.add(key);
    }
  }
}

export const repeatedDestination: Rule = {
  code: 'KIA1105',
  level: 'warning',
  title: 'One destination twice in a route',
  explanation:
    'A route has two destinations with one host and subset. Their weights add up, and one of them was likely meant for another subset.',
  fix: 'correct the subset of one of them, or join their weights',
  find,
};
