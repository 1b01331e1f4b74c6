type Fields = Readonly<Record<string, unknown>>;

/** Lists that are merged by the key of their items, and those in the items. All other lists are replaced as a whole. */
interface MergeRules {
  readonly [field: string]: { readonly key: string; readonly items?: MergeRules } | MergeRules;
}

const containers = {
  key: 'name',
  items: {
    ports: { key: 'containerPort' },
    env: { key: 'name' },
    volumeMounts: { key: 'mountPath' },
    volumeDevices: { key: 'devicePath' },
  },
};

const POD: MergeRules = {
  metadata: { ownerReferences: { key: 'uid' } },
  spec: {
    containers,
    initContainers: containers,
    ephemeralContainers: containers,
    volumes: { key: 'name' },
    imagePullSecrets: { key: 'name' },
    hostAliases: { key: 'ip' },
    topologySpreadConstraints: { key: 'topologyKey' },
    schedulingGates: { key: 'name' },
    resourceClaims: { key: 'name' },
  },
};

/**
 * The pod with the patch laid over it as Kubernetes does it in a strategic merge patch: `null` takes a field away, lists that have a
 * merge key are merged item by item, and the order of the patch comes first.
 * @throws Error for an item without the merge key of its list
 */
export function mergeIntoPod<P extends object>(pod: P, patch: object): P {
  return mergeFields(pod as Fields, patch as Fields, POD, '') as P;
}

function mergeFields(original: Fields, patch: Fields, rules: MergeRules, path: string): Fields {
  const merged: Record<string, unknown> = { ...original };
  for (const [name, value] of Object.entries(patch)) {
    const at = path === '' ? name : `${path}.${name}`;
    const rule = rules[name];
    const before = merged[name];
    if (value === undefined) continue;
    if (value === null) delete merged[name];
    else if (Array.isArray(value) && isFilled(before) && rule && isKeyed(rule)) {
      merged[name] = mergeList(before, value, rule, at);
    } else if (isMap(value) && isMap(before)) merged[name] = mergeFields(before, value, rule && !isKeyed(rule) ? rule : {}, at);
    else merged[name] = withoutNulls(value);
  }
  return merged;
}

interface Keyed {
  readonly key: string;
  readonly items?: MergeRules;
}

function isKeyed(rule: MergeRules[string]): rule is Keyed {
  return typeof rule.key === 'string';
}

function mergeList(original: readonly Fields[], patch: readonly Fields[], { key, items = {} }: Keyed, path: string): Fields[] {
  const merged = [...original];
  for (const [i, item] of patch.entries()) {
    if (item[key] === undefined) throw new Error(`${path}[${i}] has no ${key}, got ${JSON.stringify(item)}`);
    const index = merged.findIndex((one) => one[key] === item[key]);
    if (index < 0) merged.push(withoutNulls(item) as Fields);
    else merged[index] = mergeFields(merged[index]!, item, items, path);
  }
  return interleaved(merged, patch, original, key);
}

/** The order of the patch, and between its items those that only the original has, before the first that came after them there. */
function interleaved(merged: readonly Fields[], patch: readonly Fields[], original: readonly Fields[], key: string): Fields[] {
  const place = (list: readonly Fields[], item: Fields) => list.findIndex((one) => one[key] === item[key]);
  const inOrderOf = (list: readonly Fields[]) => (a: Fields, b: Fields) => place(list, a) - place(list, b);
  const kept = merged.filter((item) => place(patch, item) < 0).sort(inOrderOf(original));
  const patched = merged.filter((item) => place(patch, item) >= 0).sort(inOrderOf(patch));
  const ordered: Fields[] = [];
  for (const item of patched) {
    const at = place(original, item);
    while (at >= 0 && kept.length > 0 && place(original, kept[0]!) < at) ordered.push(kept.shift()!);
    ordered.push(item);
  }
  return [...ordered, ...kept];
}

/** An empty list counts as none. */
function isFilled(value: unknown): value is readonly Fields[] {
  return Array.isArray(value) && value.length > 0;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const given = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(given.map(([name, field]) => [name, withoutNulls(field)]));
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
