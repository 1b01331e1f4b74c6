import { distance } from 'fastest-levenshtein';

/** How many letters may differ for one name to be taken for another. */
const MISSPELT = 3;

/** The one of the names that was meant by another; undefined where none is near, or where as much of it would be wrong as right. */
export function nearName(name: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.min(MISSPELT, Math.floor(name.length / 2)) + 1;
  for (const one of names) {
    if (one === name || Math.abs(one.length - name.length) >= least) continue;
    const differing = distance(name, one);
    if (differing < least) [nearest, least] = [one, differing];
  }
  return nearest;
}
