/**
 * The value, or `undefined` for what the charts take for "not set": an empty text, list or map. `false` and 0 are values.
 */
export function given<T>(value: T): T | undefined {
  if (value === '' || value === null) return undefined;
  if (typeof value === 'object' && Object.keys(value).length === 0) return undefined;
  return value;
}
