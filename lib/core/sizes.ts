import type { Problem } from './problem';

/** Problems of a list with more entries than the API takes. */
export function sizeProblems(field: string, list: readonly unknown[] | undefined, most: number): Problem[] {
  if (list === undefined || list.length <= most) return [];
  return [{ field, problem: `must have at most ${most} entries`, got: list.length, fix: 'spread them over several objects' }];
}

/** Problems of a list that must not be empty, also of one that was forced past the compiler. */
export function emptyListProblems(field: string, list: readonly unknown[], fix: string): Problem[] {
  return list.length > 0 ? [] : [{ field, problem: 'must have at least one entry', got: list, fix }];
}

/** Problems of a text that must not be empty. */
export function emptyTextProblems(field: string, text: string | undefined, fix: string): Problem[] {
  return text === '' ? [{ field, problem: 'must not be empty', got: text, fix }] : [];
}
