import { isDeepStrictEqual } from 'node:util';
import type { ProxyConfig } from '../../../imports/mesh-config';
import { goDuration, goJson } from '../../core/go-text';
import { readYaml } from '../../core/read-yaml';
import { type Field, type Fields, PROXY_CONFIG_FIELDS, SERVICE_NAME_FIELDS } from './proxy-config-fields';

/** What istiod takes where nobody says otherwise. */
export const DEFAULT_PROXY_CONFIG: ProxyConfig = {
  configPath: './etc/istio/proxy',
  binaryPath: '/usr/local/bin/envoy',
  serviceCluster: 'istio-proxy',
  drainDuration: '45s',
  discoveryAddress: 'istiod.istio-system.svc:15012',
  proxyAdminPort: 15000,
  controlPlaneAuthPolicy: 'MUTUAL_TLS',
  statNameLength: 189,
  statusPort: 15020,
  terminationDrainDuration: '5s',
};

/** Fields that the proxy knows itself when they are as in DEFAULT_PROXY_CONFIG, so that pods need not say them. */
const LEFT_OUT = [
  'configPath',
  'binaryPath',
  'controlPlaneAuthPolicy',
  'serviceCluster',
  'drainDuration',
  'terminationDrainDuration',
  'discoveryAddress',
  'proxyAdminPort',
  'statNameLength',
  'statusPort',
] as const satisfies readonly (keyof ProxyConfig)[];

const INT32 = [-(2 ** 31), 2 ** 31 - 1] as const;
const UINT32 = [0, 2 ** 32 - 1] as const;

/** Headers of which one layer may set some and leave the others to the layer below. */
const LAYERED_HEADERS = ['forwardedClientCert', 'requestId', 'server', 'attemptCount', 'envoyDebugHeaders'] as const;

/**
 * The ProxyConfig with what `written` says laid over it, field by field: a structure takes the place of a structure as a whole, but
 * proxyMetadata and the older proxyHeaders add up.
 * @param written as it stands in YAML; unknown fields count as absent
 * @throws Error with the field that has a value of another type
 */
export function layProxyConfig(base: ProxyConfig, written: unknown): ProxyConfig {
  const given = readMessage(PROXY_CONFIG_FIELDS, written, '');
  const { proxyMetadata, proxyHeaders } = base;
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of given) {
    if (SERVICE_NAME_FIELDS.some((one) => one === name)) for (const other of SERVICE_NAME_FIELDS) delete merged[other];
    if (value === undefined) delete merged[name];
    else merged[name] = value;
  }
  if (given.has('proxyMetadata')) merged.proxyMetadata = { ...proxyMetadata, ...(given.get('proxyMetadata') as object) };
  const headers = given.get('proxyHeaders');
  if (headers !== undefined && proxyHeaders !== undefined) {
    const below = LAYERED_HEADERS.filter((name) => proxyHeaders[name] !== undefined).map((name) => [name, proxyHeaders[name]]);
    merged.proxyHeaders = { ...Object.fromEntries(below), ...(headers as object) };
  }
  return merged;
}

/** A ProxyConfig in YAML or JSON, as it stands in an annotation; nothing says nothing. */
export function readProxyConfig(text: string): unknown {
  return readYaml(text) ?? {};
}

/** The JSON that proxies get, without what they know themselves. */
export function proxyConfigJson(config: ProxyConfig): string {
  const shown = Object.entries(config).filter(
    ([name, value]) => !LEFT_OUT.some((one) => one === name && isDeepStrictEqual(value, DEFAULT_PROXY_CONFIG[one])),
  );
  return goJson(printed({ message: PROXY_CONFIG_FIELDS }, Object.fromEntries(shown)));
}

/** The value with its fields in the order of the message, and maps in that of their keys. */
function printed(field: Field, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || typeof field === 'string') return value;
  if ('listOf' in field) return (value as unknown[]).map((item) => printed(field.listOf, item));
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const names = 'message' in field ? Object.keys(field.message) : Object.keys(fields).sort();
  const entries = names.flatMap((name): [string, unknown][] => {
    const inner = 'message' in field ? field.message[name] : (field as { readonly mapOf: Field }).mapOf;
    const isEmptyMap = isEmpty(fields[name]) && typeof inner === 'object' && 'mapOf' in inner;
    return fields[name] === undefined || isEmptyMap ? [] : [[name, printed(inner!, fields[name])]];
  });
  return Object.fromEntries(entries);
}

/** The fields that are there, each in its one form; undefined where the value is as good as absent. */
function readMessage(fields: Fields, value: unknown, path: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'a map', value);
  const read = new Map<string, unknown>();
  for (const [name, field] of Object.entries(fields)) {
    const written = (value as Record<string, unknown>)[name] ?? (value as Record<string, unknown>)[snakeCase(name)];
    if (written === undefined || written === null) continue;
    read.set(name, readField(field, written, path === '' ? name : `${path}.${name}`));
  }
  return read;
}

function readField(field: Field, value: unknown, path: string): unknown {
  switch (field) {
    case 'text':
      return value === '' && !SERVICE_NAME_FIELDS.some((name) => name === path) ? undefined : readText(value, path);
    case 'flag':
    case 'given flag':
      if (typeof value !== 'boolean') throw wrong(path, 'true or false', value);
      return value === false && field === 'flag' ? undefined : value;
    case 'number':
      return readWhole(value, path, INT32) || undefined;
    case 'count':
      return readWhole(value, path, UINT32) || undefined;
    case 'fraction':
      return readNumber(value, path) || undefined;
    case 'given number':
      return readWhole(value, path, INT32);
    case 'given long':
      return String(readNumber(value, path));
    case 'duration':
      return readDuration(value, path);
  }
  if (typeof field === 'string') return value;
  if (!('message' in field) && !('listOf' in field) && !('mapOf' in field)) return readName(field, value, path);
  if ('message' in field) return defined(readMessage(field.message, value, path));
  if ('listOf' in field) {
    if (!Array.isArray(value)) throw wrong(path, 'a list', value);
    return value.length === 0 ? undefined : value.map((item, i) => readElement(field.listOf, item, `${path}[${i}]`));
  }
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(path, 'a map', value);
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([key, entry]) => [key, readElement(field.mapOf, entry, `${path}.${key}`)]));
}

/** In lists and maps an empty value counts. */
function readElement(field: Field, value: unknown, path: string): unknown {
  if (field === 'text') return readText(value, path);
  return Array.isArray(field) ? readName(field, value, path, true) : readField(field, value, path);
}

function readText(value: unknown, path: string): string {
  if (typeof value !== 'string') throw wrong(path, 'text', value);
  return value;
}

function readNumber(value: unknown, path: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw wrong(path, 'a number', value);
  return number;
}

function readWhole(value: unknown, path: string, [least, most]: readonly [number, number]): number {
  const number = readNumber(value, path);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw wrong(path, `a whole number from ${least} to ${most}`, value);
  }
  return number;
}

function readName(names: readonly string[], value: unknown, path: string, keepsFirst = false): string | undefined {
  const name = typeof value === 'number' ? names[value] : value;
  const index = names.indexOf(name as string);
  if (index < 0) throw wrong(path, `one of ${names.join(', ')}`, value);
  const isServiceName = SERVICE_NAME_FIELDS.some((one) => one === path);
  return index > 0 || keepsFirst || isServiceName ? names[index] : undefined;
}

/** Seconds, with a fraction of 3, 6 or 9 digits where there is one. */
function readDuration(value: unknown, path: string): string {
  const nanoseconds = typeof value === 'string' ? goDuration(value) : undefined;
  if (nanoseconds === undefined) throw wrong(path, 'a length of time such as 45s', value);
  const size = Math.abs(nanoseconds);
  const fraction = String(size % 1e9).padStart(9, '0');
  const digits = fraction.replace(/(000){1,3}$/, '');
  return `${nanoseconds < 0 ? '-' : ''}${Math.floor(size / 1e9)}${digits === '' ? '' : `.${digits}`}s`;
}

function defined(fields: ReadonlyMap<string, unknown>): object {
  return Object.fromEntries([...fields].filter(([, value]) => value !== undefined));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function wrong(path: string, expected: string, got: unknown): Error {
  return new Error(`${path === '' ? 'the ProxyConfig' : path} must be ${expected}, got ${JSON.stringify(got)}`);
}
