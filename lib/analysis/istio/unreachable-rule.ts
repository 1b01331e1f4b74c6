import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { unreached } from './reachability';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, taker, what } of unreached(mesh)) {
    if (what === 'rule') yield { on, field, problem: `takes no request, since ${taker} takes them before` };
  }
}

export const unreachableRule: Rule = {
  code: 'IST0130',
  level: 'warning',
  title: 'Rule that no request reaches',
  explanation:
    'A rule of a VirtualService stands behind one that has no match and so takes every request, or each of its conditions stands in a rule before it.',
  fix: 'move the rule in front of the one that takes its requests, or remove it',
  find,
};
