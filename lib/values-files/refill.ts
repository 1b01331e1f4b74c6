import { isTree, type Tree } from '../core/tree';
import type { Fields, Kind } from '../install/kinds/kind';

/** What the charts read as `null` is; `undefined` where that is a number, or a map that may be absent. */
function empty(kind: Kind | undefined, value: unknown): unknown {
  if (kind?.is === 'fields') return kind.always ? refilled(kind, value as Tree, {}) : undefined;
  if (typeof value === 'boolean') return false;
  if (Array.isArray(value)) return [];
  if (isTree(value)) return {};
  return typeof value === 'string' ? '' : undefined;
}

/**
 * The values with an empty one where the user took away, by `null`, what has a default: the charts read the two alike.
 * @param defaults every value that is always there
 */
export function refilled<T extends object>(kind: Fields, defaults: T, values: Tree): T;
export function refilled({ fields }: Fields, defaults: Tree, values: Tree): Tree {
  const result: Record<string, unknown> = { ...values };
  for (const [name, value] of Object.entries(defaults)) {
    const [kind, given] = [fields[name], values[name]];
    if (given === undefined) result[name] = empty(kind, value);
    else if (kind?.is === 'fields' && kind.always && isTree(value) && isTree(given)) result[name] = refilled(kind, value, given);
  }
  return result;
}
