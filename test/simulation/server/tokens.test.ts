import type { RequestOptions } from '../../../lib/simulation';
import { brief, type Manifest, to, virtualService } from '../asked';
import { ask, askFromOutside, policy, shop, tokens, verdict } from './shop';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const written = (claims: object) => `Bearer ${encoded({ alg: 'RS256' })}.${encoded({ iss: 'https://i', sub: 'u', ...claims })}.x`;

type Fields = Readonly<Record<string, unknown>>;

/** A gateway that reads tokens, and sends what meets a condition to port 90. */
function at(match: Fields, options: RequestOptions, rule: Fields = {}, ...more: readonly Manifest[]) {
  const routes = virtualService('shop/claims', {
    hosts: ['shop.com'],
    gateways: ['edge/entry'],
    http: [{ match: [match], route: to('web:90') }, { route: to('web:80') }],
  });
  const read = tokens('edge/t', { jwtRules: [{ issuer: 'https://i', ...rule }] });
  return askFromOutside(shop(routes, read, ...more), 'http://shop.com/', options);
}

const claim = (name: string, exact: string) => ({ headers: { [`@request.auth.claims${name}`]: { exact } } });

test.each<[Fields, Fields, boolean]>([
  [claim('.groups', 'a'), { groups: ['a', 'b'] }, true],
  [claim('.groups', 'a'), { groups: 'a' }, true],
  [claim('.groups', 'a'), { groups: 'b' }, false],
  [claim('.level', '7'), { level: 7 }, false],
  [claim('.a.b', 'x'), { a: { b: 'x' } }, true],
  [claim('.a.b', 'x'), { 'a.b': 'x' }, false],
  [claim('[a.b]', 'x'), { 'a.b': 'x' }, true],
  [claim('[a][b]', 'x'), { a: { b: ['x'] } }, true],
  [claim('.scope', 'write'), { scope: 'read write' }, true],
  [claim('.sub', 'u'), {}, true],
  [{ withoutHeaders: { '@request.auth.claims.tier': { exact: 'paid' } } }, { tier: 'paid' }, false],
  [{ withoutHeaders: { '@request.auth.claims.tier': { exact: 'paid' } } }, { tier: 'free' }, true],
])('%j of a token with %j: %s', (match, claims, met) => {
  const expected = met ? 'web.shop:90' : 'web.shop:80';
  expect(brief(at(match, { headers: { authorization: written(claims) } }))).toBe(expected);
  expect(brief(at(match, { token: { issuer: 'https://i', subject: 'u', claims } }))).toBe(expected);
});

test('without a token, or without somebody who reads it, no claim is there', () => {
  const headers = { authorization: written({ groups: 'a' }) };
  expect(brief(at(claim('.groups', 'a'), {}))).toBe('web.shop:80');
  expect(brief(at({ withoutHeaders: claim('.groups', 'a').headers }, {}))).toBe('web.shop:90');
  expect(brief(at(claim('.groups', 'a'), { headers }, { fromHeaders: [{ name: 'x-token' }] }))).toBe('web.shop:80');
});

test('a gateway keeps the token, and says in headers what was in it', () => {
  const rule = { outputClaimToHeaders: [{ header: 'X-User', claim: 'sub' }] };
  const match = { headers: { 'x-user': { exact: 'u' } } };
  const found = at(match, { headers: { authorization: written({}) } }, rule);
  expect([brief(found), found.headers]).toEqual(['web.shop:90', { 'x-user': 'u' }]);
  const kept = at(match, { headers: { authorization: written({}) } }, { ...rule, forwardOriginalToken: true });
  expect(Object.keys(kept.headers ?? {})).toEqual(['authorization', 'x-user']);
  // What a client claims by itself decides about the route, and goes no further.
  const told = at(match, { headers: { 'x-user': 'u' } }, rule);
  expect([brief(told), told.headers]).toEqual(['web.shop:90', {}]);
});

test.each([
  ['Bearer abc', 'denied 401'],
  ['Bearer a.b.c', 'denied 401'],
  ['Basic abc', 'route'],
  [`Bearer ${encoded({})}.${encoded({ iss: 'https://else' })}.x`, 'denied 401'],
])('a gateway that reads tokens meets %s: %s', (authorization, expected) => {
  expect(verdict(at({}, { headers: { authorization } }))).toBe(expected);
  const preflight = { authorization, origin: 'o', 'access-control-request-method': 'GET' };
  expect(verdict(at({}, { method: 'OPTIONS', headers: preflight }))).toBe('route');
});

test('the sidecar of a service reads the token in the headers', () => {
  const read = tokens('shop/t', { jwtRules: [{ issuer: 'https://i' }] });
  const allow = policy('shop/p', { rules: [{ from: [{ source: { requestPrincipals: ['https://i/u'] } }] }] });
  const by = (headers: Readonly<Record<string, string>>) => verdict(ask(shop(read, allow), 'http://web/', { headers }));
  expect(by({ authorization: written({}) })).toBe('route');
  expect(by({ authorization: written({ sub: 'v' }) })).toBe('denied 403');
  expect(by({})).toBe('denied 403');
  expect(by({ authorization: 'Bearer x' })).toBe('denied 401');
});
