import { parse } from 'yaml';
import { isTree, type Tree } from '../../core/tree';
import { segmentsOf } from './set-flag';

/** A change at one place of an object; without a value the place is removed. */
export interface OverlayPatch {
  readonly path?: string;
  readonly value?: unknown;
}

/** Thrown where a path leads nowhere. */
export class NoSuchPlace extends Error {}

function isObjectJson(text: string): boolean {
  try {
    return isTree(JSON.parse(text));
  } catch {
    return false;
  }
}

/** A text that is a map of YAML stands for that map, as in istioctl; one of JSON does not. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const looksLikeMap = value.includes('\n') ? value.includes(':') : value.includes(': ');
  if (!looksLikeMap || isObjectJson(value)) return value;
  try {
    const read: unknown = parse(value);
    return isTree(read) ? read : value;
  } catch {
    return value;
  }
}

const inBrackets = (segment: string) => /^\[(.*)\]$/s.exec(segment)?.[1];

/** The place of the entry that a segment picks: `[0]`, `[name:x]` of maps, `[:x]` or `[x]` of texts, as a pattern. */
function indexOf(list: readonly unknown[], segment: string): number {
  const inside = inBrackets(segment);
  if (inside === undefined) throw new NoSuchPlace(`${segment} is no entry of a list`);
  if (/^(-1|\d+)$/.test(inside)) {
    const index = Number(inside);
    return index < 0 || index >= list.length ? list.length : index;
  }
  const [key = '', ...rest] = inside.split(/(?<!\\):/);
  const pattern = new RegExp(key === '' ? rest.join(':') : inside);
  const found = list.findIndex((entry) => (isTree(entry) ? String(entry[key]) === rest.join(':') : pattern.test(String(entry))));
  if (found < 0) throw new NoSuchPlace(`${segment} picks no entry`);
  return found;
}

/** Whether entries that a path names by a field are made where there are none. */
type Making = 'makes entries' | 'finds entries';

function made(segment: string, making: Making): Tree | undefined {
  const [key = '', ...rest] = (inBrackets(segment) ?? '').split(/(?<!\\):/);
  return making === 'makes entries' && key !== '' && rest.length > 0 ? { [key]: rest.join(':') } : undefined;
}

function inList(list: readonly unknown[], segment: string, rest: readonly string[], value: unknown, making: Making): unknown {
  const named = made(segment, making);
  const isThere =
    named === undefined || list.some((entry) => isTree(entry) && Object.keys(named).every((key) => entry[key] === named[key]));
  const removes = rest.length === 0 && value === undefined;
  if (!isThere) return removes ? list : [...list, patched(named, rest, value, making)];
  const index = indexOf(list, segment);
  if (removes) return list.toSpliced(index, 1);
  const entry = patched(list[index] ?? {}, rest, value, making);
  return index >= list.length ? [...list, entry] : list.with(index, entry);
}

function patched(node: unknown, [segment, ...rest]: readonly string[], value: unknown, making: Making): unknown {
  if (segment === undefined) return value;
  if (Array.isArray(node)) return inList(node, segment, rest, value, making);
  if (!isTree(node) || inBrackets(segment) !== undefined) throw new NoSuchPlace(`${segment} stands below what has no such part`);
  if (rest.length === 0 && value === undefined)
    return Object.fromEntries(Object.entries(node).filter(([key]) => key !== segment));
  const absent = rest[0] !== undefined && made(rest[0], making) !== undefined ? [] : {};
  return { ...node, [segment]: patched(node[segment] ?? absent, rest, value, making) };
}

/**
 * The object with a patch of `k8s.overlays` on it.
 * @param making with it, a path may name an entry that only the injector would make
 * @throws NoSuchPlace where the path leads nowhere
 */
export function withOverlay(object: Tree, { path = '', value }: OverlayPatch, making: Making = 'finds entries'): Tree {
  return patched(object, segmentsOf(path), value === null ? undefined : unwrapped(value), making) as Tree;
}
