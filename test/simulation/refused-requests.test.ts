import { normalizedPath } from '../../lib/simulation/path-normalization';
import { apps, at, brief, from, gateway, object, simulate, to, virtualService } from './asked';

const SHOP = apps(['shop/web', 'shop/client']);

const ask = (url: string, method = 'GET', headers = {}, meshConfig = {}) =>
  from(simulate(SHOP, meshConfig), 'client.shop', url, { method, headers });

test('methods that are none of HTTP/1.1 are answered by the proxy', () => {
  expect(brief(ask('http://web/', 'get'))).toBe('direct 400 Bad Request');
  expect(ask('http://web/', 'FOO').flags).toEqual(['DPE']);
  expect(brief(ask('http://web/a', 'CONNECT'))).toBe('direct 400 Bad Request');
  expect(brief(ask('http://web/', 'PROPFIND'))).toBe('web.shop:80');
  expect(brief(ask('http://web/', 'QUERY'))).toBe('direct 400');
  expect(brief(ask('http://web/', 'QUERY', { 'content-type': 'a/b' }))).toBe('web.shop:80');
});

test('no path holds an escaped zero, unless paths are left as they are', () => {
  expect(brief(ask('http://web/a%00b'))).toBe('direct 400');
  const as = { pathNormalization: { normalization: 'NONE' } };
  expect(brief(ask('http://web/a%00b', 'GET', {}, as))).toBe('web.shop:80');
});

test.each([
  ['/a/..;/b', '/b'],
  ['/a/.;x=1/b', '/a/b'],
  ['/a/b;x=1/..;y', '/a/'],
  ['/a/%2e;/b', '/a/.;/b'],
  ['/a^b|c', '/a%5Eb%7Cc'],
  ['/a/...;/b', '/a/...;/b'],
])('%s is normalized to %s', (path, normalized) => {
  expect(normalizedPath(path, 'DEFAULT')).toBe(normalized);
});

test('a path of slashes alone keeps two of them', () => {
  expect(normalizedPath('///', 'MERGE_SLASHES')).toBe('//');
  expect(normalizedPath('/a//', 'MERGE_SLASHES')).toBe('/a/');
  expect(normalizedPath('/%2F', 'DECODE_AND_MERGE_SLASHES')).toBe('//');
});

const BY_PROTO = [
  ...SHOP,
  object('Deployment', 'shop/entry', {
    template: {
      metadata: { labels: { istio: 'ingressgateway' }, annotations: { 'inject.istio.io/templates': 'gateway' } },
      spec: { containers: [{ name: 'istio-proxy' }] },
    },
  }),
  gateway('shop/entry', [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }]),
  virtualService('shop/web', {
    hosts: ['web', 'web.com'],
    gateways: ['mesh', 'shop/entry'],
    http: [
      { match: [{ headers: { 'x-forwarded-proto': { exact: 'https' } } }], redirect: { uri: '/secure' } },
      { match: [{ headers: { 'x-forwarded-proto': { exact: 'http' } } }], route: to('web:80') },
    ],
  }),
];

test('how a request came is known to all proxies, and to gateways better than to their clients', () => {
  const simulator = simulate(BY_PROTO);
  const headers = { 'X-Forwarded-Proto': 'https' };
  expect(brief(from(simulator, 'client.shop', 'http://web/'))).toBe('web.shop:80');
  expect(brief(from(simulator, 'client.shop', 'http://web/', { headers }))).toBe('301 https://web/secure');
  expect(brief(at(simulator, 'entry.shop', 'http://web.com/', { headers }))).toBe('web.shop:80');
});

test('some headers that come twice are one text before they are matched', () => {
  const rules = virtualService('shop/web', {
    hosts: ['web'],
    http: [
      {
        match: [{ headers: { accept: { exact: 'b' } } }, { headers: { 'x-kind': { exact: 'b' } } }],
        directResponse: { status: 201 },
      },
      { route: to('web') },
    ],
  });
  const asked = (name: string) =>
    brief(from(simulate([...SHOP, rules]), 'client.shop', 'http://web/', { headers: { [name]: ['a', 'b'] } }));
  expect(asked('accept')).toBe('web.shop:80');
  expect(asked('x-kind')).toBe('direct 201');
});

test('of what may be sent in trailers, that they may come is all that is passed on', () => {
  expect(ask('http://web/', 'GET', { te: 'gzip, trailers' }).headers).toEqual({ te: 'trailers' });
  expect(ask('http://web/', 'GET', { te: 'gzip' }).headers).toEqual({});
});
