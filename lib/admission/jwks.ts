import type { Problem } from '../core/problem';

/** Fields that a key must have, by its type. All of them are bytes as text, but for `crv`. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

/** Fields that are plain text where they are given. */
const TEXTS = ['kid', 'alg', 'use', 'crv', 'x5t', 'x5t#S256', 'x5u'];

/** Bytes as text: base64, of either alphabet, with or without padding. */
const BYTES = /^(?:[-_A-Za-z0-9]*|[+/A-Za-z0-9]*)={0,2}$/;

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a key; undefined for nothing. */
function faultOfKey(key: unknown): string | undefined {
  if (!isObject(key)) return 'is not an object';
  const { kty } = key;
  const needed = typeof kty === 'string' && Object.hasOwn(NEEDED, kty) ? NEEDED[kty] : undefined;
  if (needed === undefined) return `has no kty that is known (${Object.keys(NEEDED).join(', ')})`;
  const missing = needed.find((name) => key[name] === undefined);
  if (missing !== undefined) return `has no ${missing}`;
  const noText = TEXTS.find((name) => key[name] !== undefined && typeof key[name] !== 'string');
  if (noText !== undefined) return `has a ${noText} that is no text`;
  const noBytes = needed.find((name) => name !== 'crv' && !(typeof key[name] === 'string' && BYTES.test(key[name])));
  return noBytes === undefined ? undefined : `has a ${noBytes} that is not base64`;
}

function faultOf(text: string): string | undefined {
  let set: unknown;
  try {
    set = JSON.parse(text);
  } catch (error) {
    return `it is not JSON: ${(error as Error).message}`;
  }
  if (!isObject(set)) return 'it is not an object';
  if (set['keys'] === undefined) {
    const fault = faultOfKey(set);
    return fault === undefined ? undefined : `it has no keys, and as a key it ${fault}`;
  }
  if (!Array.isArray(set['keys'])) return 'keys is not a list';
  const faults = (set['keys'] as unknown[]).map(faultOfKey);
  const first = faults.findIndex((fault) => fault !== undefined);
  return first === -1 ? undefined : `keys[${first}] ${faults[first]}`;
}

/**
 * Problems of a JSON Web Key Set as text (RFC 7517), or of a single key. Istio takes two more texts, of which Envoy would make no keys, so
 * that every token were refused: a set with something behind it, and one whose `keys` are null.
 */
export function jwksProblems(field: string, text: string): Problem[] {
  const fault = faultOf(text);
  if (fault === undefined) return [];
  return [{ field, problem: 'is not a set of keys', got: text, fix: `write it as in RFC 7517 (${fault})` }];
}
