/** Each value once, in the order of their first. */
export function once<Value extends object>(values: readonly Value[]): Value[] {
  const keys = values.map((value) => JSON.stringify(value));
  return values.filter((_, i) => keys.indexOf(keys[i]!) === i);
}
