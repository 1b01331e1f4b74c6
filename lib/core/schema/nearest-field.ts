import { nearName } from '../near-name';

/** What to write instead of a field that is not known. */
export function nearestField(name: string, fields: readonly string[]): string {
  if (fields.length === 0) return 'remove it';
  const camelCase = name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
  const nearest = fields.includes(camelCase) ? camelCase : nearName(camelCase, fields);
  return nearest === undefined ? `remove it, or use one of ${fields.join(', ')}` : `did you mean ${nearest}?`;
}
