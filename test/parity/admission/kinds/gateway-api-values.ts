import { PORTS, pool } from '../pool';
import type { Random } from '../random';

export const LONG = 'a'.repeat(64);
const GROUPS = pool(['', 'networking.istio.io', 'gateway.networking.k8s.io'], ['A', 'a..b', '-a', 'a'.repeat(254)]);
const KIND_NAMES = pool(['Service', 'Secret', 'Gateway', 'Hostname', 'a-b'], ['', '1a', 'a b', '-a', LONG]);
const OBJECT_NAMES = pool(['a', 'b', 'reviews', 'A b'], ['', 'a'.repeat(253), 'a'.repeat(254)]);
const NAMESPACES = pool(['shop', 'a-b', 'shop'], ['', 'A', 'a.b', '-a', LONG]);
export const SECTIONS = pool(['http', 'a', 'a.b'], ['', 'A', '-a', 'a_b', 'a'.repeat(254)]);
export const HOSTS = pool(
  ['a.com', '*.a.com', 'a', 'a-b.c', '10.0.0.1'],
  ['', '*', 'A.com', '*a.com', 'a..b', 'a.*.com', '::1', 'a.com.', `${'a'.repeat(250)}.com`, '*.10.0.0.1'],
);
/** The settings that go with each type of filter. */
export const FILTERS: Readonly<Record<string, string>> = {
  requestHeaderModifier: 'RequestHeaderModifier',
  responseHeaderModifier: 'ResponseHeaderModifier',
  requestMirror: 'RequestMirror',
  requestRedirect: 'RequestRedirect',
  urlRewrite: 'URLRewrite',
  cors: 'CORS',
  extensionRef: 'ExtensionRef',
};

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Calls for all maps within a value. */
export function each(value: unknown, visit: (fields: Fields) => void): void {
  if (!isFields(value)) return;
  if (!Array.isArray(value)) visit(value);
  for (const below of Object.values(value)) each(below, visit);
}

/** Makes the types fit what they are types of, mostly. */
export function mendTypes(spec: unknown, random: Random): void {
  each(spec, (fields) => {
    if (random.chance(0.05)) return;
    for (const [name, type] of Object.entries(FILTERS)) if (fields[name] !== undefined) fields.type = type;
    if (fields.replaceFullPath !== undefined) fields.type = 'ReplaceFullPath';
    if (fields.replacePrefixMatch !== undefined) fields.type = 'ReplacePrefixMatch';
    if (fields.uri !== undefined) fields.type = 'URI';
    if (fields.hostname !== undefined && ['Hostname', 'URI'].includes(String(fields.type))) fields.type = 'Hostname';
  });
}

export const NAMED = {
  group: GROUPS,
  kind: KIND_NAMES,
  name: OBJECT_NAMES,
  namespace: NAMESPACES,
  port: PORTS,
  sectionName: SECTIONS,
};
