type FieldsOf<T> = T extends unknown ? keyof T : never;

type WithoutOthers<T, Fields extends PropertyKey> = T extends unknown
  ? T & { readonly [Field in Exclude<Fields, keyof T>]?: undefined }
  : never;

/** One of several shapes, as they are: a field that only another of them has cannot be set. */
export type OneShapeOf<T> = WithoutOthers<T, FieldsOf<T>>;
