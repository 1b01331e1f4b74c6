/** A map of YAML. */
export type Tree = Readonly<Record<string, unknown>>;

/** The way to one value in a tree. */
export type Path = readonly string[];

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The ways to all values of the tree that are no trees.
 * @param whole dotted paths of trees that are taken as they are
 */
export function pathsOf(tree: unknown, whole: readonly string[], at: Path = []): Path[] {
  if (!isTree(tree) || whole.includes(at.join('.'))) return [at];
  return Object.entries(tree).flatMap(([key, value]) => pathsOf(value, whole, [...at, key]));
}

/** The value there; `undefined` where there is none. */
export function valueAt(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), tree);
}

/** A tree with that value alone. */
export function only(tree: unknown, path: Path): Tree {
  return path.reduceRight<unknown>((value, key) => ({ [key]: value }), valueAt(tree, path)) as Tree;
}

/** The tree without that value. */
export function without(tree: unknown, [key, ...rest]: Path): Tree {
  const { [key!]: value, ...others } = tree as Tree;
  return rest.length === 0 ? others : { ...others, [key!]: without(value, rest) };
}

/** Both trees in one; where both have a value, that of the second. Unlike `layer`, it keeps what is `null`. */
export function both(first: Tree, second: Tree): Tree {
  const shared = Object.keys(first).filter((key) => isTree(first[key]) && isTree(second[key]));
  return {
    ...first,
    ...second,
    ...Object.fromEntries(shared.map((key) => [key, both(first[key] as Tree, second[key] as Tree)])),
  };
}
