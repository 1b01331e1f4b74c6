import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type PlacedDestination, placedDestinations } from './destinations';
import { httpRules } from './http-rules';

const keyOf = ({ host, subset = '', port = 0 }: PlacedDestination) => `${host} ${subset} ${port}`;
const isMirror = ({ field }: PlacedDestination) => !field.includes('.route[');

function* find(mesh: Mesh): Iterable<Report> {
  for (const placed of httpRules(mesh)) {
    const all = [...placedDestinations(mesh, placed)];
    const routed = new Set(all.filter((one) => !isMirror(one)).map(keyOf));
    for (const mirror of all.filter(isMirror)) {
      if (routed.has(keyOf(mirror)))
        yield {
          on: placed.on,
          field: mirror.field,
          problem: 'is a destination of the same rule, which gets its requests twice',
          got: mirror.written,
        };
    }
  }
}

export const mirrorToItself: Rule = {
  code: 'MESH0115',
  level: 'warning',
  title: 'Mirror to where the requests go anyway',
  explanation:
    'A copy of each request goes to a destination that answers requests of the same rule: it does the work twice, and what it writes it writes twice.',
  fix: 'name another subset or Service in the mirror',
  find,
};
