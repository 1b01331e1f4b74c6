import {
  apps,
  brief,
  destinationRule,
  from,
  type Manifest,
  service,
  serviceEntry,
  sidecar,
  simulate,
  to,
  virtualService,
  workload,
} from './asked';

type Fields = Readonly<Record<string, unknown>>;
const SHOPS = apps(['shop/a', 'shop/b', 'shop/client']);

/** Asks for `a` on port 80, which a VirtualService sends elsewhere. */
function sent(route: Fields[], more: readonly Manifest[] = [], rule: Fields = {}, options = {}) {
  return from(
    simulate([...SHOPS, ...more, virtualService('shop/v', { hosts: ['a'], http: [{ route, ...rule }] })]),
    'client',
    'http://a/',
    options,
  );
}

const versions = ['v1', 'v2'].map((version) => ({ name: version, labels: { version } }));
const REVIEWS = [
  service('shop/r'),
  workload('shop/r-v1', { app: 'r', version: 'v1' }),
  workload('shop/r-v2', { app: 'r', version: 'v2' }),
];

test.each<[string, Fields[], Manifest[], string]>([
  ['no port: the one that was called', to('b'), [], 'b.shop:80'],
  ['no port, of a service on another one', to('c'), apps(['shop/c'], { 8080: 'http' }), 'noCluster c.shop:80'],
  ['a port', to('c:8080'), apps(['shop/c'], { 8080: 'http' }), 'c.shop:8080'],
  ['a port that the service does not have', to('b:81'), [], 'noCluster b.shop:81'],
  ['a host that is none', to('nowhere'), [], 'noCluster nowhere.shop:80'],
  ['a service without pods', to('c'), [service('shop/c')], 'noEndpoints c.shop:80'],
  [
    'a service whose workload has no pods',
    to('c'),
    [service('shop/c'), { ...workload('shop/c'), spec: { replicas: 0, template: { metadata: { labels: { app: 'c' } } } } }],
    'noEndpoints c.shop:80',
  ],
  ['a subset without DestinationRule', to('b/v1'), [], 'noCluster b.shop:80/v1'],
  ['a subset', to('r/v2'), [...REVIEWS, destinationRule('shop/d', { host: 'r', subsets: versions })], 'r.shop:80/v2'],
  [
    'a subset that the DestinationRule does not have',
    to('r/v3'),
    [...REVIEWS, destinationRule('shop/d', { host: 'r', subsets: versions })],
    'noCluster r.shop:80/v3',
  ],
  [
    'a subset that picks no pods',
    to('r/v3'),
    [...REVIEWS, destinationRule('shop/d', { host: 'r', subsets: [{ name: 'v3', labels: { version: 'v3' } }] })],
    'noEndpoints r.shop:80/v3',
  ],
  ['a share of nothing, of one', to('b=0'), [], 'b.shop:80'],
  ['shares that are no hundred', to('a=30', 'b=30'), [], 'a.shop:80=50 b.shop:80=50'],
  ['a share of nothing, of two', to('a=0', 'b=1'), [], 'b.shop:80'],
  ['a share that goes nowhere', to('a=1', 'nowhere=3'), [], 'a.shop:80=25 nowhere.shop:80=75!noCluster'],
  [
    'another name, on its ports',
    to('c:80'),
    [service('shop/c', { 80: 'http' }, { type: 'ExternalName', externalName: 'b.shop.svc.cluster.local' })],
    'b.shop:80',
  ],
  [
    'another name, not on the port that was called',
    to('c:80'),
    [service('shop/c', { 81: 'http' }, { type: 'ExternalName', externalName: 'b.shop.svc.cluster.local' })],
    'noCluster c.shop:80',
  ],
])('a destination with %s', (_, route, more, goes) => {
  expect(brief(sent(route, more))).toBe(goes);
});

test.each<[string, Fields[], Manifest[], number, string | undefined, string[]]>([
  ['nowhere', to('nowhere'), [], 503, '', ['NC']],
  ['no pods', to('c'), [service('shop/c')], 503, 'no healthy upstream', ['UH']],
])('a request that goes to %s is answered', (_, route, more, status, body, flags) => {
  const outcome = sent(route, more);
  expect([outcome.status, outcome.body, outcome.flags]).toEqual([status, body, flags]);
});

test('a subset without labels has all pods', () => {
  const rule = destinationRule('shop/d', { host: 'r', subsets: [{ name: 'all' }, ...versions] });
  const names = (subset: string) => sent(to(`r/${subset}`), [...REVIEWS, rule]).endpoints.map(({ workload: name }) => name);
  expect([names('all'), names('v1')]).toEqual([['r-v1', 'r-v2'], ['r-v1']]);
});

test('what is sent to a Service without address goes to the address that was called', () => {
  const headless = [service('shop/h', { 80: 'http>8080' }, { clusterIP: 'None' }), workload('shop/h')];
  const outcome = sent(to('h'), headless);
  expect([brief(outcome), outcome.endpoints.map(({ workload: name, port }) => [name, port])]).toEqual(['h.shop:80', [['a', 80]]]);
  const called = from(simulate([...SHOPS, ...headless]), 'client', 'http://h/');
  expect(called.endpoints.map(({ workload: name, port }) => [name, port])).toEqual([['h', 80]]);
});

const DR = (place: string, host: string, name: string, more: Fields = {}, metadata: Fields = {}) =>
  destinationRule(place, { host, subsets: [{ name }], ...more }, metadata);
const FULL = 'x.other.svc.cluster.local';
const OLD = { creationTimestamp: '2020-01-01T00:00:00Z' };
const NEW = { creationTimestamp: '2024-01-01T00:00:00Z' };
const picky = { workloadSelector: { matchLabels: { app: 'client' } } };

/** Which of the subsets are known to a client in `shop` of a service in `other`. */
function known(rules: readonly Manifest[], config: Fields = {}, namespace = 'shop'): string {
  const route = (subset: string) =>
    virtualService(`${namespace}/v`, { hosts: [FULL], http: [{ route: to(`${FULL}/${subset}`) }] });
  const all = [...apps(['other/x', `${namespace}/client`]), ...rules];
  const isKnown = (subset: string) =>
    brief(from(simulate([...all, route(subset)], config), `client.${namespace}`, 'http://x.other/')) === `x.other:80/${subset}`;
  return ['s', 't', 'u'].filter(isKnown).join('');
}

test.each<[string, Manifest[], string]>([
  ['of the client before that of the service', [DR('shop/d', FULL, 's'), DR('other/d', 'x', 't')], 's'],
  [
    'of the client for a wildcard before an exact one of the service',
    [DR('shop/d', '*.local', 's'), DR('other/d', 'x', 't')],
    's',
  ],
  ['of the service', [DR('other/d', 'x', 't')], 't'],
  ['of the service, private', [DR('other/d', 'x', 't', { exportTo: ['.'] })], ''],
  [
    'of the service, private, before a wildcard for all',
    [DR('other/d', 'x', 't', { exportTo: ['.'] }), DR('other/e', '*.local', 's')],
    's',
  ],
  [
    'of the service for another namespace, before a wildcard for all',
    [DR('other/d', 'x', 't', { exportTo: ['third'] }), DR('other/e', '*.local', 's')],
    '',
  ],
  [
    'of the service for another namespace, then of the root',
    [DR('other/d', 'x', 't', { exportTo: ['third'] }), DR('istio-system/e', '*.local', 'u')],
    'u',
  ],
  ['of the client for others alone', [DR('shop/d', FULL, 's', { exportTo: ['third'] }), DR('other/d', 'x', 't')], 't'],
  ['of the root namespace', [DR('istio-system/d', FULL, 'u')], 'u'],
  ['of the root namespace, private', [DR('istio-system/d', FULL, 'u', { exportTo: ['.'] })], ''],
  ['the most specific', [DR('other/d', 'x', 's'), DR('other/e', '*.other.svc.cluster.local', 't')], 's'],
  ['the longest wildcard', [DR('other/d', '*.local', 's'), DR('other/e', '*.other.svc.cluster.local', 't')], 't'],
  ['two of one host are put together', [DR('other/d', 'x', 's'), DR('other/e', FULL, 't')], 'st'],
  [
    'two of one host for others are not put together',
    [DR('other/d', 'x', 's', { exportTo: ['shop'] }), DR('other/e', 'x', 't', { exportTo: ['third'] })],
    's',
  ],
  ['one that picks the client, alone', [DR('shop/d', FULL, 's'), DR('shop/e', FULL, 't', picky)], 't'],
  [
    'one that picks others',
    [DR('shop/d', FULL, 's'), DR('shop/e', FULL, 't', { workloadSelector: { matchLabels: { app: 'x' } } })],
    's',
  ],
])('of DestinationRules, the one %s', (_, rules, found) => {
  expect(known(rules)).toBe(found);
});

test('clients of the root namespace use private rules of their own, then those of the service', () => {
  expect(known([DR('istio-system/d', '*.local', 's'), DR('other/d', 'x', 't')], {}, 'istio-system')).toBe('t');
  expect(known([DR('istio-system/d', '*.local', 's', { exportTo: ['.'] }), DR('other/d', 'x', 't')], {}, 'istio-system')).toBe(
    's',
  );
});

test('the mesh says who sees rules that do not say it themselves', () => {
  expect(known([DR('other/d', 'x', 't')], { defaultDestinationRuleExportTo: ['.'] })).toBe('');
});

test('of subsets of one name, that of the older rule is taken', () => {
  const rules = (a: Fields, b: Fields) => [
    ...REVIEWS,
    ...['v1', 'v2'].map((version, i) =>
      destinationRule(`shop/d${i}`, { host: 'r', subsets: [{ name: 's', labels: { version } }] }, [a, b][i]),
    ),
  ];
  const names = (a: Fields, b: Fields) => sent(to('r/s'), rules(a, b)).endpoints.map(({ workload: name }) => name);
  expect([names(OLD, NEW), names(NEW, OLD)]).toEqual([['r-v1'], ['r-v2']]);
});

test('a rule for a service that a Sidecar leaves out is not asked, one for a destination is', () => {
  const rule = destinationRule('shop/d', { host: 'r', subsets: versions });
  const own = sidecar('shop/s', { egress: [{ hosts: ['./a.shop.svc.cluster.local'] }] });
  expect(brief(sent(to('r/v1'), [...REVIEWS, rule, own]))).toBe('r.shop:80/v1');
});

const ports = [{ number: 80, name: 'http', protocol: 'HTTP' }];

test.each<[string, Fields, (string | undefined)[], string]>([
  [
    'addresses',
    { resolution: 'STATIC', endpoints: [{ address: '1.1.1.1' }, { address: '1.1.1.2' }] },
    ['1.1.1.1', '1.1.1.2'],
    'e.com:80',
  ],
  ['no addresses', { resolution: 'STATIC' }, [], 'noEndpoints e.com:80'],
  ['its name', { resolution: 'DNS' }, ['e.com'], 'e.com:80'],
  ['other names', { resolution: 'DNS', endpoints: [{ address: 'f.com' }] }, ['f.com'], 'e.com:80'],
  ['pods', { resolution: 'STATIC', workloadSelector: { labels: { app: 'b' } } }, [undefined], 'e.com:80'],
])('a ServiceEntry has %s', (_, spec, addresses, goes) => {
  const simulator = simulate([...SHOPS, serviceEntry('shop/e', { hosts: ['e.com'], ports, ...spec })]);
  const outcome = from(simulator, 'client', 'http://e.com/');
  expect([brief(outcome), outcome.endpoints.map(({ address }) => address)]).toEqual([goes, addresses]);
});

test('a ServiceEntry that finds nothing out passes on to the address that was called', () => {
  const simulator = simulate([...SHOPS, serviceEntry('shop/e', { hosts: ['e.com'], ports, resolution: 'NONE' })]);
  const outcome = from(simulator, 'client', 'http://e.com/', { address: '203.0.113.7' });
  expect([brief(outcome), outcome.endpoints]).toEqual([
    'e.com:80',
    [{ service: 'e.com', subset: '', workload: '', namespace: '', address: '203.0.113.7', port: 80 }],
  ]);
});

test('a subset that has no endpoints is not there at all where names are looked up', () => {
  const entry = serviceEntry('shop/e', { hosts: ['e.com'], ports, resolution: 'DNS' });
  expect(brief(sent(to('e.com/v1'), [entry, destinationRule('shop/d', { host: 'e.com', subsets: versions })]))).toBe(
    'noCluster e.com:80/v1',
  );
});

test('endpoints say their port, then the entry does', () => {
  const entry = serviceEntry('shop/e', {
    hosts: ['e.com'],
    ports: [{ ...ports[0], targetPort: 8080 }],
    resolution: 'STATIC',
    endpoints: [{ address: '1.1.1.1' }, { address: '1.1.1.2', ports: { http: 9090 } }],
  });
  expect(from(simulate([...SHOPS, entry]), 'client', 'http://e.com/').endpoints.map(({ port }) => port)).toEqual([8080, 9090]);
});
