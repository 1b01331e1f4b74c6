import type { Problem } from '../core/problem';
import { isTree, placeOf, type Tree } from '../core/tree';
import { type Choice, type Fields, fields, type Kind } from '../install/kinds/kind';
import { MESSAGES } from '../install/kinds/messages';
import { nearestFix } from '../install/kinds/nearest-name';
import { goText } from './go-text';

/** What a tree says in the form that the types of the values have, and what is wrong with it. */
export interface Reading {
  readonly tree: Tree;
  readonly unknown: readonly Problem[];
  readonly wrong: readonly Problem[];
}

/** What else may be done about a name that is not known. */
const orIgnored = (fix: string) => `${fix}${fix.endsWith('?') ? '' : ','} or leave it out with --ignore-unknown`;

/** Numbers of `--set` as numbers, at any depth. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  return isTree(value) ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)])) : value;
}

const isWhole = (value: unknown) => typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(value as number) < 1e6);

const DURATION = /^-?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/;

class Reader {
  readonly unknown: Problem[] = [];
  readonly wrong: Problem[] = [];

  constructor(private readonly root: Fields) {}

  read(kind: Kind, value: unknown, place: string): unknown {
    if (value === null) return null;
    switch (kind.is) {
      case 'anything':
        return plain(value);
      case 'fields':
        return this.fields(kind, value, place);
      case 'message':
        return this.fields(fields(MESSAGES[kind.name] ?? {}), value, place);
      case 'map':
        if (!isTree(value)) return this.refuse(place, 'must be a map', value, 'write key: value lines');
        return this.entries(value, (key, entry) => this.read(kind.of, entry, placeOf(place, key)));
      case 'list':
        if (!Array.isArray(value))
          return this.refuse(place, 'must be a list', value, 'write one entry a line, each after a dash');
        return value.map((entry: unknown, i) => this.read(kind.of, entry, placeOf(place, i)));
      case 'choice':
        return this.choice(kind, value, place);
      default:
        return this.scalar(kind.is, value, place);
    }
  }

  private refuse(field: string, problem: string, got: unknown, fix: string): unknown {
    this.wrong.push({ field, problem, got: plain(got), fix });
    return undefined;
  }

  private entries(tree: Tree, change: (key: string, value: unknown) => unknown): Tree {
    return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, change(key, value)]));
  }

  private fields({ fields: known }: Fields, value: unknown, place: string): unknown {
    if (!isTree(value)) return this.refuse(place, 'must be a map', value, `use ${Object.keys(known).join(', ')} in it`);
    const read: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(value)) {
      const kind = Object.hasOwn(known, name) ? known[name] : undefined;
      const at = placeOf(place, name);
      if (kind !== undefined) read[name] = this.read(kind, field, at);
      else
        this.unknown.push({
          field: at,
          problem: 'is unknown',
          got: plain(field),
          fix: orIgnored(nearestFix(name, field, Object.keys(known), this.root)),
        });
    }
    return read;
  }

  private choice({ of, prefixes = [] }: Choice, value: unknown, place: string): unknown {
    const text = typeof value === 'boolean' && Object.hasOwn(of, String(value)) ? String(value) : value;
    if (typeof text === 'string' && (Object.hasOwn(of, text) || prefixes.some((prefix) => text.startsWith(prefix)))) return text;
    const known = Object.keys(of).map((known) => (known === '' ? "''" : known));
    const open = prefixes.map((prefix) => `${prefix}...`);
    const all = [...known, ...open].join(', ');
    const isNumber = typeof value === 'number' || typeof value === 'bigint';
    return this.refuse(place, 'is not one of the values known', value, `use ${all}${isNumber ? ', in quotes' : ''}`);
  }

  private scalar(is: string, value: unknown, place: string): unknown {
    const isNumber = typeof value === 'number' || typeof value === 'bigint';
    if (is === 'boolean') {
      return typeof value === 'boolean'
        ? value
        : this.refuse(place, 'must be true or false', value, 'use one of the two, without quotes');
    }
    if (is === 'number')
      return isNumber ? Number(value) : this.refuse(place, 'must be a number', value, 'use one, without quotes');
    if (is === 'number or text') {
      if (isNumber) return Number(value);
      return typeof value === 'string'
        ? value
        : this.refuse(place, 'must be a number or text', value, 'use for example 1 or "25%"');
    }
    if (is === 'setting' || is === 'printed') {
      if (typeof value === 'boolean') return is === 'printed' ? String(value) : value;
      if (typeof value === 'string') return value;
      return isNumber
        ? goText(value as number | bigint)
        : this.refuse(place, 'must be text', value, 'use text, a number, true or false');
    }
    if (is === 'duration') {
      if (typeof value === 'string' && DURATION.test(value)) return value;
      return this.refuse(place, 'is no length of time', value, 'use for example 10s, 300ms or 1h30m');
    }
    if (typeof value === 'string') return value;
    return isWhole(value) ? String(value) : this.refuse(place, 'must be text', value, 'put it in quotes');
  }
}

/**
 * Reads what a file says.
 * @param root what may stand there
 */
export function readTree(root: Fields, tree: Tree): Reading {
  const reader = new Reader(root);
  return { tree: reader.read(root, tree, '') as Tree, unknown: reader.unknown, wrong: reader.wrong };
}
