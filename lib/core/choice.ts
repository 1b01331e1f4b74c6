import type { Problem } from './problem';

/** Problems of a text that must be one of a few, and was forced past the compiler. Absent and `''` leave the choice to the cluster. */
export function choiceProblems(field: string, value: string | undefined, choices: readonly string[]): Problem[] {
  if (value === undefined || value === '' || choices.includes(value)) return [];
  return [{ field, problem: 'is unknown', got: value, fix: `use one of ${choices.join(', ')}` }];
}
