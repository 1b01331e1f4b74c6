import type { RequestOptions, Simulator } from '../../lib/simulation';
import { apps, at, brief, from, type Manifest, object, service, simulate, workload } from './asked';

type Fields = Readonly<Record<string, unknown>>;

const api = (kind: string, place: string, spec: Fields, metadata: Fields = {}): Manifest => ({
  ...object(kind, place, spec, metadata),
  apiVersion: `gateway.networking.k8s.io/${kind === 'TCPRoute' ? 'v1alpha2' : 'v1'}`,
});
const listener = (name: string, more: Fields = {}) => ({
  name,
  port: 80,
  protocol: 'HTTP',
  allowedRoutes: { namespaces: { from: 'All' } },
  ...more,
});
const web = (listeners: readonly Fields[] = [listener('http')], more: Fields = {}) =>
  api('Gateway', 'edge/web', { gatewayClassName: 'istio', listeners, ...more });
const AT_WEB = { parentRefs: [{ name: 'web', namespace: 'edge' }] };
const http = (place: string, rules: readonly Fields[], more: Fields = {}, metadata: Fields = {}) =>
  api('HTTPRoute', place, { ...AT_WEB, rules, ...more }, metadata);
const backends = (...names: readonly string[]) => ({
  backendRefs: names.map((text) => {
    const [name, weight] = text.split('=');
    return { name, port: 80, ...(weight === undefined ? {} : { weight: Number(weight) }) };
  }),
});
const path = (value: string, type = 'PathPrefix') => ({ path: { type, value } });
const grant = (place: string, kind = 'HTTPRoute') =>
  api('ReferenceGrant', place, {
    from: [{ group: 'gateway.networking.k8s.io', kind, namespace: 'shop' }],
    to: [{ group: '', kind: 'Service' }],
  });

const APPS = apps(['shop/a', 'shop/b', 'shop/c', 'far/d', 'shop/caller']);
const mesh = (...more: readonly Manifest[]): Simulator => simulate([...APPS, ...more]);
const ask = (simulator: Simulator, url: string, options?: RequestOptions) => at(simulator, 'web.edge', url, options);
const A = 'a.shop:80';
const B = 'b.shop:80';

test.each<[string, readonly Fields[], string, RequestOptions, string]>([
  ['a rule without matches takes everything', [backends('a')], '/x', {}, A],
  ['prefixes end at slashes', [{ matches: [path('/foo')], ...backends('a') }], '/foobar', {}, 'notFound 404'],
  ['and hold themselves', [{ matches: [path('/foo/')], ...backends('a') }], '/foo', {}, A],
  ['and what is below', [{ matches: [path('/foo')], ...backends('a') }], '/foo/bar?x', {}, A],
  [
    'an exact path comes before a prefix',
    [
      { matches: [path('/foo')], ...backends('a') },
      { matches: [path('/foo', 'Exact')], ...backends('b') },
    ],
    '/foo',
    {},
    B,
  ],
  [
    'the longer prefix comes first',
    [
      { matches: [path('/')], ...backends('a') },
      { matches: [path('/foo')], ...backends('b') },
    ],
    '/foo/x',
    {},
    B,
  ],
  [
    'a prefix comes before an expression',
    [
      { matches: [path('/f.*', 'RegularExpression')], ...backends('a') },
      { matches: [path('/foo')], ...backends('b') },
    ],
    '/foo',
    {},
    B,
  ],
  [
    'a method decides between equal paths',
    [
      { matches: [{ headers: [{ name: 'x', value: 'y' }] }], ...backends('a') },
      { matches: [{ method: 'GET' }], ...backends('b') },
    ],
    '/',
    { headers: { x: 'y' } },
    B,
  ],
  [
    'then the number of headers',
    [
      { matches: [{ queryParams: [{ name: 'q', value: '1' }] }], ...backends('a') },
      { matches: [{ headers: [{ name: 'x', value: 'y' }] }], ...backends('b') },
    ],
    '/?q=1',
    { headers: { x: 'y' } },
    B,
  ],
  [
    'then the first',
    [
      { matches: [{ headers: [{ name: 'x', value: 'y' }] }], ...backends('a') },
      { matches: [{ headers: [{ name: 'z', value: 'y' }] }], ...backends('b') },
    ],
    '/',
    { headers: { x: 'y', z: 'y' } },
    A,
  ],
  [
    'one of several matches is enough',
    [{ matches: [path('/x'), { method: 'PUT' }], ...backends('a') }],
    '/y',
    { method: 'PUT' },
    A,
  ],
  ['shares are by weight', [backends('a=1', 'b=3')], '/', {}, `${A}=25 ${B}=75`],
  ['no share is no backend', [backends('a=1', 'b=0')], '/', {}, A],
  ['no backends at all answer 500', [{}], '/', {}, 'direct 500'],
  ['nor do shares of nothing', [backends('a=0')], '/', {}, 'direct 500'],
  ['a backend that is not there answers 500', [backends('nobody')], '/', {}, 'noCluster nobody.shop:80'],
  [
    'a redirect has the port of the listener left out',
    [{ filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'new.com' } }] }],
    '/x?y',
    {},
    '302 http://new.com/x?y',
  ],
  [
    'to another scheme, its own port',
    [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    '/x',
    {},
    '301 https://a.com/x',
  ],
  [
    'with a new prefix',
    [
      {
        matches: [path('/old')],
        filters: [
          {
            type: 'RequestRedirect',
            requestRedirect: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' }, port: 8080 },
          },
        ],
      },
    ],
    '/old/x',
    {},
    '302 http://a.com:8080/new/x',
  ],
])('%s', (_, rules, url, options, expected) => {
  const outcome = ask(mesh(web(), http('shop/r', rules)), `http://a.com${url}`, options);
  expect(brief(outcome)).toBe(expected);
});

test('what is not there answers 500, not 503', () => {
  expect(ask(mesh(web(), http('shop/r', [backends('nobody')])), 'http://a.com/').status).toBe(500);
});

test('headers, path and host are as the upstream gets them', () => {
  const filters = [
    { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Set', value: '1' }], remove: ['gone'] } },
    { type: 'URLRewrite', urlRewrite: { hostname: 'inner.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
    { type: 'RequestMirror', requestMirror: { backendRef: { name: 'b', port: 80 }, percent: 10 } },
    { type: 'RequestMirror', requestMirror: { backendRef: { name: 'nobody', port: 80 } } },
  ];
  const timeouts = { request: '10s', backendRequest: '2s' };
  const outcome = ask(
    mesh(web(), http('shop/r', [{ matches: [path('/foo')], filters, timeouts, ...backends('a') }])),
    'http://a.com/foo/bar?x',
    {
      headers: { gone: 'y' },
    },
  );
  expect([outcome.path, outcome.authority, outcome.headers, outcome.timeoutMs]).toEqual([
    '/bar?x',
    'inner.com',
    { 'x-set': '1' },
    2000,
  ]);
  expect(outcome.mirrors.map(({ service: host, percentage }) => [host, percentage])).toEqual([['b.shop.svc.cluster.local', 10]]);
  expect(outcome.why).toContain('HTTPRoute shop/r rules[0].matches[0]');
});

test('a backend in another namespace needs a grant there, at gateways', () => {
  const far = http('shop/r', [{ backendRefs: [{ name: 'd', namespace: 'far', port: 80 }] }]);
  expect(ask(mesh(web(), far), 'http://a.com/').status).toBe(500);
  expect(brief(ask(mesh(web(), far, grant('far/g')), 'http://a.com/'))).toBe('d.far:80');
  expect(ask(mesh(web(), far, grant('far/g', 'GRPCRoute')), 'http://a.com/').status).toBe(500);
});

test.each<[string, readonly Fields[], Fields, string, string]>([
  ['routes of other namespaces need to be let in', [{ name: 'http', port: 80, protocol: 'HTTP' }], {}, 'a.com', 'notFound 404'],
  [
    'by kind too',
    [listener('http', { allowedRoutes: { namespaces: { from: 'All' }, kinds: [{ kind: 'GRPCRoute' }] } })],
    {},
    'a.com',
    'notFound 404',
  ],
  [
    'hosts of route and listener have to meet',
    [listener('http', { hostname: 'b.com' })],
    { hostnames: ['a.com'] },
    'a.com',
    'notFound 404',
  ],
  ['the narrower of them is served', [listener('http', { hostname: '*.a.com' })], { hostnames: ['*.com'] }, 'x.a.com', A],
  ['and nothing beside', [listener('http', { hostname: '*.a.com' })], { hostnames: ['*.com'] }, 'b.com', 'notFound 404'],
  [
    'a section is one listener',
    [listener('one', { hostname: 'a.com' }), listener('two', { hostname: 'b.com' })],
    { parentRefs: [{ name: 'web', namespace: 'edge', sectionName: 'two' }] },
    'a.com',
    'notFound 404',
  ],
  [
    'and answers there',
    [listener('one', { hostname: 'a.com' }), listener('two', { hostname: 'b.com' })],
    { parentRefs: [{ name: 'web', namespace: 'edge', sectionName: 'two' }] },
    'b.com',
    A,
  ],
  [
    'the narrowest listener has a host',
    [listener('one'), listener('two', { hostname: 'a.com' })],
    { hostnames: ['a.com'], parentRefs: [{ name: 'web', namespace: 'edge', sectionName: 'one' }] },
    'a.com',
    'notFound 404',
  ],
])('%s', (_, listeners, more, host, expected) => {
  expect(brief(ask(mesh(web(listeners), http('shop/r', [backends('a')], more)), `http://${host}/`))).toBe(expected);
});

test('namespaces are let in by their labels', () => {
  const selector = { matchLabels: { door: 'open' } };
  const open = [listener('http', { allowedRoutes: { namespaces: { from: 'Selector', selector } } })];
  const shop = (labels: Fields): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
  const asked = (labels: Fields) => brief(ask(mesh(web(open), shop(labels), http('shop/r', [backends('a')])), 'http://a.com/'));
  expect([asked({ door: 'open' }), asked({})]).toEqual([A, 'notFound 404']);
});

test('routes for one host are one, the older first where nothing else decides', () => {
  const first = http('shop/z', [backends('a')], { hostnames: ['a.com'] }, { creationTimestamp: '2026-01-01T00:00:00Z' });
  const next = http(
    'shop/a',
    [backends('b'), { matches: [path('/b')], ...backends('b') }],
    { hostnames: ['a.com'] },
    { creationTimestamp: '2026-01-02T00:00:00Z' },
  );
  const simulator = mesh(web(), first, next);
  expect([brief(ask(simulator, 'http://a.com/')), brief(ask(simulator, 'http://a.com/b'))]).toEqual([A, B]);
});

test('where ages decide that nobody tells, both are said', () => {
  const simulator = mesh(web(), http('shop/q', [backends('a')]), http('shop/r', [backends('b')]));
  const outcome = ask(simulator, 'http://a.com/');
  expect([brief(outcome), outcome.ambiguous === undefined ? '' : brief(outcome.ambiguous)]).toEqual([A, B]);
});

test('calls of gRPC go by service and method, beside requests for the same host: a prefix comes before a call of any service', () => {
  const grpc = api('GRPCRoute', 'shop/g', {
    ...AT_WEB,
    rules: [
      { matches: [{ method: { service: 'shop.Cart', method: 'Add' } }], ...backends('b') },
      { matches: [{ method: { service: 'shop.Cart' } }], ...backends('c') },
      { matches: [{ method: { method: 'Get' } }], ...backends('b') },
    ],
  });
  const simulator = mesh(web(), grpc, http('shop/r', [backends('a')]));
  const asked = (name: string) => brief(ask(simulator, `http://a.com${name}`, { method: 'POST' }));
  expect([asked('/shop.Cart/Add'), asked('/shop.Cart/Get'), asked('/x.Y/Get'), asked('/x')]).toEqual([B, 'c.shop:80', A, A]);
});

const AT_A = { parentRefs: [{ group: '', kind: 'Service', name: 'a', namespace: 'shop' }] };

test('routes of a service are for the sidecars of all, or those of their own namespace alone', () => {
  const own = mesh(http('shop/r', [backends('b')], AT_A));
  expect(brief(from(own, 'caller.shop', 'http://a/'))).toBe(B);
  expect(brief(from(own, 'd.far', 'http://a.shop/'))).toBe(B);
  const consumer = mesh(http('far/r', [{ backendRefs: [{ name: 'd', port: 80 }] }], AT_A));
  expect(brief(from(consumer, 'd.far', 'http://a.shop/'))).toBe('d.far:80');
  expect(brief(from(consumer, 'caller.shop', 'http://a/'))).toBe(A);
});

test('a port of the parent is the only one that is routed', () => {
  const two = [service('shop/two', { 80: 'http', 81: 'http-b' }), workload('shop/two')];
  const parentRefs = [{ group: '', kind: 'Service', name: 'two', port: 81 }];
  const simulator = mesh(...two, http('shop/r', [backends('b')], { parentRefs }));
  expect([80, 81].map((port) => brief(from(simulator, 'caller', `http://two:${port}/`)))).toEqual(['two.shop:80', B]);
});

test('no route matches is 404, and a service that is not there has no routes', () => {
  const narrow = mesh(http('shop/r', [{ matches: [path('/x')], ...backends('b') }], AT_A));
  expect(brief(from(narrow, 'caller', 'http://a/'))).toBe('notFound 404');
  const nobody = { parentRefs: [{ group: '', kind: 'Service', name: 'nobody' }] };
  expect(brief(from(mesh(http('shop/r', [backends('b')], nobody)), 'caller', 'http://a/'))).toBe(A);
});

test('TLS is ended or passed on by listeners', () => {
  const tls = [
    listener('https', { port: 443, protocol: 'HTTPS', hostname: 'a.com', tls: { certificateRefs: [{ name: 'cert' }] } }),
    listener('more', { port: 443, protocol: 'HTTPS', hostname: 'b.com', tls: { certificateRefs: [{ name: 'cert' }] } }),
    listener('pass', { port: 443, protocol: 'TLS', hostname: '*.c.com', tls: { mode: 'Passthrough' } }),
  ];
  const passed = api('TLSRoute', 'shop/t', { ...AT_WEB, hostnames: ['x.c.com'], rules: [backends('c')] });
  const simulator = mesh(
    web(tls),
    passed,
    http('shop/r', [backends('a')], { hostnames: ['a.com'] }),
    http('shop/s', [backends('b')], { hostnames: ['b.com'] }),
  );
  const asked = (host: string) => brief(ask(simulator, `https://${host}/`));
  expect([asked('a.com'), asked('b.com'), asked('x.c.com'), asked('d.com')]).toEqual([A, B, 'c.shop:80', 'closed']);
});

test('bytes go where a TCPRoute says', () => {
  const bytes = api('TCPRoute', 'shop/t', { ...AT_WEB, rules: [backends('c')] });
  const simulator = mesh(web([listener('tcp', { port: 9000, protocol: 'TCP' })]), bytes);
  expect(brief(ask(simulator, 'tcp://a.com:9000'))).toBe('c.shop:80');
});

test('a Gateway for the pods of a Service opens the ports of the Service alone', () => {
  const addresses = [{ type: 'Hostname', value: 'door' }];
  const door = [service('edge/door', { 80: 'http>8080' }), workload('edge/door', {}, { serviceAccountName: 'door' })];
  const simulator = mesh(
    web([listener('http'), listener('other', { port: 81 })], { addresses }),
    ...door,
    http('shop/r', [backends('a')]),
  );
  expect(brief(ask(simulator, 'http://a.com/'))).toBe(A);
  expect(brief(ask(simulator, 'http://a.com:81/'))).toBe('refused');
});

test('pods that istiod makes take no Gateways of Istio from other namespaces', () => {
  const open = (place: string) =>
    object('Gateway', place, {
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'], tls: { httpsRedirect: true } }],
    });
  const asked = (place: string) => brief(ask(mesh(web(), open(place), http('shop/r', [backends('a')])), 'http://a.com/'));
  expect(asked('shop/open')).toBe(A);
  expect(asked('edge/open')).toBe('301 https://a.com/');
});

test('classes of others are left alone', () => {
  const other = api('Gateway', 'edge/other', { gatewayClassName: 'else', listeners: [listener('http')] });
  const simulator = mesh(web(), other, http('shop/r', [backends('a')], { parentRefs: [{ name: 'other', namespace: 'edge' }] }));
  expect(brief(ask(simulator, 'http://a.com/'))).toBe('notFound 404');
});

test('listeners of a ListenerSet join a Gateway that lets them', () => {
  const set = api('ListenerSet', 'shop/more', {
    parentRef: { name: 'web', namespace: 'edge' },
    listeners: [listener('set', { port: 80, hostname: 's.com' })],
  });
  const route = http('shop/r', [backends('a')], { parentRefs: [{ kind: 'ListenerSet', name: 'more' }] });
  const asked = (more: Fields) =>
    brief(ask(mesh(web([listener('http', { hostname: 'a.com' })], more), set, route), 'http://s.com/'));
  expect(asked({ allowedListeners: { namespaces: { from: 'All' } } })).toBe(A);
  expect(asked({})).toBe('notFound 404');
});

test('a route of which a part cannot be read does nothing', () => {
  const broken = http('shop/r', [backends('b'), { backendRefs: [{ name: 'a' }] }], AT_A);
  expect(brief(from(mesh(broken), 'caller', 'http://a/'))).toBe(A);
});
