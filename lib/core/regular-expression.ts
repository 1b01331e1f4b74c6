import type { Problem } from './problem';

/** The longest expression that Istio hands to Envoy, in bytes. */
const LONGEST = 1024;

/** What is wrong with expressions that were asked for before, by their text: one program uses the same few many times. */
const faults = new Map<string, string | undefined>();

function faultOf(expression: string): string | undefined {
  if (faults.has(expression)) return faults.get(expression);
  // Loaded when the first expression is met: most programs have none.
  const { RE2JS } = require('re2js') as typeof import('re2js');
  let fault: string | undefined;
  try {
    RE2JS.compile(expression);
  } catch (error) {
    fault = (error as Error).message;
  }
  faults.set(expression, fault);
  return fault;
}

/** Problems of a regular expression of RE2, which has neither lookahead nor backreferences. */
export function regularExpressionProblems(field: string, expression: string): Problem[] {
  const bytes = Buffer.byteLength(expression);
  if (bytes < 1 || bytes > LONGEST) {
    const fix = 'shorten it, or match by prefix';
    return [{ field, problem: `must have 1 to ${LONGEST} bytes`, got: expression, fix }];
  }
  const fault = faultOf(expression);
  if (fault === undefined) return [];
  const fix = `write it as in https://github.com/google/re2/wiki/Syntax (${fault})`;
  return [{ field, problem: 'is not an expression of RE2', got: expression, fix }];
}
