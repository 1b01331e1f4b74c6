import type { Problem } from '../core/problem';
import { regularExpressionProblems } from '../core/regular-expression';
import { readCel } from './cel-expression';
import type { CelPart, CelUse } from './cel-grammar';

/** Functions that Envoy has for expressions: how many arguments they take, the one before a method's name included. */
const FUNCTIONS: ReadonlyMap<string, number> = new Map([
  ...['size', 'int', 'uint', 'double', 'bytes', 'bool', 'timestamp', 'duration', 'dyn', 'type'].map((name) => [name, 1] as const),
  ...['contains', 'startsWith', 'endsWith', 'matches'].map((name) => [name, 2] as const),
]);
/** Functions that can be called as methods too. */
const METHODS = ['size', 'contains', 'startsWith', 'endsWith', 'matches'];
/** Methods of times, which take a time zone or nothing. */
const TIME_METHODS = [
  ...['getFullYear', 'getMonth', 'getDayOfYear', 'getDayOfMonth', 'getDate', 'getDayOfWeek'],
  ...['getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'],
];
/** Functions of the library `re`, `re.extract(...)`, by their numbers of arguments beside `re`. */
const EXPRESSIONS: ReadonlyMap<string, number> = new Map([
  ['extract', 3],
  ['capture', 2],
  ['captureN', 2],
]);

const KNOWN = [...FUNCTIONS.keys(), ...TIME_METHODS, ...[...EXPRESSIONS.keys()].map((name) => `re.${name}`)];

function isKnown({ name, member, args }: Extract<CelUse, { readonly kind: 'call' }>): boolean {
  if (!member) return FUNCTIONS.get(name) === args.length;
  if (args[0]?.name === 're' && EXPRESSIONS.get(name) === args.length - 1) return true;
  return TIME_METHODS.includes(name) ? args.length <= 2 : METHODS.includes(name) && FUNCTIONS.get(name) === args.length;
}

/** The expression in quotes that a call compares with; undefined where it is no text, or one with escapes. */
function pattern(part: CelPart | undefined): string | undefined {
  if (part?.kind !== 'text') return undefined;
  const [, raw, text] = /^([rR]?)(?:"""|'''|"|')([\s\S]*?)(?:"""|'''|"|')$/.exec(part.name ?? '') ?? [];
  return raw === '' && text?.includes('\\') ? undefined : text;
}

function useProblems(field: string, expression: string, use: CelUse): Problem[] {
  if (use.kind === 'loop') {
    const fix = 'compare single entries, has(request.headers.a) for example';
    return [{ field, problem: `has a loop, ${use.name}(), which Envoy refuses`, got: expression, fix }];
  }
  if (use.kind === 'message') {
    if (use.name.startsWith('google.protobuf.')) return [];
    return [
      { field, problem: `makes an object of ${use.name}, which Envoy does not know`, got: expression, fix: 'compare its fields' },
    ];
  }
  if (!isKnown(use)) {
    const fix = `use one of ${KNOWN.join(', ')}, with its own number of arguments`;
    return [{ field, problem: `calls ${use.name}() in a form which Envoy does not know`, got: expression, fix }];
  }
  const compared = use.name === 'matches' ? pattern(use.args[1]) : undefined;
  return compared === undefined ? [] : regularExpressionProblems(field, compared);
}

/** Problems of an expression that istiod takes, but Envoy refuses with all else that came with it: the listener stays as it was. */
export function envoyExpressionProblems(field: string, expression: string): Problem[] {
  return readCel(expression).uses.flatMap((use) => useProblems(field, expression, use));
}
