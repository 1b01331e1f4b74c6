import { type CelReader, isSign } from './cel-reader';
import { type Token, valueFault } from './cel-tokens';

/** Something that an expression does which not everything that evaluates expressions can do. */
export type CelUse =
  /** Calls a function: `size(a)`, or with its first argument before the name, `a.size()`. */
  | { readonly kind: 'call'; readonly name: string; readonly member: boolean; readonly args: readonly CelPart[] }
  /** Looks at each entry of a list: `a.all(x, x > 1)`. */
  | { readonly kind: 'loop'; readonly name: string }
  /** Makes an object of a type: `a.B{}`. */
  | { readonly kind: 'message'; readonly name: string };

/** What a part of an expression is, as far as macros and calls ask for it. */
export interface CelPart {
  readonly kind: 'name' | 'selection' | 'text' | 'other';
  /** The name, or the text as it is written, with its quotes. */
  readonly name?: string;
  /** How deep its operations are nested. */
  readonly depth: number;
}

type Rule = 'expr' | 'relation' | 'calc' | 'member';

/** How deep cel-go reads. */
export const DEEPEST = 250;

/** Words that no variable and no function can have as its name. */
const RESERVED = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);
/** Macros that take a variable first, by their numbers of arguments. */
const LOOPS: ReadonlyMap<string, readonly number[]> = new Map([
  ['all', [2]],
  ['exists', [2]],
  ['exists_one', [2]],
  ['existsOne', [2]],
  ['map', [2, 3]],
  ['filter', [2]],
]);
const ACCUMULATOR = '__result__';

const COMPARISONS = ['<', '<=', '>=', '>', '==', '!=', 'in'];
const PRODUCTS = ['*', '/', '%'];
const SUMS = ['+', '-'];

const depthOf = (parts: readonly CelPart[]) => Math.max(0, ...parts.map(({ depth }) => depth));
const operation = (...parts: readonly CelPart[]): CelPart => ({ kind: 'other', depth: depthOf(parts) + 1 });

/** Reads an expression by the grammar of CEL, as far as cel-go does before it knows variables and types. */
export class CelGrammar {
  /** What the expression does beside comparing and computing, in the order of its ends. */
  readonly uses: CelUse[] = [];
  private readonly depths: Record<Rule, number> = { expr: 0, relation: 0, calc: 0, member: 0 };

  constructor(private readonly reader: CelReader) {}

  /** @throws CelFault where the text is no expression */
  whole(): CelPart {
    const part = this.expr();
    if (this.reader.token.kind !== 'end') this.reader.fail();
    return part;
  }

  /** Reads a rule, of which only so many are inside each other. */
  private within(rule: Rule, read: () => CelPart): CelPart {
    this.depths[rule] += 1;
    if (this.depths[rule] > DEEPEST) this.reader.fail('it is nested too deeply');
    const part = read();
    this.depths[rule] -= 1;
    return part;
  }

  private expr(): CelPart {
    return this.within('expr', () => {
      const condition = this.or();
      if (!this.reader.takes('?')) return condition;
      const yes = this.or();
      this.reader.expect(':');
      return operation(condition, yes, this.expr());
    });
  }

  private or(): CelPart {
    return this.row('||', () => this.row('&&', () => this.relation(true)));
  }

  private row(sign: string, read: () => CelPart): CelPart {
    const first = read();
    if (!this.reader.is(sign)) return first;
    const parts = [first];
    while (this.reader.takes(sign)) parts.push(read());
    return { kind: 'other', depth: depthOf(parts) };
  }

  /** @param chained whether further comparisons belong to this one */
  private relation(chained: boolean): CelPart {
    return this.within('relation', () => {
      let part = this.calc(0);
      while (chained && this.reader.takes(...COMPARISONS)) {
        part = operation(part, this.relation(false));
      }
      return part;
    });
  }

  /** @param binding how strongly an operator must bind: 0 for all, 1 for products, 2 for none */
  private calc(binding: 0 | 1 | 2): CelPart {
    return this.within('calc', () => {
      let part = this.unary();
      for (;;) {
        const product = binding < 2 && this.reader.takes(...PRODUCTS);
        if (!product && !(binding === 0 && this.reader.takes(...SUMS))) return part;
        part = operation(part, this.calc(product ? 2 : 1));
      }
    });
  }

  private unary(): CelPart {
    const sign = ['!', '-'].find((candidate) => this.reader.is(candidate));
    const after = this.reader.ahead(1)?.kind;
    if (sign === undefined || (sign === '-' && (after === 'int' || after === 'float'))) return this.member();
    let twice = true;
    while (this.reader.takes(sign)) twice = !twice;
    const part = this.member(sign === '!');
    return twice ? part : { kind: 'other', depth: part.depth };
  }

  /** @param signed whether a number may begin with `-` */
  private member(signed = true): CelPart {
    return this.within('member', () => {
      let part = this.primary(signed);
      while (this.reader.is('.', '[')) {
        part = this.reader.takes('[') ? this.index(part) : this.selected(part);
      }
      return part;
    });
  }

  private index(target: CelPart): CelPart {
    const index = this.expr();
    this.reader.expect(']');
    return operation(target, index);
  }

  private selected(target: CelPart): CelPart {
    this.reader.expect('.');
    const name = this.reader.oneOf('name', 'quoted-name');
    const depth = target.depth + 1;
    if (name.kind !== 'name' || !this.reader.is('(')) return { kind: 'selection', depth };
    const parts = this.call();
    if (LOOPS.get(name.text)?.includes(parts.length) === true) this.loop(parts[0]!, name);
    else this.uses.push({ kind: 'call', name: name.text, member: true, args: [target, ...parts] });
    return operation(target, ...parts);
  }

  private loop(variable: CelPart, name: Token): void {
    if (variable.kind !== 'name') this.reader.fail(`${name.text}() takes the name of a variable first`, name);
    if (variable.name === ACCUMULATOR) this.reader.fail(`no variable can be named ${ACCUMULATOR}`, name);
    this.uses.push({ kind: 'loop', name: name.text });
  }

  /** The arguments of a call. */
  private call(): CelPart[] {
    this.reader.expect('(');
    const parts: CelPart[] = [];
    if (this.reader.takes(')')) return parts;
    do parts.push(this.expr());
    while (this.reader.takes(','));
    this.reader.expect(')');
    return parts;
  }

  private primary(signed: boolean): CelPart {
    if (this.reader.takes('(')) {
      const part = this.expr();
      this.reader.expect(')');
      return part;
    }
    if (this.reader.takes('[')) return this.entries(']', () => [this.expr()]);
    if (this.reader.takes('{')) return this.entries('}', () => this.pair(() => this.expr()));
    if (this.reader.is('.') || this.reader.token.kind === 'name') return this.named();
    return this.literal(signed);
  }

  /** What stands in brackets, with a comma at the end perhaps. */
  private entries(end: string, read: () => CelPart[]): CelPart {
    const parts: CelPart[] = [];
    if (!this.reader.is(end, ',')) {
      do parts.push(...read());
      while (!isSign(this.reader.ahead(1), end) && this.reader.takes(','));
    }
    this.reader.takes(',');
    this.reader.expect(end);
    return { kind: 'other', depth: depthOf(parts) };
  }

  private pair(key: () => CelPart): CelPart[] {
    const first = key();
    this.reader.expect(':');
    return [first, this.expr()];
  }

  private field(): CelPart {
    this.reader.oneOf('name', 'quoted-name');
    return { kind: 'other', depth: 0 };
  }

  private named(): CelPart {
    const dot = this.reader.takes('.') ? '.' : '';
    if (this.beginsMessage()) {
      let name = dot;
      while (!this.reader.is('{')) name += this.reader.take().text;
      this.reader.take();
      this.uses.push({ kind: 'message', name });
      return this.entries('}', () => this.pair(() => this.field()));
    }
    const name = this.reader.oneOf('name');
    if (RESERVED.has(name.text)) this.reader.fail(`${name.text} is a word that nothing can be named by`, name);
    if (!this.reader.is('(')) return { kind: 'name', name: `${dot}${name.text}`, depth: 0 };
    const parts = this.call();
    if (dot !== '' || name.text !== 'has' || parts.length !== 1) {
      this.uses.push({ kind: 'call', name: name.text, member: false, args: parts });
      return { kind: 'other', depth: depthOf(parts) };
    }
    if (parts[0]!.kind !== 'selection') this.reader.fail('has() takes a field: has(a.b)', name);
    return parts[0]!;
  }

  /** Whether names with dots between them come next, and then an opening brace. */
  private beginsMessage(): boolean {
    let i = 0;
    while (this.reader.ahead(i)?.kind === 'name' && isSign(this.reader.ahead(i + 1), '.')) i += 2;
    return this.reader.ahead(i)?.kind === 'name' && isSign(this.reader.ahead(i + 1), '{');
  }

  private literal(signed: boolean): CelPart {
    const negative = signed && this.reader.takes('-');
    const { token } = this.reader;
    const known = this.reader.is('true', 'false', 'null') || (token.kind !== 'sign' && token.kind !== 'end');
    if (!known || token.kind === 'quoted-name' || (negative && token.kind !== 'int' && token.kind !== 'float'))
      this.reader.fail();
    const fault = valueFault(token, negative);
    if (fault !== undefined) this.reader.fail(fault);
    this.reader.take();
    return token.kind === 'text' ? { kind: 'text', name: token.text, depth: 0 } : { kind: 'other', depth: 0 };
  }
}
