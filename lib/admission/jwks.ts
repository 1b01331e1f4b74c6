import { X509Certificate } from 'node:crypto';
import type { Problem } from '../core/problem';

/** Fields that a key must have, by its type. All of them are bytes as text, but for `crv`. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

/** Fields that are plain text where they are given. */
const TEXTS = ['kid', 'alg', 'use', 'x5t', 'x5t#S256', 'x5u'];

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In Go, null is as good as nothing. */
function isText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}

/** Base64, of either alphabet, with padding or without. */
function areBytes(value: unknown): boolean {
  if (!isText(value)) return false;
  const text = (value ?? '').replace(/[\r\n]/g, '');
  const padded = text.endsWith('=') ? text.length % 4 === 0 : text.length % 4 !== 1;
  return padded && /^(?:[-_A-Za-z0-9]*|[+/A-Za-z0-9]*)={0,2}$/.test(text);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.every(isItem));
}

function isCertificate(value: unknown): boolean {
  if (typeof value !== 'string' || !areBytes(value)) return false;
  try {
    new X509Certificate(Buffer.from(value, 'base64'));
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a key; undefined for nothing. */
function faultOfKey(key: unknown): string | undefined {
  if (!isObject(key)) return 'is not an object';
  const { kty } = key;
  const needed = typeof kty === 'string' && Object.hasOwn(NEEDED, kty) ? NEEDED[kty] : undefined;
  if (needed === undefined) return `has no kty that is known (${Object.keys(NEEDED).join(', ')})`;
  const missing = needed.find((name) => key[name] === undefined);
  if (missing !== undefined) return `has no ${missing}`;
  const noText = [...TEXTS, ...(needed.includes('crv') ? ['crv'] : [])].find((name) => !isText(key[name]));
  if (noText !== undefined) return `has a ${noText} that is no text`;
  if (!isListOf(key['key_ops'], isText)) return 'has key_ops that are no list of texts';
  if (!isListOf(key['x5c'], isCertificate)) return 'has an x5c that is no list of certificates';
  const bytes = [...needed.filter((name) => name !== 'crv'), ...(kty === 'oct' ? [] : ['d'])];
  const noBytes = bytes.find((name) => !areBytes(key[name]));
  return noBytes === undefined ? undefined : `has a ${noBytes} that is not base64`;
}

/** The set at the beginning of a text that is not JSON as a whole. Istio reads no further than to its end. */
function setBefore(text: string): Json | undefined {
  for (let end = text.indexOf('}'); end !== -1; end = text.indexOf('}', end + 1)) {
    try {
      const set: unknown = JSON.parse(text.slice(0, end + 1));
      return isObject(set) ? set : undefined;
    } catch {}
  }
  return undefined;
}

/**
 * What a text has in it.
 * @throws SyntaxError for one that does not begin with JSON
 */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const set = setBefore(text);
    if (set === undefined) throw error;
    return set;
  }
}

function faultOf(text: string): string | undefined {
  let set: unknown;
  try {
    set = parsed(text);
  } catch (error) {
    return `it is not JSON: ${(error as Error).message}`;
  }
  if (!isObject(set)) return 'it is not an object';
  const { keys } = set;
  if (keys === null) return undefined;
  if (keys === undefined) {
    const fault = faultOfKey(set);
    return fault === undefined ? undefined : `it has no keys, and as a key it ${fault}`;
  }
  if (!Array.isArray(keys)) return 'keys is not a list';
  const faults = (keys as unknown[]).map(faultOfKey);
  const first = faults.findIndex((fault) => fault !== undefined);
  return first === -1 ? undefined : `keys[${first}] ${faults[first]}`;
}

/** Whether a text that is a set of keys, or a key, has one in it that is to be kept secret. */
export function hasPrivateKey(text: string): boolean {
  if (faultOf(text) !== undefined) return false;
  const set = parsed(text);
  const keys = isObject(set) && Array.isArray(set['keys']) ? (set['keys'] as unknown[]) : [set];
  return keys.some((key) => isObject(key) && (key['kty'] === 'oct' || typeof key['d'] === 'string'));
}

/** Problems of a JSON Web Key Set as text (RFC 7517), or of a single key. */
export function jwksProblems(field: string, text: string): Problem[] {
  const fault = faultOf(text);
  if (fault === undefined) return [];
  return [{ field, problem: 'is not a set of keys', got: text, fix: `write it as in RFC 7517 (${fault})` }];
}
