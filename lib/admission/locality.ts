import type { Problem } from '../core/problem';
import type { Placed } from '../core/repeated';

/** Region, zone and subzone; a subzone may have slashes of its own. */
function partsOf(locality: string): string[] {
  const [region = '', zone, ...subzone] = locality.split('/');
  return [region, ...(zone === undefined ? [] : [zone]), ...(subzone.length === 0 ? [] : [subzone.join('/')])];
}

/** Whether every place of the second locality is one of the first. */
function covers(wider: string, narrower: string): boolean {
  const inner = partsOf(narrower);
  return partsOf(wider).every((part, i) => part === '*' || part === inner[i]);
}

/** Problems of one locality: `<region>`, `<region>/<zone>` or `<region>/<zone>/<subzone>`, with a `*` as its end perhaps. */
function localityProblems(field: string, locality: string): Problem[] {
  const star = locality.indexOf('*');
  if (!partsOf(locality).includes('') && (star === -1 || star === locality.length - 1)) return [];
  const fix = 'use <region>/<zone>/<subzone>, from the left as much as needed, with a * as its end perhaps';
  return [{ field, problem: 'is not a locality', got: locality, fix }];
}

/** Localities, each with the field in which it stands. */
export type PlacedLocality = Placed & { readonly value: string };

/**
 * Problems of localities of which one place must find one only.
 * @param ordered whether the first that fits is taken, so that a wider one that ends in `*` may come behind narrower ones
 */
export function localitiesProblems(localities: readonly PlacedLocality[], ordered: boolean): Problem[] {
  return localities.flatMap(({ field, value }, i) => {
    const clash = localities
      .slice(0, i)
      .find((earlier) => covers(earlier.value, value) || (covers(value, earlier.value) && !(ordered && value.endsWith('*'))));
    if (clash === undefined) return localityProblems(field, value);
    const fix = `keep one of the two${ordered ? ', or put the narrower one first' : ''}`;
    return [{ field, problem: `overlaps with ${clash.value}`, got: value, fix }];
  });
}
