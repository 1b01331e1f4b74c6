import { distance } from 'fastest-levenshtein';

const SHOWN = 3;

/** `did you mean a, b or c?` of the names that are nearest to one, which itself is none of them; the first of them where none is near. */
export function nearNames(name: string, known: Iterable<string>): string {
  const near = [...new Set(known)]
    .filter((one) => one !== name)
    .map((one) => ({ one, apart: distance(name.toLowerCase(), one.toLowerCase()) - (one.startsWith(name) ? name.length : 0) }))
    .sort((a, b) => a.apart - b.apart)
    .slice(0, SHOWN)
    .map(({ one }) => one);
  const last = near.pop();
  if (last === undefined) return 'there is none in these manifests';
  return `did you mean ${near.length === 0 ? last : `${near.join(', ')} or ${last}`}?`;
}
