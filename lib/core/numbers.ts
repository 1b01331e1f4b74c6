import type { Problem } from './problem';

/** The largest count that most fields of Istio's API hold. */
export const LARGEST_INT32 = 2 ** 31 - 1;
/** The largest count that its unsigned fields hold. */
export const LARGEST_UINT32 = 2 ** 32 - 1;

/** Problems of a number that must lie in a range, both ends included. */
export function rangeProblems(field: string, value: number | undefined, least: number, most: number): Problem[] {
  if (value === undefined || (value >= least && value <= most)) return [];
  return [{ field, problem: 'is out of range', got: value, fix: `use a number between ${least} and ${most}` }];
}

/** Problems of a number that must be whole and lie in a range, both ends included. */
export function wholeNumberProblems(field: string, value: number | undefined, least: number, most: number): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  return [
    { field, problem: 'is not a whole number in range', got: value, fix: `use a whole number between ${least} and ${most}` },
  ];
}

/** Problems of a number of things. */
export function countProblems(field: string, value: number | undefined): Problem[] {
  return wholeNumberProblems(field, value, 0, LARGEST_INT32);
}
