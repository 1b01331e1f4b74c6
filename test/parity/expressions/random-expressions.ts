import type { Random } from '../admission/random';

const NAMES = [
  'response',
  'code',
  'request',
  'headers',
  'a',
  'b',
  'x',
  'size',
  'has',
  'all',
  'exists',
  'map',
  'filter',
  'if',
  '_r',
];
const VALUES = [
  ...['1', '400', '1.5', '.5', '1e3', '2u', '0x1f', '-1', '9223372036854775808', '1e400', 'true', 'null'],
  ...[
    "'s'",
    '"t"',
    "r'\\d'",
    "b'x'",
    "'\\n'",
    "'\\q'",
    "'\\u00e4'",
    "'\\ud800'",
    "b'\\u0041'",
    '"""a"b"""',
    "'''a\n'''",
    'a.`b-c`',
  ],
];
const OPERATORS = [' + ', ' - ', '*', ' / ', ' % ', ' == ', ' != ', ' < ', '>=', ' && ', ' || ', ' in '];
const PIECES = [
  ...['.', ',', '(', ')', '[', ']', '{', '}', '"', "'", '\\', '?', ':', '&', '|', '=', '!', '-', '+', '/', '`', '#'],
  ...['1', 'a', ' ', 'in', 'e', 'u', 'x', '0', '\n', 'ü'],
];

/** Random expressions of CEL, of which some are none. */
export class RandomExpressions {
  constructor(private readonly random: Random) {}

  /** One that is grown by the grammar, and broken in places perhaps; or deep, or a heap of pieces. */
  next(): string {
    switch (this.random.below(10)) {
      case 0:
        return Array.from({ length: 1 + this.random.below(8) }, () => this.pick([...PIECES, ...VALUES, ...NAMES])).join('');
      case 1:
        return this.deep(60 + this.random.below(240));
      case 2:
      case 3:
      case 4:
        return this.broken(this.grown(this.random.below(5)));
      default:
        return this.grown(this.random.below(5));
    }
  }

  private pick(list: readonly string[]): string {
    return list[this.random.below(list.length)] as string;
  }

  private grown(depth: number): string {
    if (depth === 0) return this.pick(this.random.below(2) === 0 ? VALUES : NAMES);
    const part = () => this.grown(this.random.below(depth));
    const forms: readonly (() => string)[] = [
      () => `${part()}${this.pick(OPERATORS)}${part()}`,
      () => `${this.pick(['!', '-', '!!', '--'])}${part()}`,
      () => `${part()}.${this.pick(NAMES)}`,
      () => `${part()}[${part()}]`,
      () => `${this.pick(NAMES)}(${part()})`,
      () => `${part()}.${this.pick(NAMES)}(${part()}, ${part()})`,
      () => `(${part()})`,
      () => `[${part()}, ${part()},]`,
      () => `{${part()}: ${part()}}`,
      () => `${part()} ? ${part()} : ${part()}`,
      () => `${this.pick(NAMES)}.${this.pick(['all', 'exists', 'exists_one', 'map', 'filter'])}(x, ${part()})`,
      () => `has(${part()}.f)`,
      () => `${this.pick(['M', 'a.M', '.a.b.M'])}{${this.pick(NAMES)}: ${part()}}`,
    ];
    return forms[this.random.below(forms.length)]!();
  }

  private broken(text: string): string {
    const at = this.random.below(text.length + 1);
    const kept = text.slice(this.random.below(2) === 0 ? at : at + 1);
    return text.slice(0, at) + (this.random.below(3) === 0 ? '' : this.pick(PIECES)) + kept;
  }

  /** What istiod takes up to some depth. */
  private deep(depth: number): string {
    const forms: readonly ((inner: string) => string)[] = [
      (inner) => `(${inner})`,
      (inner) => `${inner}.b`,
      (inner) => `a[${inner}]`,
      (inner) => `${inner} + a`,
      (inner) => `(a - ${inner})`,
      (inner) => `f(${inner})`,
      (inner) => `a.f(${inner})`,
      (inner) => `${inner} && a`,
      (inner) => `[${inner}]`,
      (inner) => `a ? ${inner} : b`,
      (inner) => `a ? b : ${inner}`,
      (inner) => `has(${inner}.b)`,
    ];
    const [one, other] = [forms[this.random.below(forms.length)]!, forms[this.random.below(forms.length)]!];
    let text = 'a';
    for (let i = 0; i < depth; i++) text = (i % 2 === 0 ? one : other)(text);
    return text;
  }
}
