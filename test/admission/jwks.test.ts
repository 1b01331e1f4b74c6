import { jwksProblems } from '../../lib/admission/jwks';

const RSA = { kty: 'RSA', n: 'sXch', e: 'AQAB' };
const faults = (value: unknown) =>
  jwksProblems('jwks', JSON.stringify(value)).map(({ fix }) => fix.replace(/^.*?\((.*)\)$/, '$1'));

test.each<[string, unknown]>([
  ['keys of all types', { keys: [RSA, { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'AQ==' }, { kty: 'OKP', crv: 'a', x: 'AQ' }] }],
  ['a secret', { keys: [{ kty: 'oct', k: 'AQAB' }] }],
  ['a single key', { ...RSA, kid: 'one', use: null, key_ops: ['verify'], more: 5 }],
  ['no key', { keys: [] }],
  ['null for keys', { keys: null }],
])('%s', (_, value) => {
  expect(faults(value)).toEqual([]);
});

test('a set with something behind it', () => {
  expect(jwksProblems('jwks', '{"keys":[{"kty":"oct","k":"AQ"}]} and more')).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['a list', [], 'it is not an object'],
  ['keys that are no list', { keys: {} }, 'keys is not a list'],
  ['a key that is none', { keys: [RSA, 'a'] }, 'keys[1] is not an object'],
  ['an unknown type', { keys: [{ kty: 'constructor' }] }, 'keys[0] has no kty that is known (RSA, EC, OKP, oct)'],
  ['half a key', { keys: [{ kty: 'EC', crv: 'P-256', x: 'AQ' }] }, 'keys[0] has no y'],
  ['a number for a text', { keys: [{ ...RSA, kid: 1 }] }, 'keys[0] has a kid that is no text'],
  ['padding that is wrong', { keys: [{ ...RSA, n: 'AQ=' }] }, 'keys[0] has a n that is not base64'],
  ['a private half that is none', { keys: [{ ...RSA, d: 'a b' }] }, 'keys[0] has a d that is not base64'],
  ['a chain without certificate', { keys: [{ ...RSA, x5c: ['AQAB'] }] }, 'keys[0] has an x5c that is no list of certificates'],
  ['uses that are no list', { keys: [{ ...RSA, key_ops: 'verify' }] }, 'keys[0] has key_ops that are no list of texts'],
])('fails on %s', (_, value, fault) => {
  expect(faults(value)).toEqual([fault]);
});
