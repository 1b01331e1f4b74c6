import type { Rule } from '../rule';
import { relativePatches } from './relative-patches';

export const envoyRelative: Rule = {
  code: 'IST0151',
  level: 'warning',
  title: 'EnvoyFilter whose place in the order is not said',
  explanation:
    'The change looks for something that another EnvoyFilter may have added or taken away, and without a priority the order of the two is that of their age. Applied again in another order, they may do something else.',
  fix: 'set spec.priority, or use an operation that does not depend on others, such as INSERT_FIRST',
  find: (mesh) => relativePatches(mesh, false, 'depends on the order of EnvoyFilters, and the EnvoyFilter has no priority'),
};
