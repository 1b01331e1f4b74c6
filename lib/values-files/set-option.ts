import { isTree, type Tree } from '../core/tree';
import { BadInput } from './bad-input';

const LARGEST_INDEX = 65536;
const DEEPEST = 30;

/** Reads one `--set` option from left to right. */
class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Takes one character, if it is the next one. */
  take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  /** What comes before the next of these characters, which is taken as well: `''` at the end. A backslash makes the next one ordinary. */
  until(stops: string): { readonly text: string; readonly stop: string } {
    let text = '';
    while (!this.atEnd) {
      const character = this.text[this.at++]!;
      if (stops.includes(character)) return { text, stop: character };
      text += character === '\\' ? (this.text[this.at++] ?? '') : character;
    }
    return { text, stop: '' };
  }
}

/** `true`, `false`, `null` and whole numbers are what they look like; all else is text. */
function typed(text: string): unknown {
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  if (/^null$/i.test(text)) return null;
  if (text === '0') return 0n;
  return /^[+-]?\d+$/.test(text) && !text.startsWith('0') && fitsInt64(BigInt(text)) ? BigInt(text) : text;
}

function fitsInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

class Option {
  private readonly scanner: Scanner;

  constructor(
    private readonly name: string,
    private readonly text: string,
    private readonly asText: boolean,
  ) {
    this.scanner = new Scanner(text);
  }

  /** Sets all that the option says in a copy of the tree. */
  applied(tree: Tree): Tree {
    let result = tree;
    while (!this.scanner.atEnd) result = this.key(result, 0);
    return result;
  }

  private fail(problem: string, fix: string): never {
    throw new BadInput(this.name, [{ field: JSON.stringify(this.text), problem, fix }]);
  }

  private value(text: string): unknown {
    return this.asText ? text : typed(text);
  }

  private key(map: Tree, depth: number): Tree {
    const { text: key, stop } = this.scanner.until('=[,.');
    if (stop === '' || stop === ',') this.fail(`has no value for ${JSON.stringify(key)}`, 'write path=value');
    if (stop === '=') return withKey(map, key, this.assigned());
    const inner = map[key];
    if (stop === '[') {
      const index = this.index();
      if (inner !== undefined && !Array.isArray(inner)) this.fail(`indexes ${key}, which is no list`, 'write the whole list');
      return withKey(map, key, this.item((inner as readonly unknown[] | undefined) ?? [], index, depth));
    }
    if (depth >= DEEPEST) this.fail('is too deep', `use at most ${DEEPEST} keys`);
    if (inner !== undefined && !isTree(inner)) this.fail(`goes into ${key}, which is no map`, 'write the whole map');
    const set = this.key((inner as Tree | undefined) ?? {}, depth + 1);
    if (Object.keys(set).length === 0) this.fail(`has no key after ${key}`, 'write path=value');
    return withKey(map, key, set);
  }

  private index(): number {
    const { text, stop } = this.scanner.until(']');
    const index = Number(text);
    if (stop === '' || !/^[+-]?\d+$/.test(text) || index < 0 || index > LARGEST_INDEX) {
      this.fail(`has an index that is none, ${JSON.stringify(text)}`, `use a number from 0 to ${LARGEST_INDEX}`);
    }
    return index;
  }

  private item(list: readonly unknown[], index: number, depth: number): readonly unknown[] {
    const { text, stop } = this.scanner.until('[.=');
    if (text !== '' || stop === '') this.fail(`has ${JSON.stringify(text)} after an index`, 'write a[0]=value or a[0].b=value');
    const before = list[index] ?? undefined;
    if (stop === '=') return withIndex(list, index, this.assigned());
    if (stop === '[') {
      const next = this.index();
      if (before !== undefined && !Array.isArray(before)) this.fail('indexes what is no list', 'write the whole list');
      return withIndex(list, index, this.item((before as readonly unknown[] | undefined) ?? [], next, depth));
    }
    return withIndex(list, index, this.key(isTree(before) ? before : {}, depth));
  }

  private assigned(): unknown {
    if (this.scanner.atEnd) return '';
    if (!this.scanner.take('{')) return this.value(this.scanner.until(',').text);
    const list: unknown[] = [];
    for (;;) {
      const { text, stop } = this.scanner.until(',}');
      if (stop === '') this.fail('has a list that does not end', 'end it with }');
      list.push(this.value(text));
      if (stop === ',') continue;
      this.scanner.take(',');
      return list;
    }
  }
}

/** A key that is empty sets nothing, as in Helm. */
function withKey(map: Tree, key: string, value: unknown): Tree {
  return key === '' ? map : { ...map, [key]: value };
}

function withIndex(list: readonly unknown[], index: number, value: unknown): readonly unknown[] {
  const longer: unknown[] = Array.from({ length: Math.max(list.length, index + 1) }, (_, i) => list[i] ?? null);
  return longer.with(index, value);
}

/**
 * The tree with what a `--set` option of Helm says: `a.b=1,c[0]=x,d={x,y},e=null`.
 * @param asText whether all values are text, as with `--set-string`
 * @throws BadInput where it cannot be read
 */
export function withSetOption(tree: Tree, option: string, asText = false): Tree {
  return new Option(asText ? '--set-string' : '--set', option, asText).applied(tree);
}
