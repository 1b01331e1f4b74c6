import type { Problem } from '../core/problem';

const CONTROL = /(?![\t\u0080-\u009f])\p{Cc}/u;

/** The inside of a quoted text, up to what ends it. */
const QUOTED = String.raw`(?:\\[^]|[^\\)"])*`;
/** What follows the opening bracket of a variable: plain text, or texts in quotes in square brackets. */
const ARGUMENTS = String.raw` *(?:\[ *"|[^ [])${QUOTED}(?:" *, *"${QUOTED})*(?:\)|" *\] *\))`;
const VARIABLE = String.raw`%(?!%)[^%(]*(?:%|\(${ARGUMENTS} *%)`;
const VALUE = new RegExp(`^(?:[^%]|%%|${VARIABLE})*$`);

/** Problems of the value of a header, in which Envoy reads `%NAME%` and `%NAME(arguments)%`. */
export function headerValueProblems(field: string, value: string): Problem[] {
  if (CONTROL.test(value)) {
    return [{ field, problem: 'has a control character', got: value, fix: 'remove it; a header is one line' }];
  }
  if (VALUE.test(value)) return [];
  const fix = 'write %% for a percent sign, and close each variable: %REQ(x-user)%';
  return [{ field, problem: 'has a % that begins no variable of Envoy', got: value, fix }];
}
