/** Puts a value at the end of the list that a map has for a key. */
export function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** A list by a key of its members, each group in the order of the list. */
export function grouped<Key, Value>(all: Iterable<Value>, keyOf: (one: Value) => Key): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const one of all) append(groups, keyOf(one), one);
  return groups;
}
