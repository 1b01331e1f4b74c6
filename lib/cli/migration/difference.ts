import { isTree, type Tree } from '../../core/tree';
import { ANYTHING, type Kind } from '../../install/kinds/kind';
import { Code } from './literal';

/** Whether two values say the same, whatever the order of keys. */
export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, i) => same(entry, other[i]));
  }
  if (!isTree(one) || !isTree(other)) return Object.is(one, other);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => same(one[key], other[key]));
}

/** `null` where the types know no absence: a key of a map of the user's. */
const REMOVED = new Code('null as never');

/**
 * What has to be laid over the defaults to come to the wanted values: `null` where there is nothing any more.
 * @param kind what may stand there
 */
export function difference(defaults: Tree, wanted: Tree, kind: Kind): Tree {
  const names = new Set([...Object.keys(wanted), ...Object.keys(defaults)]);
  const entries = [...names].flatMap((name): [string, unknown][] => {
    const [before, after] = [defaults[name], wanted[name]];
    if (same(before, after)) return [];
    if (after === undefined) return [[name, kind.is === 'map' ? REMOVED : null]];
    if (!isTree(before) || !isTree(after)) return [[name, after]];
    return [[name, difference(before, after, (kind.is === 'fields' ? kind.fields[name] : undefined) ?? ANYTHING)]];
  });
  return Object.fromEntries(entries);
}
