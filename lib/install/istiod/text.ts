import { yamlText as printed } from '../../core/yaml-text';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sorted(field)]));
}

/** YAML that depends on what is said alone, not on the order in which the keys of maps were written. */
export function yamlText(value: object): string {
  return printed(sorted(value) as object);
}

/** JSON that depends on what is said alone. */
export function jsonText(value: unknown): string {
  return JSON.stringify(sorted(value), undefined, 2);
}
