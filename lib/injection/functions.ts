import { goJson, goText, yamlNumber } from '../core/go-text';
import type { Functions } from '../install/injection/expression';

/** What the functions of the templates give, as istiod's template engine has them. */
export const functions: Functions = {
  given: isGiven,
  not: (condition) => !isGiven(condition),
  and: (...conditions) => conditions.every(isGiven),
  or: (...conditions) => conditions.some(isGiven),
  equals: (left, right) => left === right,
  atLeast: (number, least) => number >= least,
  contains: (text, part) => goText(text).includes(part),
  entry: (map, key) => map[key] ?? '',
  has: (map, key) => Object.hasOwn(map, key),
  dictionary: (...keysAndValues) =>
    Object.fromEntries(keysAndValues.flatMap((key, i) => (i % 2 === 0 ? [[key, keysAndValues[i + 1] ?? '']] : []))),
  merged: (...maps) => Object.assign({}, ...maps),
  without: (map, ...keys) => Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key))),
  firstGiven: (...values) => values.find(isGiven) ?? values.at(-1)!,
  concat: (...parts) => parts.map(goText).join(''),
  join: (list, separator) => list.join(separator),
  first: (list) => list[0]!,
  lower: (text) => text.toLowerCase(),
  cut: (text, length) => Buffer.from(text).subarray(0, length).toString(),
  trim: trimmed,
  toText: goText,
  toNumber: yamlNumber,
  toJson: goJson,
  fromJson: (text) => readMap(text),
  pointsTo: (pointer) => pointer as never,
  withoutNulls: (value) => withoutNulls(value) as typeof value,
  withName: (map, name) => {
    if (typeof map !== 'object' || map === null)
      throw new Error(`has an entry ${name} that is no map, got ${JSON.stringify(map)}`);
    return { ...map, name };
  },
  directory: (path) => path.slice(0, path.lastIndexOf('/') + 1),
  addPort,
  addNetwork,
};

/** The template engine's idea of truth. */
export function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function trimmed(text: string, characters: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && characters.includes(text[start]!)) start++;
  while (end > start && characters.includes(text[end - 1]!)) end--;
  return text.slice(start, end);
}

function readMap(text: string): Readonly<Record<string, unknown>> {
  const value = readJson(text);
  if (typeof value !== 'object') throw new Error(`must hold a map in JSON, got ${JSON.stringify(text)}`);
  return (value ?? {}) as Readonly<Record<string, unknown>>;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutNulls(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object' || !hasNull(value)) return value;
  if (Array.isArray(value)) {
    const kept = value.map(withoutNulls).filter((item) => item !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  const kept = Object.entries(value).flatMap(([key, entry]): [string, unknown][] => {
    const rest = withoutNulls(entry);
    return rest === undefined ? [] : [[key, rest]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function hasNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value as object).some(hasNull));
}

function addPort(ports: string, port: string): string {
  const added = goText(port).trim();
  const list = ports.split(',');
  if (added === '' || added === '0' || list.includes(added)) return ports;
  return [...list.map((one) => one.trim()).filter((one) => one !== ''), added].join(',');
}

function addNetwork(networks: string, name: string): string {
  if (networks === '') return name;
  const end = networks.lastIndexOf(']');
  if (end < 0) return networks.split(',').some((one) => one.trim() === name) ? networks : `${networks}, ${name}`;
  const list = networkList(networks);
  if (list === undefined) return networks;
  const [namespace, own] = name.includes('/') ? (name.split('/') as [string, string]) : ['', name];
  if (list.some((one) => one?.name === own && (one?.namespace ?? '') === namespace)) return networks;
  const entry = namespace === '' ? `{"name": "${own}"}` : `{"name": "${own}", "namespace": "${namespace}"}`;
  return `${networks.slice(0, end)}, ${entry}${networks.slice(end)}`;
}

function networkList(networks: string): readonly (Readonly<Record<string, unknown>> | null)[] | undefined {
  const list = readJson(networks);
  return Array.isArray(list) ? list : undefined;
}
