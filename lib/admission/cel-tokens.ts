/** What a piece of an expression is: a name, a name in backticks, a number, a text, bytes, a sign or word of the language, or its end. */
export type TokenKind = 'name' | 'quoted-name' | 'int' | 'uint' | 'float' | 'text' | 'bytes' | 'sign' | 'end';

/** A piece of an expression. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it begins, in characters. */
  readonly at: number;
}

/** Thrown where a text is no expression of CEL. */
export class CelFault extends Error {
  /** @param at where, in characters */
  constructor(
    readonly at: number,
    problem: string,
  ) {
    super(problem);
  }
}

const ESCAPE = String.raw`\\(?:[abfnrtv"'\\?${'`'}]|[0-3][0-7]{2}|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})`;
const TEXT = [
  String.raw`"""(?:${ESCAPE}|[^\\])*?"""`,
  String.raw`'''(?:${ESCAPE}|[^\\])*?'''`,
  String.raw`"(?:${ESCAPE}|[^\\"\n\r])*"`,
  String.raw`'(?:${ESCAPE}|[^\\'\n\r])*'`,
  String.raw`[rR](?:"""[^]*?"""|'''[^]*?'''|"[^"\n\r]*"|'[^'\n\r]*')`,
].join('|');

const BLANK = /(?:[\t \r\n\f]|\/\/[^\n]*)*/uy;
/** The first that fits is taken, so what begins like another one comes before it. */
const KINDS: readonly (readonly [TokenKind, RegExp])[] = [
  ['bytes', new RegExp(`[bB](?:${TEXT})`, 'uy')],
  ['text', new RegExp(TEXT, 'uy')],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/uy],
  ['quoted-name', /`[A-Za-z0-9_./ -]+`/uy],
  ['float', /[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|\.[0-9]+(?:[eE][-+]?[0-9]+)?/uy],
  ['uint', /(?:0x[0-9a-fA-F]+|[0-9]+)[uU]/uy],
  ['int', /0x[0-9a-fA-F]+|[0-9]+/uy],
  ['sign', /==|!=|<=|>=|&&|\|\||[<>[\]{}().,!?:+*/%-]/uy],
];
/** Names that are no names. */
const WORDS = ['in', 'true', 'false', 'null'];

/** Largest whole numbers. */
const LARGEST_INT = 2n ** 63n - 1n;
const LARGEST_UINT = 2n ** 64n - 1n;
const LARGEST_CHARACTER = 0x10ffff;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of KINDS) {
    const found = match(pattern, text, at);
    if (found === undefined) continue;
    return { kind: kind === 'name' && WORDS.includes(found) ? 'sign' : kind, text: found, at };
  }
  throw new CelFault(at, `${JSON.stringify([...text.slice(at, at + 2)][0])} begins nothing of CEL`);
}

/**
 * The pieces of an expression, the last of them its end.
 * @throws CelFault where something is no piece
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = match(BLANK, text, 0)!.length;
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
    at += match(BLANK, text, at)!.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function isCharacter(code: number): boolean {
  return code <= LARGEST_CHARACTER && (code < 0xd800 || code > 0xdfff);
}

/** What is wrong with a text or bytes whose escapes are of the right form. */
function escapeFault({ kind, text }: Token): string | undefined {
  if (/^[bB]?[rR]/.test(text)) return undefined;
  for (const [, plain, code] of text.matchAll(/\\(?:([^uU])|[uU]([0-9a-fA-F]{8}|[0-9a-fA-F]{4}))/g)) {
    if (plain !== undefined) continue;
    if (kind === 'bytes') return 'bytes have no escape for characters';
    if (!isCharacter(Number.parseInt(code!, 16))) return 'an escape stands for no character';
  }
  return undefined;
}

/** What is wrong with the value of a piece; nothing where it has none. */
export function valueFault(token: Token, negative = false): string | undefined {
  const { kind, text } = token;
  if (kind === 'text' || kind === 'bytes') return escapeFault(token);
  if (kind === 'int') return BigInt(text) > LARGEST_INT + (negative ? 1n : 0n) ? 'the number is too large' : undefined;
  if (kind === 'uint') return BigInt(text.slice(0, -1)) > LARGEST_UINT ? 'the number is too large' : undefined;
  if (kind === 'float') return Number.isFinite(Number(text)) ? undefined : 'the number is too large';
  return undefined;
}
