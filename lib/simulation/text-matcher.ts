import type { TextMatch } from '../model/virtual-service';

/** Whether a text is one that is looked for. */
export type TextMatcher = (text: string) => boolean;

/** Results of expressions that are remembered, since the same few texts are asked for again and again. */
const REMEMBERED = 256;

/**
 * An expression of RE2 that has to be the whole text.
 * @returns undefined for one that Envoy would refuse
 */
export function expressionMatcher(expression: string): TextMatcher | undefined {
  // Loaded when the first expression is met: most meshes have none.
  const { RE2JS } = require('re2js') as typeof import('re2js');
  let compiled: ReturnType<typeof RE2JS.compile>;
  try {
    compiled = RE2JS.compile(expression);
  } catch {
    return undefined;
  }
  const results = new Map<string, boolean>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = compiled.matches(text);
    if (results.size >= REMEMBERED) results.clear();
    results.set(text, result);
    return result;
  };
}

const never: TextMatcher = () => false;

/** Whether a condition has no value, so that it only asks whether there is a text. */
export function isPresence(match: TextMatch): boolean {
  return (match.exact === undefined && match.prefix === undefined && match.regex === undefined) || match.regex === '*';
}

/** @param ignoreCase for exact texts and prefixes; expressions know themselves */
export function textMatcher({ exact, prefix, regex }: TextMatch, ignoreCase = false): TextMatcher {
  if (exact !== undefined) {
    if (!ignoreCase) return (text) => text === exact;
    const lower = exact.toLowerCase();
    return (text) => text.toLowerCase() === lower;
  }
  if (prefix !== undefined) {
    if (!ignoreCase) return (text) => text.startsWith(prefix);
    const lower = prefix.toLowerCase();
    return (text) => text.toLowerCase().startsWith(lower);
  }
  return regex === undefined ? () => true : (expressionMatcher(regex) ?? never);
}
