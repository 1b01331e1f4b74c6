import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { isMap, type Values } from '../core/schema/values';

/** One field in which two objects differ. */
export interface FieldChange {
  /** From the top of the object: `spec.http[0].timeout`, `spec.subsets[v2].labels`. */
  readonly path: string;
  /** Undefined where it was not there, or is not to be shown. */
  readonly before?: unknown;
  /** Undefined where it is there no more, or is not to be shown. */
  readonly after?: unknown;
  /** Whether the values are secret and left out. */
  readonly isSecret?: true;
  /** Whether the entries of a list only stand in another order. */
  readonly isOrder?: true;
}

/** Lists whose entries are known by a field of theirs, of which each entry has one; whether their order means something. */
const KEYED: Readonly<Record<string, { readonly keys: readonly string[]; readonly isOrdered: boolean }>> = {
  containers: { keys: ['name'], isOrdered: true },
  env: { keys: ['name'], isOrdered: true },
  imagePullSecrets: { keys: ['name'], isOrdered: false },
  initContainers: { keys: ['name'], isOrdered: true },
  ports: { keys: ['name', 'number', 'port', 'containerPort'], isOrdered: false },
  servers: { keys: ['name'], isOrdered: true },
  subsets: { keys: ['name'], isOrdered: false },
  volumeMounts: { keys: ['mountPath'], isOrdered: false },
  volumes: { keys: ['name'], isOrdered: false },
  webhooks: { keys: ['name'], isOrdered: false },
};

/** Lists that are sets: the order of their entries means nothing. */
const SETS: ReadonlySet<string> = new Set([
  ...['accessModes', 'allowHeaders', 'allowMethods', 'apiGroups', 'apiVersions', 'exportTo', 'exposeHeaders', 'finalizers'],
  ...['gateways', 'hosts', 'ipBlocks', 'methods', 'namespaces', 'notHosts', 'notIpBlocks', 'notMethods', 'notNamespaces'],
  ...['notPaths', 'notPorts', 'notPrincipals', 'notRemoteIpBlocks', 'notRequestPrincipals', 'notServiceAccounts', 'notValues'],
  ...['operations', 'paths', 'principals', 'remoteIpBlocks', 'requestPrincipals', 'resourceNames', 'resources'],
  ...['serviceAccounts', 'sniHosts', 'subjectAltNames', 'values', 'verbs'],
]);

const textOf = (value: unknown) => JSON.stringify(value);
const isPlainName = (name: string) => /^[A-Za-z_]\w*$/.test(name);
const inside = (path: string, name: string) =>
  isPlainName(name) ? `${path}${path === '' ? '' : '.'}${name}` : `${path}[${JSON.stringify(name)}]`;
const change = (path: string, before: unknown, after: unknown): FieldChange => ({
  path,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

const DURATION = /^(?:\d+(?:\.\d+)?(?:h|ms|us|m|s))+$/;
const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001 };

/** A time as it is written in objects, in milliseconds; undefined for what is none. */
function millisecondsOf(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|m|s)/g)].reduce((sum, [, n, unit]) => sum + Number(n) * UNITS[unit!]!, 0);
}

/** The value that a text of several lines is as YAML; undefined for any other. */
function structureOf(text: string): Values | readonly unknown[] | undefined {
  if (!text.trim().includes('\n')) return undefined;
  try {
    const value: unknown = parse(text);
    return isMap(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function betweenTexts(before: string, after: string, path: string): FieldChange[] {
  const time = millisecondsOf(before);
  if (time !== undefined && time === millisecondsOf(after)) return [];
  const [was, is] = [structureOf(before), structureOf(after)];
  return was === undefined || is === undefined ? [change(path, before, after)] : between(was, is, path, '');
}

function keyIn(entry: unknown, keys: readonly string[]): string | undefined {
  if (!isMap(entry)) return undefined;
  const key = keys.map((name) => entry[name]).find((value) => value !== undefined);
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

/** Entries by their keys; undefined where one has none, or two have the same. */
function byKey(list: readonly unknown[], keys: readonly string[]): ReadonlyMap<string, unknown> | undefined {
  const entries = list.map((entry) => [keyIn(entry, keys), entry] as const);
  if (entries.some(([key]) => key === undefined)) return undefined;
  const map = new Map(entries as (readonly [string, unknown])[]);
  return map.size === list.length ? map : undefined;
}

function betweenKeyed(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  path: string,
  isOrdered: boolean,
): FieldChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changes = keys.flatMap((key) => between(before.get(key), after.get(key), `${path}[${key}]`, ''));
  const shared = (map: ReadonlyMap<string, unknown>) => [...map.keys()].filter((key) => before.has(key) && after.has(key));
  const [was, is] = [shared(before), shared(after)];
  if (!isOrdered || isDeepStrictEqual(was, is)) return changes;
  return [...changes, { path, before: was, after: is, isOrder: true }];
}

function betweenSets(before: readonly unknown[], after: readonly unknown[], path: string): FieldChange[] {
  const [was, is] = [new Set(before.map(textOf)), new Set(after.map(textOf))];
  const gone = before.filter((value) => !is.has(textOf(value)));
  const added = after.filter((value) => !was.has(textOf(value)));
  return gone.length === 0 && added.length === 0 ? [] : [change(path, before, after)];
}

/** Lists whose order counts: what stands alike at both ends is left out, so that one new entry is one change. */
function betweenOrdered(before: readonly unknown[], after: readonly unknown[], path: string): FieldChange[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && sameMeaning(before[start], after[start])) start++;
  let end = 0;
  while (end < most - start && sameMeaning(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  const [was, is] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const sorted = (list: readonly unknown[]) => list.map(textOf).sort();
  if (was.length > 0 && was.length === is.length && isDeepStrictEqual(sorted(was), sorted(is))) {
    return [{ path, before, after, isOrder: true }];
  }
  const length = Math.max(was.length, is.length);
  return Array.from({ length }, (_, i) => between(was[i], is[i], `${path}[${start + i}]`, '')).flat();
}

function betweenLists(before: readonly unknown[], after: readonly unknown[], path: string, name: string): FieldChange[] {
  const keyed = KEYED[name];
  if (keyed !== undefined) {
    const [was, is] = [byKey(before, keyed.keys), byKey(after, keyed.keys)];
    if (was !== undefined && is !== undefined) return betweenKeyed(was, is, path, keyed.isOrdered);
  }
  if (SETS.has(name) && [...before, ...after].every((value) => typeof value !== 'object')) {
    return betweenSets(before, after, path);
  }
  return betweenOrdered(before, after, path);
}

function between(before: unknown, after: unknown, path: string, name: string): FieldChange[] {
  if (isMap(before) && isMap(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((field) => between(before[field], after[field], inside(path, field), field));
  }
  if (Array.isArray(before) && Array.isArray(after)) return betweenLists(before, after, path, name);
  if (typeof before === 'string' && typeof after === 'string' && before !== after) return betweenTexts(before, after, path);
  return before === after ? [] : [change(path, before, after)];
}

/** Whether two values say the same, however they are written. */
export function sameMeaning(before: unknown, after: unknown): boolean {
  return before === after || between(before, after, '', '').length === 0;
}

/** The fields in which two values differ in meaning: neither the order of keys nor how a text is written counts. */
export function fieldChanges(before: Values, after: Values): FieldChange[] {
  return between(before, after, '', '');
}
