import { isTree } from '../../core/tree';
import { same } from './difference';

/** One step of a JSON patch. */
export interface Step {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

const pointer = (path: string, key: string | number) => `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

function ofLists(path: string, before: readonly unknown[], after: readonly unknown[]): Step[] {
  let first = 0;
  while (first < Math.min(before.length, after.length) && same(before[first], after[first])) first += 1;
  let last = 0;
  const shorter = Math.min(before.length, after.length) - first;
  while (last < shorter && same(before[before.length - 1 - last], after[after.length - 1 - last])) last += 1;
  const gone = before.slice(first, before.length - last);
  const come = after.slice(first, after.length - last);
  const both = Math.min(gone.length, come.length);
  return [
    ...come.slice(0, both).flatMap((entry, i) => steps(pointer(path, first + i), gone[i], entry)),
    ...gone.slice(both).map((): Step => ({ op: 'remove', path: pointer(path, first + both) })),
    ...come.slice(both).map((value, i): Step => ({ op: 'add', path: pointer(path, first + both + i), value })),
  ];
}

/** The steps that turn one value into another. */
export function steps(path: string, before: unknown, after: unknown): Step[] {
  if (same(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(path, before, after);
  if (!isTree(before) || !isTree(after)) return [{ op: 'replace', path, value: after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): Step[] => {
    const at = pointer(path, key);
    if (after[key] === undefined) return before[key] === undefined ? [] : [{ op: 'remove', path: at }];
    return before[key] === undefined ? [{ op: 'add', path: at, value: after[key] }] : steps(at, before[key], after[key]);
  });
}
