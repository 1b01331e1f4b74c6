import { CelFault, type Token } from './cel-tokens';

/** The pieces of an expression one after the other. */
export class CelReader {
  private next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** The piece that comes next. */
  get token(): Token {
    return this.tokens[this.next]!;
  }

  /** The piece that comes some pieces later; undefined behind the end. */
  ahead(pieces: number): Token | undefined {
    return this.tokens[this.next + pieces];
  }

  /**
   * @param token where the fault is
   * @throws CelFault always
   */
  fail(problem?: string, { text, kind, at } = this.token): never {
    throw new CelFault(at, problem ?? (kind === 'end' ? 'it ends too early' : `${JSON.stringify(text)} is not expected`));
  }

  /** Goes on to the next piece, and returns the one before it. */
  take(): Token {
    const { token } = this;
    this.next += 1;
    return token;
  }

  /** Whether one of some signs comes next. */
  is(...signs: readonly string[]): boolean {
    return isSign(this.token, ...signs);
  }

  /** Goes on if one of some signs comes next, and says whether it did. */
  takes(...signs: readonly string[]): boolean {
    const there = this.is(...signs);
    if (there) this.next += 1;
    return there;
  }

  /** Goes on to behind a sign. @throws CelFault when another piece comes next */
  expect(sign: string): void {
    if (!this.takes(sign)) this.fail();
  }

  /** Goes on to behind a piece of one of some kinds, and returns it. @throws CelFault when another piece comes next */
  oneOf(...kinds: readonly Token['kind'][]): Token {
    if (!kinds.includes(this.token.kind)) this.fail();
    return this.take();
  }
}

/** Whether a piece is one of some signs. */
export function isSign(token: Token | undefined, ...signs: readonly string[]): boolean {
  return token?.kind === 'sign' && signs.includes(token.text);
}
