/** What a YAML file says. Whole numbers of `--set` are `bigint`, since the charts print them otherwise than those of a file. */
export type Tree = Readonly<Record<string, unknown>>;

/** Whether the value is a map of YAML. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a map is written out in a program; tokens, constructs and the like say of themselves what may be in them. */
export function isWritten(value: unknown): value is Tree {
  return isTree(value) && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);
}

/** Both trees in one: maps merge at any depth, all else of the second replaces that of the first, `null` included. */
export function merged(below: Tree, above: Tree): Tree {
  const result: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = result[key];
    result[key] = isTree(value) && isTree(under) ? merged(under, value) : value;
  }
  return result;
}

/** A tree with one value. */
export function treeOf(path: readonly string[], value: unknown): Tree {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Tree;
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), tree);
}

/** The name of a place in a tree: `a.b[0]`, and `a["b.c"]` where a key has a dot. */
export function placeOf(place: string, key: string | number): string {
  if (typeof key === 'number') return `${place}[${key}]`;
  if (/[.[\]\s]/.test(key) || key === '') return `${place}[${JSON.stringify(key)}]`;
  return place === '' ? key : `${place}.${key}`;
}
