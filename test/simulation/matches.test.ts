import type { RequestOptions } from '../../lib/simulation';
import { apps, brief, from, simulate, to, virtualService } from './asked';

const SHOPS = apps(['shop/a', 'shop/b', 'shop/client']);
type Fields = Readonly<Record<string, unknown>>;

/** Whether a request to `a` meets a condition. */
function meets(match: Fields, path: string, options: RequestOptions = {}): boolean {
  const simulator = simulate([
    ...SHOPS,
    virtualService('shop/v', { hosts: ['a'], http: [{ match: [match], route: to('b') }, { route: to('a') }] }),
  ]);
  return brief(from(simulator, 'client', `http://a${path}`, options)) === 'b.shop:80';
}

const uri = (text: Fields, more: Fields = {}) => ({ uri: text, ...more });

test.each<[Fields, string, boolean]>([
  [uri({ exact: '/foo' }), '/foo', true],
  [uri({ exact: '/foo' }), '/foo?q=1', true],
  [uri({ exact: '/foo' }), '/foo/', false],
  [uri({ exact: '/foo' }), '/FOO', false],
  [uri({ exact: '/foo' }, { ignoreUriCase: true }), '/FOO', true],
  [uri({ prefix: '/foo' }), '/foobar', true],
  [uri({ prefix: '/foo' }), '/Foobar', false],
  [uri({ prefix: '/foo' }, { ignoreUriCase: true }), '/Foobar', true],
  [uri({ prefix: '' }), '/x', true],
  [uri({ regex: '/fo+' }), '/foo', true],
  [uri({ regex: '/fo+' }), '/foobar', false],
  [uri({ regex: '/fo+' }, { ignoreUriCase: true }), '/FOO', false],
  [uri({ regex: '/a|/b' }), '/b', true],
  [uri({ regex: '/a|/b' }), '/bc', false],
  [uri({ regex: '/foo' }), '/foo?x', true],
  [uri({ exact: '/foo' }), '/%66oo', true],
  [uri({ exact: '/foo' }), '/x/../foo', true],
  [uri({ exact: '/foo' }), '/./foo', true],
  [uri({ exact: '/a//b' }), '/a//b', true],
  [uri({ exact: '/a%2Fb' }), '/a%2Fb', true],
  [uri({ exact: '/foo' }), '/foo#part', true],
  [{ queryParams: { q: { exact: '1' } } }, '/?q=1', true],
  [{ queryParams: { q: { exact: '1' } } }, '/?p=0&q=1', true],
  [{ queryParams: { q: { exact: '1' } } }, '/?q=2&q=1', false],
  [{ queryParams: { q: {} } }, '/?q', true],
  [{ queryParams: { q: {} } }, '/?p', false],
  [{ queryParams: { q: { prefix: 'a' } } }, '/?q=abc', true],
  [{ queryParams: { q: { exact: 'a b' } } }, '/?q=a%20b', false],
  [{ queryParams: { q: { exact: 'a%20b' } } }, '/?q=a%20b', true],
  [{ queryParams: { q: { regex: 'a|b' } } }, '/?q=b', true],
  [{ scheme: { exact: 'http' } }, '/', true],
  [{ scheme: { exact: 'https' } }, '/', false],
  [{ uri: { prefix: '/foo' }, queryParams: { q: {} } }, '/foo', false],
])('the path: %j with %s: %s', (match, path, met) => {
  expect(meets(match, path)).toBe(met);
});

test.each<[Fields, RequestOptions['headers'], boolean]>([
  [{ headers: { x: { exact: '1' } } }, { x: '1' }, true],
  [{ headers: { x: { exact: '1' } } }, { X: '1' }, true],
  [{ headers: { X: { exact: '1' } } }, { x: '1' }, true],
  [{ headers: { x: { exact: '1' } } }, { x: '12' }, false],
  [{ headers: { x: { exact: '1' } } }, {}, false],
  [{ headers: { x: { exact: '' } } }, {}, false],
  [{ headers: { x: { exact: '' } } }, { x: '' }, true],
  [{ headers: { x: { prefix: '1' } } }, { x: '12' }, true],
  [{ headers: { x: { regex: '1' } } }, { x: '12' }, false],
  [{ headers: { x: { regex: '1.*' } } }, { x: '12' }, true],
  [{ headers: { x: {} } }, { x: '' }, true],
  [{ headers: { x: {} } }, {}, false],
  [{ headers: { x: { exact: 'b' } } }, { x: ['a', 'b'] }, true],
  [{ headers: { x: { exact: 'b' } } }, { x: 'a,b' }, false],
  [{ headers: { 'user-agent': { exact: 'b' } } }, { 'user-agent': ['a', 'b'] }, false],
  [{ headers: { 'user-agent': { exact: 'a,b' } } }, { 'user-agent': ['a', 'b'] }, true],
  [{ headers: { 'user-agent': { exact: 'a' } } }, { 'user-agent': ['', 'a', ''] }, true],
  [{ headers: { x: { exact: '1' }, y: { exact: '2' } } }, { x: '1' }, false],
  [{ withoutHeaders: { x: { exact: '1' } } }, { x: '1' }, false],
  [{ withoutHeaders: { x: { exact: '1' } } }, { x: '2' }, true],
  [{ withoutHeaders: { x: { exact: '1' } } }, {}, true],
  [{ withoutHeaders: { x: { exact: '' } } }, {}, false],
  [{ withoutHeaders: { x: {} } }, {}, true],
  [{ withoutHeaders: { x: {} } }, { x: '1' }, false],
  [{ withoutHeaders: { x: { exact: 'b' } } }, { x: ['a', 'b'] }, false],
  [{ authority: { exact: 'a' } }, {}, true],
  [{ authority: { exact: 'a' } }, { host: 'a:80' }, false],
  [{ authority: { exact: 'a' } }, { host: 'A' }, false],
  [{ authority: { prefix: 'a' } }, { host: 'a.shop' }, true],
  [{ headers: { '@request.auth.claims.role': { exact: 'x' } } }, {}, false],
])('headers: %j with %j: %s', (match, headers, met) => {
  expect(meets(match, '/', { headers })).toBe(met);
});

test.each<[Fields, RequestOptions, boolean]>([
  [{ method: { exact: 'POST' } }, { method: 'POST' }, true],
  [{ method: { exact: 'POST' } }, {}, false],
  [{ method: { regex: 'GET|PUT' } }, { method: 'PUT' }, true],
])('the method: %j with %j: %s', (match, options, met) => {
  expect(meets(match, '/', options)).toBe(met);
});

test.each<[Fields, boolean]>([
  [{ port: 80 }, true],
  [{ port: 8080 }, false],
  [{ sourceLabels: { app: 'client' } }, true],
  [{ sourceLabels: { app: 'client', version: 'v1' } }, false],
  [{ sourceNamespace: 'shop' }, true],
  [{ sourceNamespace: 'other' }, false],
  [{ gateways: ['mesh'] }, true],
  [{ gateways: ['g'] }, false],
  [{ gateways: ['mesh'], sourceLabels: { app: 'x' } }, true],
  [{ gateways: ['mesh'], sourceNamespace: 'x' }, true],
])('the client and the port: %j: %s', (match, met) => {
  expect(meets(match, '/')).toBe(met);
});

test.each<[string, Fields, string]>([
  ['a rule without conditions', {}, 'b.shop:80'],
  ['a prefix of all paths', { match: [{ uri: { prefix: '/' } }] }, 'b.shop:80'],
  ['an expression of all paths', { match: [{ uri: { regex: '.*' } }] }, 'b.shop:80'],
  ['all paths with a header', { match: [{ uri: { prefix: '/' }, headers: { x: {} } }] }, 'a.shop:80'],
])('rules after %s', (_, first, goes) => {
  const http = [
    { ...first, route: to('b') },
    { match: [{ uri: { prefix: '/x' } }], route: to('a') },
  ];
  const simulator = simulate([...SHOPS, virtualService('shop/v', { hosts: ['a'], http })]);
  expect(brief(from(simulator, 'client', 'http://a/x'))).toBe(goes);
});
