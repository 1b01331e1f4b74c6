import { isTree, type Tree } from '../../core/tree';

/** Lists that merge entry by entry, and the field that names an entry; any other list replaces. */
const MERGED_LISTS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  imagePullSecrets: 'name',
  topologySpreadConstraints: 'topologyKey',
};

/** `ports` are named by the port of a Service, or of a container. */
function namingField(list: string, entries: readonly unknown[]): string | undefined {
  if (list !== 'ports') return MERGED_LISTS[list];
  return entries.some((entry) => isTree(entry) && 'containerPort' in entry) ? 'containerPort' : 'port';
}

const DIRECTIVE = '$patch';

function mergedList(name: string, original: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  const field = namingField(name, [...original, ...patch]);
  if (field === undefined) return patch;
  const nameOf = (entry: unknown) => (isTree(entry) ? entry[field] : undefined);
  const directive = (entry: unknown) => (isTree(entry) ? entry[DIRECTIVE] : undefined);
  const plain = patch.filter((entry) => directive(entry) === undefined);
  if (patch.some((entry) => directive(entry) === 'replace')) return plain;
  const deleted = patch.filter((entry) => directive(entry) === 'delete').map(nameOf);
  const kept = original.filter((entry) => !deleted.includes(nameOf(entry)));
  const patched = plain.map((entry) => {
    const before = kept.find((other) => nameOf(other) === nameOf(entry));
    return isTree(before) && isTree(entry) ? strategicMerge(before, entry) : entry;
  });
  return ordered(kept, patched, nameOf);
}

/** The entries of a patch keep its order, the others theirs; where the original does not order two, the patch comes first. */
function ordered(original: readonly unknown[], patched: readonly unknown[], nameOf: (entry: unknown) => unknown) {
  const place = (entry: unknown) => original.findIndex((other) => nameOf(other) === nameOf(entry));
  const others = original.filter((entry) => !patched.some((patch) => nameOf(patch) === nameOf(entry)));
  const result: unknown[] = [];
  const rest = [...patched];
  for (const other of others) {
    while (rest.length > 0 && (place(rest[0]) < 0 || place(rest[0]) < place(other))) result.push(rest.shift());
    result.push(other);
  }
  return [...result, ...rest];
}

/** A Kubernetes object with a strategic merge patch on it, as far as istioctl patches: `null` takes away. */
export function strategicMerge(original: Tree, patch: Tree): Tree {
  const { [DIRECTIVE]: directive, ...fields } = patch;
  if (directive === 'replace') return fields;
  if (directive === 'delete') return {};
  const result: Record<string, unknown> = { ...original };
  for (const [name, value] of Object.entries(fields)) {
    const before = result[name];
    if (value === null) delete result[name];
    else if (isTree(value)) result[name] = strategicMerge(isTree(before) ? before : {}, value);
    else if (Array.isArray(value)) result[name] = mergedList(name, Array.isArray(before) ? before : [], value);
    else result[name] = value;
  }
  return result;
}
