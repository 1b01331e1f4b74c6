import type { RequestHeaders } from '../../lib/simulation';
import { apps, at, brief, from, gateway, simulate, to, virtualService } from './asked';

const SIMULATOR = (match: object) =>
  simulate([
    ...apps(['shop/a', 'shop/b', 'shop/client']),
    gateway('shop/g', [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }]),
    virtualService('shop/v', {
      hosts: ['a'],
      gateways: ['mesh', 'g'],
      http: [{ match: [match], route: to('b') }, { route: to('a') }],
    }),
  ]);

const is = (exact: string) => ({ exact });
const some = (name: string) => ({ headers: { [name]: {} } });
const none = (name: string) => ({ withoutHeaders: { [name]: {} } });

test.each<[object, RequestHeaders, boolean, boolean]>([
  [some('x-request-id'), {}, true, true],
  [none('x-request-id'), {}, false, false],
  [{ headers: { 'x-request-id': is('mine') } }, { 'x-request-id': 'mine' }, true, false],
  [{ headers: { 'x-request-id': { regex: '[0-9a-f-]{36}' } } }, {}, true, true],
  [some('x-forwarded-for'), {}, false, true],
  [{ headers: { 'x-forwarded-for': is('9.9.9.9') } }, {}, false, true],
  [{ headers: { 'x-forwarded-for': is('1.1.1.1,9.9.9.9') } }, { 'x-forwarded-for': '1.1.1.1' }, false, true],
  [{ headers: { 'x-envoy-external-address': is('9.9.9.9') } }, { 'x-envoy-external-address': '1.1.1.1' }, false, true],
  [some('x-envoy-internal'), { 'x-envoy-internal': 'true' }, false, false],
  [some('x-envoy-retry-on'), { 'X-Envoy-Retry-On': '5xx' }, false, false],
  [some('x-forwarded-client-cert'), { 'x-forwarded-client-cert': 'Hash=1' }, false, false],
  [some('x-envoy-original-path'), { 'x-envoy-original-path': '/' }, true, false],
  [some('x-envoy-attempt-count'), { 'x-envoy-attempt-count': '2' }, true, true],
])('%j with %j: in the mesh %s, at a gateway %s', (match, headers, inMesh, outside) => {
  const simulator = SIMULATOR(match);
  const target = (met: boolean) => (met ? 'b.shop:80' : 'a.shop:80');
  expect(brief(from(simulator, 'client', 'http://a.shop.svc.cluster.local/', { headers }))).toBe(target(inMesh));
  const host = { ...headers, host: 'a.shop.svc.cluster.local' };
  expect(brief(at(simulator, 'g', 'http://1.2.3.4/', { headers: host, sourceIp: '9.9.9.9' }))).toBe(target(outside));
});

test('headers that proxies believe nobody do not go on; bytes that no proxy reads keep all', () => {
  const simulator = SIMULATOR({});
  const headers = { 'x-envoy-retry-on': '5xx', own: '1' };
  expect(from(simulator, 'client', 'http://a/', { headers }).headers).toEqual({ own: '1' });
  expect(from(simulator, 'client', 'https://elsewhere.com/', { headers }).headers).toEqual(headers);
});
