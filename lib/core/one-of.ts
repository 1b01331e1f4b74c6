/**
 * Exactly one of the fields of `T`: `OneOf<{ exact: string; prefix: string }>` takes `{ exact: 'a' }` and `{ prefix: 'a' }`, and
 * neither both nor none.
 */
export type OneOf<T> = {
  [Chosen in keyof T]: { readonly [K in Chosen]-?: NonNullable<T[K]> } & { readonly [K in Exclude<keyof T, Chosen>]?: undefined };
}[keyof T];

/** At most one of the fields of `T`. */
export type AtMostOneOf<T> = OneOf<T> | { readonly [K in keyof T]?: undefined };

/** One of the fields of `T` or more. */
export type AtLeastOneOf<T> = {
  [Needed in keyof T]: { readonly [K in Needed]-?: NonNullable<T[K]> } & { readonly [K in Exclude<keyof T, Needed>]?: T[K] };
}[keyof T];

/** A list that cannot be empty. */
export type NonEmpty<T> = readonly [T, ...T[]];
