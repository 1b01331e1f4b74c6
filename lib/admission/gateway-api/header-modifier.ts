import type { Problem } from '../../core/problem';
import { uniqueTextProblems } from './unique-texts';

/** Changes of headers as they stand in YAML, as far as the rules ask. */
export interface HeaderModifierSpec {
  readonly remove?: readonly string[];
}

/** Problems of changes of headers. */
export function headerModifierProblems(field: string, modifier: HeaderModifierSpec | undefined): Problem[] {
  return uniqueTextProblems(`${field}.remove`, modifier?.remove);
}
