import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { unreached } from './reachability';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, taker, what } of unreached(mesh)) {
    if (what === 'rule') continue;
    const same = what === 'same condition';
    yield {
      on,
      field,
      problem: same ? `is the same as ${taker}` : `asks for a longer prefix of the path than ${taker}, which comes first`,
    };
  }
}

export const ineffectiveMatch: Rule = {
  code: 'IST0131',
  level: 'info',
  title: 'Condition that no request reaches',
  explanation:
    'A condition of a rule is one that an earlier rule has too, or the prefix of its path begins with the prefix of an earlier condition that asks for nothing more.',
  fix: 'put the longer prefix first, or remove the condition',
  find,
};
