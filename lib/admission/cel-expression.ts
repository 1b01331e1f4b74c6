import { CelGrammar, type CelUse, DEEPEST } from './cel-grammar';
import { CelReader } from './cel-reader';
import { CelFault, tokensOf } from './cel-tokens';

/** Characters that cel-go reads. */
const LONGEST = 100_000;

/** What is known of an expression: what is wrong with it, or what it does. */
export interface ReadExpression {
  /** @default undefined, nothing is wrong */
  readonly fault?: string;
  readonly uses: readonly CelUse[];
}

/** Reads an expression of CEL as istiod does: by its grammar and macros, without its variables, functions and types. */
export function readCel(expression: string): ReadExpression {
  if ([...expression].length > LONGEST) return { fault: `it has more than ${LONGEST} characters`, uses: [] };
  try {
    const grammar = new CelGrammar(new CelReader(tokensOf(expression)));
    const { depth } = grammar.whole();
    return { ...(depth > DEEPEST && { fault: 'it is nested too deeply' }), uses: grammar.uses };
  } catch (error) {
    if (!(error instanceof CelFault)) throw error;
    return { fault: `at character ${[...expression.slice(0, error.at)].length + 1}: ${error.message}`, uses: [] };
  }
}

/** What is wrong with an expression of CEL, as istiod reads it; undefined for nothing. */
export function celFault(expression: string): string | undefined {
  return readCel(expression).fault;
}
