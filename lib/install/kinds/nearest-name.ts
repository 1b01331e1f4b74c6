import { closest, distance } from 'fastest-levenshtein';
import { isTree, placeOf } from '../../core/tree';
import type { Fields } from './kind';

/** Letters that may be wrong in a name that is meant: a third of them. */
const meant = (name: string, known: string) => distance(name.toLowerCase(), known.toLowerCase()) <= Math.ceil(name.length / 3);

function placesOf(name: string, within: Fields, place = ''): string[] {
  return Object.entries(within.fields).flatMap(([key, kind]) => {
    const inside = kind.is === 'fields' ? placesOf(name, kind, placeOf(place, key)) : [];
    return key === name ? [placeOf(place, key), ...inside] : inside;
  });
}

/**
 * What to do about a name that is not known where it stands.
 * @param value what stands there
 * @param siblings names that are known there
 * @param root everything that is known anywhere
 */
export function nearestFix(name: string, value: unknown, siblings: readonly string[], root: Fields): string {
  const inside = isTree(value) ? Object.keys(value) : [];
  if (inside.length > 0 && inside.every((key) => siblings.includes(key))) return `write what is in it without ${name}`;
  const near = siblings.length === 0 ? undefined : closest(name, siblings);
  if (near !== undefined && meant(name, near)) return `did you mean ${near}?`;
  const [elsewhere] = placesOf(name, root).sort((a, b) => a.length - b.length);
  if (elsewhere !== undefined) return `it belongs at ${elsewhere}`;
  return near === undefined ? 'remove it' : `the nearest name is ${near}; use it`;
}
