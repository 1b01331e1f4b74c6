import { isTree, type Tree } from '../../core/tree';
import { BadInput } from '../bad-input';

/** Paths below the spec whose values stay text, whatever they look like. */
const TEXTS = [
  'values.compatibilityVersion',
  'tag',
  'values.global.tag',
  'meshConfig.defaultConfig.proxyMetadata.',
  'values.meshConfig.defaultConfig.proxyMetadata.',
  'compatibilityVersion',
];

function typed(text: string): unknown {
  if (/^[+-]?\d+$/.test(text)) return BigInt(text);
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (/^(t|T|true|TRUE|True)$/.test(text)) return true;
  if (/^(f|F|false|FALSE|False)$/.test(text)) return false;
  return text.replaceAll('\\,', ',');
}

/** The segments of a path of istioctl: `a.b`, `a[0].b`, `a.[name:x].b`, with `\.` for a dot in a key. */
export function segmentsOf(path: string): string[] {
  return path
    .split(/(?<!\\)\./)
    .filter((segment) => segment !== '')
    .map((segment) => segment.replaceAll('\\.', '.'))
    .flatMap((segment) => {
      const bracket = segment.indexOf('[');
      return bracket > 0 ? [segment.slice(0, bracket), segment.slice(bracket)] : [segment];
    });
}

const placeIn = (segment: string | undefined) => /^\[(.*)\]$/s.exec(segment ?? '')?.[1];

class Flag {
  constructor(private readonly flag: string) {}

  private fail(problem: string, fix: string): never {
    throw new BadInput(`--set ${this.flag}`, [{ field: 'the path', problem, fix }]);
  }

  set(under: unknown, [segment, ...rest]: readonly string[], value: unknown): unknown {
    if (segment === undefined) return value;
    const place = placeIn(segment);
    if (place === undefined) {
      if (under !== undefined && under !== null && !isTree(under)) this.fail(`goes into a value at ${segment}`, 'shorten it');
      const map = (under ?? {}) as Tree;
      return { ...map, [segment]: this.set(map[segment], rest, value) };
    }
    if (under !== undefined && !Array.isArray(under)) this.fail(`has ${segment} where there is no list`, 'use keys');
    const list = (under ?? []) as readonly unknown[];
    const index = this.index(list, place);
    const entry = this.set(list[index], rest, value);
    return index >= list.length ? [...list, entry] : list.with(index, entry);
  }

  private index(list: readonly unknown[], place: string): number {
    if (/^-?\d+$/.test(place)) return Number(place) < 0 ? list.length : Number(place);
    const [key = '', ...value] = place.split(':');
    const found = list.findIndex((entry) => isTree(entry) && entry[key] === value.join(':'));
    return found >= 0 ? found : this.fail(`finds no [${place}]`, 'name an entry that is in the list');
  }
}

/**
 * The spec of an IstioOperator with what a `--set` option of istioctl says of it.
 * @throws BadInput where the path leads nowhere
 */
export function withSetFlag(spec: Tree, flag: string): Tree {
  const [path = '', ...rest] = flag.split('=');
  if (rest.length === 0) {
    throw new BadInput(`--set ${flag}`, [{ field: 'the option', problem: 'has no value', fix: 'write path=value' }]);
  }
  const text = rest.join('=').trim();
  const value = TEXTS.some((prefix) => path.trim().startsWith(prefix)) ? text : typed(text);
  return new Flag(flag).set(spec, segmentsOf(path.trim()), value) as Tree;
}
