import { closest, distance } from 'fastest-levenshtein';

/** How many letters may differ for one name to be taken for another. */
const MISSPELT = 3;

/** What to write instead of a field that is not known. */
export function nearestField(name: string, fields: readonly string[]): string {
  if (fields.length === 0) return 'remove it';
  const camelCase = name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
  const nearest = closest(camelCase, fields);
  return distance(camelCase, nearest) <= MISSPELT ? `did you mean ${nearest}?` : `remove it, or use one of ${fields.join(', ')}`;
}
