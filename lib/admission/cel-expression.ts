import { CelReader, isSign } from './cel-reader';
import { CelFault, type Token, tokensOf, valueFault } from './cel-tokens';

/** What a part of an expression is, as far as macros ask for it. */
interface Part {
  readonly kind: 'name' | 'selection' | 'other';
  readonly name?: string;
  /** How deep its operations are nested. */
  readonly depth: number;
}

type Rule = 'expr' | 'relation' | 'calc' | 'member';

/** Limits of cel-go. */
const LONGEST = 100_000;
const DEEPEST = 250;

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

const depthOf = (parts: readonly Part[]) => Math.max(0, ...parts.map(({ depth }) => depth));
const operation = (...parts: readonly Part[]): Part => ({ kind: 'other', depth: depthOf(parts) + 1 });

/** Reads an expression by the grammar of CEL, as far as cel-go does before it knows variables and types. */
class Grammar {
  private readonly depths: Record<Rule, number> = { expr: 0, relation: 0, calc: 0, member: 0 };

  constructor(private readonly reader: CelReader) {}

  /** @throws CelFault where the text is no expression */
  whole(): Part {
    const part = this.expr();
    if (this.reader.token.kind !== 'end') this.reader.fail();
    return part;
  }

  /** Reads a rule, of which only so many are inside each other. */
  private within(rule: Rule, read: () => Part): Part {
    this.depths[rule] += 1;
    if (this.depths[rule] > DEEPEST) this.reader.fail('it is nested too deeply');
    const part = read();
    this.depths[rule] -= 1;
    return part;
  }

  private expr(): Part {
    return this.within('expr', () => {
      const condition = this.or();
      if (!this.reader.takes('?')) return condition;
      const yes = this.or();
      this.reader.expect(':');
      return operation(condition, yes, this.expr());
    });
  }

  private or(): Part {
    return this.row('||', () => this.row('&&', () => this.relation(true)));
  }

  private row(sign: string, read: () => Part): Part {
    const first = read();
    if (!this.reader.is(sign)) return first;
    const parts = [first];
    while (this.reader.takes(sign)) parts.push(read());
    return { kind: 'other', depth: depthOf(parts) };
  }

  /** @param chained whether further comparisons belong to this one */
  private relation(chained: boolean): Part {
    return this.within('relation', () => {
      let part = this.calc(0);
      while (chained && this.reader.takes(...COMPARISONS)) {
        part = operation(part, this.relation(false));
      }
      return part;
    });
  }

  /** @param binding how strongly an operator must bind: 0 for all, 1 for products, 2 for none */
  private calc(binding: 0 | 1 | 2): Part {
    return this.within('calc', () => {
      let part = this.unary();
      for (;;) {
        const product = binding < 2 && this.reader.takes(...PRODUCTS);
        if (!product && !(binding === 0 && this.reader.takes(...SUMS))) return part;
        part = operation(part, this.calc(product ? 2 : 1));
      }
    });
  }

  private unary(): Part {
    const sign = ['!', '-'].find((candidate) => this.reader.is(candidate));
    const after = this.reader.ahead(1)?.kind;
    if (sign === undefined || (sign === '-' && (after === 'int' || after === 'float'))) return this.member();
    let twice = true;
    while (this.reader.takes(sign)) twice = !twice;
    const part = this.member(sign === '!');
    return twice ? part : { kind: 'other', depth: part.depth };
  }

  /** @param signed whether a number may begin with `-` */
  private member(signed = true): Part {
    return this.within('member', () => {
      let part = this.primary(signed);
      while (this.reader.is('.', '[')) {
        part = this.reader.takes('[') ? this.index(part) : this.selected(part);
      }
      return part;
    });
  }

  private index(target: Part): Part {
    const index = this.expr();
    this.reader.expect(']');
    return operation(target, index);
  }

  private selected(target: Part): Part {
    this.reader.expect('.');
    const name = this.reader.oneOf('name', 'quoted-name');
    const depth = target.depth + 1;
    if (name.kind !== 'name' || !this.reader.is('(')) return { kind: 'selection', depth };
    const parts = this.call();
    if (LOOPS.get(name.text)?.includes(parts.length) === true) this.checkLoop(parts[0]!, name);
    return operation(target, ...parts);
  }

  private checkLoop(variable: Part, name: Token): void {
    if (variable.kind !== 'name') this.reader.fail(`${name.text}() takes the name of a variable first`, name);
    if (variable.name === ACCUMULATOR) this.reader.fail(`no variable can be named ${ACCUMULATOR}`, name);
  }

  /** The arguments of a call. */
  private call(): Part[] {
    this.reader.expect('(');
    const parts: Part[] = [];
    if (this.reader.takes(')')) return parts;
    do parts.push(this.expr());
    while (this.reader.takes(','));
    this.reader.expect(')');
    return parts;
  }

  private primary(signed: boolean): Part {
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
  private entries(end: string, read: () => Part[]): Part {
    const parts: Part[] = [];
    if (!this.reader.is(end, ',')) {
      do parts.push(...read());
      while (!isSign(this.reader.ahead(1), end) && this.reader.takes(','));
    }
    this.reader.takes(',');
    this.reader.expect(end);
    return { kind: 'other', depth: depthOf(parts) };
  }

  private pair(key: () => Part): Part[] {
    const first = key();
    this.reader.expect(':');
    return [first, this.expr()];
  }

  private field(): Part {
    this.reader.oneOf('name', 'quoted-name');
    return { kind: 'other', depth: 0 };
  }

  private named(): Part {
    const dot = this.reader.takes('.') ? '.' : '';
    if (this.beginsMessage()) {
      while (this.reader.take().text !== '{');
      return this.entries('}', () => this.pair(() => this.field()));
    }
    const name = this.reader.oneOf('name');
    if (RESERVED.has(name.text)) this.reader.fail(`${name.text} is a word that nothing can be named by`, name);
    if (!this.reader.is('(')) return { kind: 'name', name: `${dot}${name.text}`, depth: 0 };
    const parts = this.call();
    if (dot !== '' || name.text !== 'has' || parts.length !== 1) return { kind: 'other', depth: depthOf(parts) };
    if (parts[0]!.kind !== 'selection') this.reader.fail('has() takes a field: has(a.b)', name);
    return parts[0]!;
  }

  /** Whether names with dots between them come next, and then an opening brace. */
  private beginsMessage(): boolean {
    let i = 0;
    while (this.reader.ahead(i)?.kind === 'name' && isSign(this.reader.ahead(i + 1), '.')) i += 2;
    return this.reader.ahead(i)?.kind === 'name' && isSign(this.reader.ahead(i + 1), '{');
  }

  private literal(signed: boolean): Part {
    const negative = signed && this.reader.takes('-');
    const { token } = this.reader;
    const known = this.reader.is('true', 'false', 'null') || (token.kind !== 'sign' && token.kind !== 'end');
    if (!known || token.kind === 'quoted-name' || (negative && token.kind !== 'int' && token.kind !== 'float'))
      this.reader.fail();
    const fault = valueFault(token, negative);
    if (fault !== undefined) this.reader.fail(fault);
    this.reader.take();
    return { kind: 'other', depth: 0 };
  }
}

/** What is wrong with an expression of CEL, as istiod reads it: by its grammar and macros, without its variables; undefined for nothing. */
export function celFault(expression: string): string | undefined {
  if ([...expression].length > LONGEST) return `it has more than ${LONGEST} characters`;
  try {
    const { depth } = new Grammar(new CelReader(tokensOf(expression))).whole();
    return depth > DEEPEST ? 'it is nested too deeply' : undefined;
  } catch (error) {
    if (!(error instanceof CelFault)) throw error;
    return `at character ${[...expression.slice(0, error.at)].length + 1}: ${error.message}`;
  }
}
