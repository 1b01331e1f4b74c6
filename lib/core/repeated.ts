import type { Problem } from './problem';

/** A value and the field in which it stands. */
export interface Placed {
  readonly field: string;
  readonly value: unknown;
}

/** Problems of values that must differ from each other: each that is the same as an earlier one. */
export function repeatedProblems(values: readonly Placed[], fix: string): Problem[] {
  return values.flatMap(({ field, value }, i) => {
    const first = values.find((other) => other.value === value);
    if (first === undefined || first === values[i]) return [];
    return [{ field, problem: `is that of ${first.field} as well`, got: value, fix }];
  });
}
