import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { routes } from './routes';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, destinations } of routes(mesh)) {
    const [only] = destinations;
    if (destinations.length !== 1 || only?.weight === undefined || only.weight === 100) continue;
    yield { on, field: `${field}[0].weight`, problem: 'is of the only destination, which gets all requests', got: only.weight };
  }
}

export const singleWeight: Rule = {
  code: 'KIA1104',
  level: 'warning',
  title: 'Weight of the only destination',
  explanation:
    'Weights share requests out between the destinations of a route. Where there is one, it gets all of them, whatever its weight says.',
  fix: 'remove the weight, or add the destination for the rest',
  find,
};
