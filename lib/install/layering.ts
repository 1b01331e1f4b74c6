/**
 * What may be said about values of type `T`: any part of them, at any depth. `null` takes away what a default or a profile
 * sets, where the value may be absent at all.
 */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Overrides<T[K]> | (undefined extends T[K] ? null : never) }
    : T;

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function onto(below: unknown, above: unknown): unknown {
  if (!isMap(above)) return above;
  const merged: Record<string, unknown> = isMap(below) ? { ...below } : {};
  for (const [key, value] of Object.entries(above)) {
    if (value === undefined) continue;
    if (value === null) delete merged[key];
    else merged[key] = onto(merged[key], value);
  }
  return merged;
}

/**
 * Lays values over others, as the official charts do: maps merge key by key at any depth; lists and scalars replace, `false`, 0,
 * `''` and `[]` included; `null` takes the key away; `undefined` says nothing; `{}` adds nothing to a map. The arguments stay as they are.
 * @param defaults the complete values
 * @param layers what differs, the strongest last
 */
export function layer<T extends object>(defaults: T, ...layers: readonly (Overrides<T> | undefined)[]): T {
  return layers.reduce<unknown>((below, above) => (above === undefined ? below : onto(below, above)), defaults) as T;
}
