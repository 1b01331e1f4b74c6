import type { RequestOptions } from '../../lib/simulation';
import { apps, brief, from, simulate, to, virtualService } from './asked';

type Fields = Readonly<Record<string, unknown>>;
const SHOPS = apps(['shop/a', 'shop/b', 'shop/client'], { 80: 'http', 8080: 'http' });

function ask(rule: Fields, path = '/', options: RequestOptions = {}, port = 80, config: Fields = {}) {
  const http = [{ ...((rule.redirect ?? rule.directResponse) === undefined ? { route: to('b') } : {}), ...rule }];
  return from(
    simulate([...SHOPS, virtualService('shop/v', { hosts: ['a'], http })], config),
    'client',
    `http://a:${port}${path}`,
    options,
  );
}

const prefix = (value: string) => ({ match: [{ uri: { prefix: value } }] });

test.each<[Fields, string, string]>([
  [{ ...prefix('/foo'), rewrite: { uri: '/' } }, '/foo/bar', '//bar'],
  [{ ...prefix('/foo'), rewrite: { uri: '/' } }, '/foobar', '/bar'],
  [{ ...prefix('/foo'), rewrite: { uri: '/x' } }, '/foo?q=1', '/x?q=1'],
  [{ match: [{ uri: { exact: '/foo' } }], rewrite: { uri: '/x' } }, '/foo?q', '/x?q'],
  [{ match: [{ uri: { regex: '/f.*' } }], rewrite: { uri: '/x' } }, '/foo/bar?q', '/x?q'],
  [{ rewrite: { uri: '/base' } }, '/zz', '/basezz'],
  [{ ...prefix('/'), rewrite: { uri: '/base' } }, '/zz', '/basezz'],
  [{ rewrite: { uriRegexRewrite: { match: '/(\\w+)/(\\w+)', rewrite: '/\\2/\\1' } } }, '/a/b/c/d?q=/a/b', '/b/a/d/c?q=/a/b'],
  [{ rewrite: { uriRegexRewrite: { match: 'o', rewrite: '0' } } }, '/foo', '/f00'],
  [{}, '/a/../b', '/b'],
  [{}, '/%66oo', '/foo'],
])('%j makes of %s the path %s', (rule, path, received) => {
  expect(ask(rule, path).path).toBe(received);
});

test.each<[Fields, string, string, number, string]>([
  [{ uri: '/x' }, '/a?q=1', 'a', 80, '301 http://a/x?q=1'],
  [{ uri: '/x?y' }, '/a?q=1', 'a', 80, '301 http://a/x?y'],
  [{ uri: 'x' }, '/a', 'a', 80, '301 http://a/x'],
  [{ authority: 'b.com' }, '/a', 'a', 80, '301 http://b.com/a'],
  [{ uri: '/x', redirectCode: 302 }, '/', 'a', 80, '302 http://a/x'],
  [{ scheme: 'https' }, '/', 'a:8080', 80, '301 https://a:8080/'],
  [{ scheme: 'https' }, '/', 'a:80', 80, '301 https://a/'],
  [{ port: 8443 }, '/', 'a:80', 80, '301 http://a:8443/'],
  [{ port: 80 }, '/', 'a', 80, '301 http://a/'],
  [{ port: 443, scheme: 'https' }, '/', 'a', 80, '301 https://a/'],
  [{ derivePort: 'FROM_REQUEST_PORT' }, '/', 'a:9999', 8080, '301 http://a:8080/'],
  [{ derivePort: 'FROM_REQUEST_PORT', authority: 'b.com' }, '/', 'a', 80, '301 http://b.com/'],
  [{ derivePort: 'FROM_PROTOCOL_DEFAULT', authority: 'b.com' }, '/', 'a', 80, '301 http://b.com/'],
])('the redirect %j', (redirect, path, host, port, goes) => {
  expect(brief(ask({ redirect }, path, { headers: { host } }, port))).toBe(goes);
});

test('a redirect replaces the prefix that was matched', () => {
  expect(brief(ask({ ...prefix('/old'), redirect: { prefixRewrite: '/new' } }, '/old/x?q'))).toBe('301 http://a/new/x?q');
});

test('an answer of the proxy itself', () => {
  expect(brief(ask({ directResponse: { status: 403, body: { string: 'no' } } }))).toBe('direct 403 no');
  expect(brief(ask({ directResponse: { status: 200, body: { bytes: 'aGk=' } } }))).toBe('direct 200 hi');
});

const set = (value: string) => ({ request: { set: { x: value } } });

test.each<[string, Fields, RequestOptions['headers'], Record<string, string>]>([
  [
    'set, add and remove',
    { headers: { request: { set: { a: '1' }, add: { b: '2' }, remove: ['c'] } } },
    { a: '0', b: '0', c: '0' },
    { a: '1', b: '0,2' },
  ],
  [
    'one of a destination: sets first, then adds',
    {
      headers: { request: { set: { x: 'r' }, add: { x: 'ra' } } },
      route: [{ ...to('b')[0], headers: { request: { set: { x: 'd' }, add: { x: 'da' } } } }],
    },
    {},
    { x: 'd,ra,da' },
  ],
  ['one that is removed and set', { headers: { request: { remove: ['x'], set: { x: '1' } } } }, { x: '0' }, { x: '1' }],
  [
    'parts of the request',
    { headers: { request: { set: { x: '%REQ(:path)%', y: '%REQ(z)%', w: '100%%' } } } },
    {},
    { x: '/', w: '100%' },
  ],
  ['none', {}, { Accept: 'x', n: ['1', '2'] }, { accept: 'x', n: '1,2' }],
])('headers: %s', (_, rule, headers, received) => {
  expect(ask(rule, '/', { headers }).headers).toEqual(received);
});

test('of shares with headers of their own, each says what it receives; what the route sets wins', () => {
  const route = [
    { ...to('a=50')[0], headers: set('a') },
    { ...to('b=50')[0], headers: { request: { add: { x: 'b' } } } },
  ];
  const open = ask({ route }, '/', { headers: { x: '0' } });
  expect(open.destinations.map(({ headers }) => headers)).toEqual([{ x: 'a' }, { x: '0,b' }]);
  expect(open.headers).toEqual({ x: '0' });
  const closed = ask({ route, headers: set('r') });
  expect([closed.headers, closed.destinations.map(({ headers }) => headers)]).toEqual([{ x: 'r' }, [undefined, undefined]]);
});

test('the host that is asked for', () => {
  const hosted = (host: string) => ({ request: { set: { Host: host } } });
  expect(ask({ rewrite: { authority: 'r.com' } }).authority).toBe('r.com');
  expect(ask({ headers: hosted('h.com') }).authority).toBe('h.com');
  expect(ask({ route: [{ ...to('b')[0], headers: hosted('d.com') }] }).authority).toBe('d.com');
  expect(ask({ rewrite: { authority: 'r.com' }, route: [{ ...to('b')[0], headers: hosted('d.com') }] }).authority).toBe('r.com');
  const shares = [{ ...to('a=1')[0], headers: hosted('d.com') }, to('b=1')[0]];
  expect(ask({ route: shares }).destinations.map(({ authority }) => authority)).toEqual(['d.com', 'a']);
  expect(ask({}, '/', {}, 8080).authority).toBe('a:8080');
});

test('headers of the answer: what is set and added, and null for what is taken out', () => {
  const { responseHeaders } = ask({ headers: { response: { set: { a: '1' }, add: { b: '2' }, remove: ['server'] } } });
  expect(responseHeaders).toEqual({ server: null, a: '1', b: '2' });
});

test.each<[Fields, number | undefined]>([
  [{}, undefined],
  [{ timeout: '0s' }, undefined],
  [{ timeout: '1.5s' }, 1500],
])('%j gives up after %s milliseconds', (rule, timeoutMs) => {
  expect(ask(rule).timeoutMs).toBe(timeoutMs);
});

const DEFAULT = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

test.each<[Fields, Fields, object | undefined]>([
  [{}, {}, { attempts: 2, retryOn: DEFAULT }],
  [{ retries: { attempts: 0 } }, {}, undefined],
  [{ retries: { attempts: 5 } }, {}, { attempts: 5, retryOn: DEFAULT }],
  [
    { retries: { attempts: 5, retryOn: 'gateway-error, 503' } },
    {},
    { attempts: 5, retryOn: 'gateway-error,retriable-status-codes,503' },
  ],
  [{}, { defaultHttpRetryPolicy: { attempts: 7, retryOn: '5xx' } }, { attempts: 7, retryOn: '5xx' }],
])('%j in a mesh with %j is tried again: %j', (rule, config, retries) => {
  expect(ask(rule, '/', {}, 80, config).retries).toEqual(retries);
});

const delay = (percentage?: number) => ({
  delay: { fixedDelay: '2s', ...(percentage === undefined ? {} : { percentage: { value: percentage } }) },
});
const abort = (percentage?: number, more: Fields = { httpStatus: 418 }) => ({
  abort: { ...more, ...(percentage === undefined ? {} : { percentage: { value: percentage } }) },
});

test.each<[Fields, string, object[], string[]]>([
  [delay(), 'b.shop:80', [], []],
  [delay(50), 'b.shop:80', [{ type: 'delay', delayMs: 2000, percentage: 50 }], []],
  [delay(100), 'b.shop:80', [{ type: 'delay', delayMs: 2000, percentage: 100 }], ['DI']],
  [abort(), 'b.shop:80', [], []],
  [abort(30), 'b.shop:80', [{ type: 'abort', status: 418, percentage: 30 }], []],
  [abort(0.00019), 'b.shop:80', [{ type: 'abort', status: 418, percentage: 0.0001 }], []],
  [abort(100), 'abort 418 fault filter abort', [{ type: 'abort', status: 418, percentage: 100 }], ['FI']],
  [
    abort(100, { grpcStatus: 'UNAVAILABLE' }),
    'abort 200 fault filter abort',
    [{ type: 'abort', grpcStatus: 'UNAVAILABLE', percentage: 100 }],
    ['FI'],
  ],
  [
    { ...delay(100), ...abort(100) },
    'abort 418 fault filter abort',
    [
      { type: 'delay', delayMs: 2000, percentage: 100 },
      { type: 'abort', status: 418, percentage: 100 },
    ],
    ['DI', 'FI'],
  ],
])('the fault %j', (fault, goes, faults, flags) => {
  const outcome = ask({ fault });
  expect([brief(outcome), outcome.faults, outcome.flags]).toEqual([goes, faults, flags]);
});

test.each<[Fields, [string, number][]]>([
  [{ mirror: { host: 'a' } }, [['a', 100]]],
  [{ mirror: { host: 'a' }, mirrorPercentage: { value: 12.5 } }, [['a', 12.5]]],
  [{ mirror: { host: 'a' }, mirrorPercentage: { value: 0 } }, []],
  [
    { mirrors: [{ destination: { host: 'a' } }, { destination: { host: 'b' }, percentage: { value: 3 } }] },
    [
      ['a', 100],
      ['b', 3],
    ],
  ],
])('%j copies to %j', (rule, copies) => {
  const { mirrors } = ask(rule);
  expect(mirrors.map(({ service, percentage }) => [service.split('.')[0], percentage])).toEqual(copies);
});

const corsPolicy = {
  allowOrigins: [{ exact: 'https://ok.com' }, { regex: 'https://.*\\.ok\\.com' }],
  allowMethods: ['GET', 'PUT'],
  allowHeaders: ['x'],
  exposeHeaders: ['y'],
  maxAge: '24h',
  allowCredentials: true,
};
const preflight = (origin: string) => ({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } });

test('a preflight of an origin that is let in is answered, others are passed on, or answered without a word', () => {
  const answered = ask({ corsPolicy }, '/', preflight('https://x.ok.com'));
  expect([brief(answered), answered.responseHeaders]).toEqual([
    'preflight 200',
    {
      'access-control-allow-origin': 'https://x.ok.com',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-headers': 'x',
      'access-control-max-age': '86400',
    },
  ]);
  expect(brief(ask({ corsPolicy }, '/', preflight('https://bad.com')))).toBe('b.shop:80');
  const ignored = ask({ corsPolicy: { ...corsPolicy, unmatchedPreflights: 'IGNORE' } }, '/', preflight('https://bad.com'));
  expect([brief(ignored), ignored.responseHeaders]).toEqual(['preflight 200', {}]);
  expect(brief(ask({ corsPolicy, fault: abort(100) }, '/', preflight('https://ok.com')))).toBe('abort 418 fault filter abort');
  const asked = ask({ corsPolicy }, '/', { headers: { origin: 'https://ok.com' } });
  expect(asked.responseHeaders).toEqual({
    'access-control-allow-origin': 'https://ok.com',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'y',
  });
});

test.each([
  ['%PROTOCOL%', 'HTTP/1.1', 'HTTP/1.1'],
  ['%RESPONSE_CODE%', '0', '200'],
  ['%RESPONSE_FLAGS%', '-', '-'],
  ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', '10.0.0.9', '10.0.0.9'],
  ['%REQUESTED_SERVER_NAME%', undefined, undefined],
  ['%UPSTREAM_HOST%', '%UPSTREAM_HOST%', '%UPSTREAM_HOST%'],
  ['%REQ(none?:method)%-%%', 'GET-%', 'GET-%'],
])('the variable %s: %s in a request, %s in an answer', (x, request, response) => {
  const found = ask({ headers: { request: { set: { x } }, response: { set: { x } } } }, '/', { sourceIp: '10.0.0.9' });
  expect([found.headers?.['x'], found.responseHeaders?.['x']]).toEqual([request, response]);
});

test.each([
  [{ headers: { request: { set: { x: '%REQ_WITHOUT_QUERY(:path)%' } } } }, '%REQ_WITHOUT_QUERY(:path)%'],
  [{ headers: { response: { add: { x: '%protocol%' } } } }, '%protocol%'],
  [{ route: [{ ...to('b')[0], headers: { request: { add: { x: 'a %PROTOCOLS% b' } } } }] }, '%PROTOCOLS%'],
])('a variable that Envoy does not know breaks the routes of the port: %j', (rule, named) => {
  const { outcome, why } = ask(rule);
  expect([outcome, why.at(-1)]).toEqual(['nack', `Envoy refuses the routes of this port: it knows no ${named}`]);
});

test('the answer of the proxy itself has its own status', () => {
  const headers = { response: { set: { x: '%RESPONSE_CODE%' } } };
  expect(ask({ directResponse: { status: 418 }, headers }).responseHeaders).toEqual({ x: '418' });
  expect(ask({ redirect: { uri: '/x' }, headers }).responseHeaders).toEqual({ x: '301' });
});
