import {
  apps,
  at,
  brief,
  gateway,
  type Manifest,
  object,
  service,
  serviceEntry,
  simulate,
  to,
  virtualService,
  workload,
} from './asked';

type Fields = Readonly<Record<string, unknown>>;
const SHOPS = [...apps(['shop/a', 'shop/b', 'other/a'])];
const PODS = object('Deployment', 'istio-system/entry', {
  template: {
    metadata: {
      labels: { istio: 'ingressgateway' },
      annotations: { 'inject.istio.io/templates': 'gateway', 'sidecar.istio.io/inject': 'true' },
    },
    spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] },
  },
});
const POD_PORTS = service(
  'istio-system/entry',
  { 80: 'http2>8080', 443: 'https>8443', 9000: 'tcp>9000' },
  { selector: { istio: 'ingressgateway' } },
);
const BASE = [...SHOPS, PODS, POD_PORTS];

const http = (hosts: string[], more: Fields = {}) => ({ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts, ...more });
const https = (hosts: string[], name = 'https', more: Fields = {}) => ({
  port: { number: 443, name, protocol: 'HTTPS' },
  tls: { mode: 'SIMPLE', credentialName: 'c' },
  hosts,
  ...more,
});
const redirecting = (hosts: string[], name = 'http') => ({
  port: { number: 80, name, protocol: 'HTTP' },
  tls: { httpsRedirect: true },
  hosts,
});
const vs = (name: string, hosts: string[], goes: string, more: Fields = {}, rule: Fields = {}, metadata: Fields = {}) =>
  virtualService(`shop/${name}`, { hosts, gateways: ['g'], http: [{ route: to(goes), ...rule }], ...more }, metadata);

const OLD = { creationTimestamp: '2020-01-01T00:00:00Z' };
const NEW = { creationTimestamp: '2024-01-01T00:00:00Z' };

function ask(more: readonly Manifest[], url: string, options = {}, name = 'entry.istio-system') {
  return at(simulate([...BASE, ...more]), name, url, options);
}

test.each<[string, string[], string[], string, string]>([
  ['the host itself', ['a.com'], ['a.com'], 'a.com', 'a.shop:80'],
  ['another host', ['a.com'], ['a.com'], 'b.com', 'notFound 404'],
  ['every host', ['*'], ['a.com'], 'a.com', 'a.shop:80'],
  ['a host that is not routed', ['*'], ['a.com'], 'b.com', 'notFound 404'],
  ['a wildcard around the host', ['*.com'], ['a.com'], 'a.com', 'a.shop:80'],
  ['a wildcard around the host, another one', ['*.com'], ['a.com'], 'b.com', 'notFound 404'],
  ['a host within a routed wildcard', ['a.com'], ['*.com'], 'a.com', 'a.shop:80'],
  ['a host within a routed wildcard, another one', ['a.com'], ['*.com'], 'b.com', 'notFound 404'],
  ['hosts of the namespace of the Gateway', ['./a.com'], ['a.com'], 'a.com', 'a.shop:80'],
  ['hosts of all namespaces', ['*/a.com'], ['a.com'], 'a.com', 'a.shop:80'],
  ['hosts of another namespace', ['other/a.com'], ['a.com'], 'a.com', 'notFound 404'],
  ['a wildcard, not the domain itself', ['*.a.com'], ['*.a.com'], 'a.com', 'notFound 404'],
  ['a host in capital letters with a port', ['a.com'], ['a.com'], 'A.com:8080', 'a.shop:80'],
])('a gateway takes %s', (_, served, routed, host, goes) => {
  expect(brief(ask([gateway('shop/g', [http(served)]), vs('v', routed, 'a')], 'http://1.2.3.4/', { headers: { host } }))).toBe(
    goes,
  );
});

test('a gateway is asked by the name of its Gateway or of its pods, and is there without its pods', () => {
  const more = [gateway('shop/g', [http(['*'])]), vs('v', ['a.com'], 'a')];
  expect(brief(ask(more, 'http://a.com/', {}, 'g'))).toBe('a.shop:80');
  expect(brief(ask(more, 'http://a.com/', {}, 'g.shop'))).toBe('a.shop:80');
  expect(brief(at(simulate([...SHOPS, ...more]), 'g', 'http://a.com/'))).toBe('a.shop:80');
});

test('the Gateways of all namespaces are for the pods that they pick; those that pick none are for all', () => {
  const rule = virtualService('shop/v', { hosts: ['a.com'], gateways: ['other/g'], http: [{ route: to('a') }] });
  const open = gateway('other/g', [http(['*'])], { selector: {} });
  const elsewhere = gateway('other/g', [http(['*'])], { selector: { istio: 'x' } });
  expect(brief(ask([open, rule], 'http://a.com/'))).toBe('a.shop:80');
  expect(brief(ask([elsewhere, rule], 'http://a.com/'))).toBe('refused');
});

test('VirtualServices of one host are put together, rules that take everything last', () => {
  const more = [
    gateway('shop/g', [http(['*'])]),
    vs('v', ['a.com'], 'a'),
    vs('w', ['a.com'], 'b', {}, { match: [{ uri: { prefix: '/b' } }] }),
  ];
  expect(brief(ask(more, 'http://a.com/b'))).toBe('b.shop:80');
  expect(brief(ask(more, 'http://a.com/'))).toBe('a.shop:80');
});

test('two rules that take everything: the older one', () => {
  const more = (older: Fields, newer: Fields) => [
    gateway('shop/g', [http(['*'])]),
    vs('v', ['a.com'], 'a', {}, {}, older),
    vs('w', ['a.com'], 'b', {}, { match: [{ uri: { regex: '.*' } }] }, newer),
  ];
  expect(brief(ask(more(OLD, NEW), 'http://a.com/'))).toBe('a.shop:80');
  expect(brief(ask(more(NEW, OLD), 'http://a.com/'))).toBe('b.shop:80');
  expect(brief(ask(more({}, {}), 'http://a.com/').ambiguous!)).toBe('b.shop:80');
});

test.each<[string, Fields, string]>([
  ['the port of the Gateway', { match: [{ port: 80 }] }, 'a.shop:80'],
  ['the port of the pods', { match: [{ port: 8080 }] }, 'notFound 404'],
  ['the Gateway', { match: [{ gateways: ['g'] }] }, 'a.shop:80'],
  ['sidecars', { match: [{ gateways: ['mesh'] }] }, 'notFound 404'],
  ['the labels of the gateway', { match: [{ sourceLabels: { istio: 'ingressgateway' } }] }, 'a.shop:80'],
  ['other labels', { match: [{ sourceLabels: { app: 'x' } }] }, 'notFound 404'],
  ['the namespace of the gateway', { match: [{ sourceNamespace: 'istio-system' }] }, 'a.shop:80'],
  ['the namespace of the VirtualService', { match: [{ sourceNamespace: 'shop' }] }, 'notFound 404'],
  ['the scheme', { match: [{ scheme: { exact: 'http' } }] }, 'a.shop:80'],
])('a rule for %s', (_, rule, goes) => {
  expect(brief(ask([gateway('shop/g', [http(['*'])]), vs('v', ['a.com'], 'a', {}, rule)], 'http://a.com/'))).toBe(goes);
});

test('who sees a VirtualService, it says to the namespace of the pods', () => {
  const more = (exportTo: string[]) => [gateway('shop/g', [http(['*'])]), vs('v', ['a.com'], 'a', { exportTo })];
  expect(brief(ask(more(['.']), 'http://a.com/'))).toBe('notFound 404');
  expect(brief(ask(more(['istio-system']), 'http://a.com/'))).toBe('a.shop:80');
});

test('TLS that is opened: by its server, then by the host', () => {
  const more = [
    gateway('shop/g', [https(['a.com', '*.b.com'])]),
    vs('v', ['a.com'], 'a', {}, { match: [{ scheme: { exact: 'https' } }] }),
    vs('w', ['*.b.com'], 'b'),
  ];
  expect(brief(ask(more, 'https://a.com/'))).toBe('a.shop:80');
  expect(brief(ask(more, 'https://x.b.com/'))).toBe('b.shop:80');
  expect(brief(ask(more, 'https://a.com/', { headers: { host: 'x.b.com' } }))).toBe('b.shop:80');
  expect(brief(ask(more, 'https://a.com/', { headers: { host: 'c.com' } }))).toBe('notFound 404');
  expect([brief(ask(more, 'https://c.com/')), ask(more, 'https://c.com/').flags]).toEqual(['closed', ['NR']]);
  expect(brief(ask(more, 'https://1.2.3.4/'))).toBe('closed');
  expect(brief(ask(more, 'http://a.com:443/'))).toBe('closed');
});

test('hosts are one table for each server in TLS', () => {
  const more = [gateway('shop/g', [https(['a.com'], 'https-a'), https(['b.com'], 'https-b')]), vs('v', ['a.com', 'b.com'], 'a')];
  expect(brief(ask(more, 'https://b.com/'))).toBe('a.shop:80');
  expect(brief(ask(more, 'https://a.com/', { headers: { host: 'b.com' } }))).toBe('notFound 404');
});

test('the most specific name in TLS is taken', () => {
  const more = [
    gateway('shop/g', [https(['*'], 'https-any'), https(['*.a.com'], 'https-wild'), https(['x.a.com'], 'https-x')]),
    vs('v', ['x.a.com'], 'a'),
    vs('w', ['*.a.com'], 'b'),
  ];
  expect(brief(ask(more, 'https://x.a.com/'))).toBe('a.shop:80');
  expect(brief(ask(more, 'https://y.a.com/'))).toBe('b.shop:80');
  expect(brief(ask(more, 'https://z.com/', { headers: { host: 'y.a.com' } }))).toBe('b.shop:80');
});

test('a server of which one host is taken on the port is left out whole', () => {
  const two = (first: Fields, second: Fields) => [
    gateway('shop/f', [https(['a.com', 'b.com'])], {}, first),
    gateway('shop/g', [https(['b.com', 'c.com'])], {}, second),
    virtualService('shop/v', { hosts: ['a.com', 'b.com', 'c.com'], gateways: ['f', 'g'], http: [{ route: to('a') }] }),
  ];
  expect(['a', 'b', 'c'].map((name) => brief(ask(two(OLD, NEW), `https://${name}.com/`)))).toEqual([
    'a.shop:80',
    'a.shop:80',
    'closed',
  ]);
  expect(['a', 'b', 'c'].map((name) => brief(ask(two(NEW, OLD), `https://${name}.com/`)))).toEqual([
    'closed',
    'a.shop:80',
    'a.shop:80',
  ]);
});

test('servers that send to https: with the port that was asked for, and not for hosts of a namespace', () => {
  const more = [gateway('shop/g', [redirecting(['a.com', './b.com'])]), vs('v', ['a.com'], 'a')];
  expect(brief(ask(more, 'http://a.com/x?y'))).toBe('301 https://a.com/x?y');
  expect(brief(ask(more, 'http://a.com/', { headers: { host: 'a.com:8080' } }))).toBe('301 https://a.com:8080/');
  expect(brief(ask(more, 'http://b.com/'))).toBe('notFound 404');
});

test('two servers that send a host to https: the second is left out whole', () => {
  const more = [
    gateway('shop/f', [redirecting(['a.com'])], {}, OLD),
    gateway('shop/g', [redirecting(['a.com', 'b.com'])], {}, NEW),
  ];
  expect(brief(ask(more, 'http://a.com/'))).toBe('301 https://a.com/');
  expect(brief(ask(more, 'http://b.com/'))).toBe('notFound 404');
});

test('on one port, HTTP and TCP do not go together: the older one stays', () => {
  const tcp = { port: { number: 80, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] };
  const more = (first: Fields, second: Fields) => [
    gateway('shop/f', [http(['*'])], {}, first),
    gateway('shop/g', [tcp], {}, second),
    virtualService('shop/v', { hosts: ['*'], gateways: ['f'], http: [{ route: to('a') }] }),
    virtualService('shop/w', { hosts: ['*'], gateways: ['g'], tcp: [{ route: to('b:80') }] }),
  ];
  expect(brief(ask(more(OLD, NEW), 'http://a.com/'))).toBe('a.shop:80');
  expect(brief(ask(more(NEW, OLD), 'http://a.com/'))).toBe('b.shop:80');
});

test('a port that is not opened refuses, one without a way does as well', () => {
  const tcp = { port: { number: 9000, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] };
  const more = [gateway('shop/g', [http(['*']), tcp]), vs('v', ['a.com'], 'a')];
  expect(brief(ask(more, 'http://a.com:81/'))).toBe('refused');
  expect(brief(ask(more, 'tcp://a.com:9000'))).toBe('refused');
  expect(brief(ask([gateway('shop/g', [http(['*'])])], 'http://a.com/'))).toBe('notFound 404');
});

test.each<[string, Fields[], string]>([
  ['the first rule', [{ route: to('a:80') }, { route: to('b:80') }], 'a.shop:80'],
  [
    'the first rule for the port',
    [
      { match: [{ port: 1 }], route: to('a:80') },
      { match: [{ port: 9000 }], route: to('b:80') },
    ],
    'b.shop:80',
  ],
  ['one whatever the labels that it asks for', [{ match: [{ sourceLabels: { x: 'y' } }], route: to('a:80') }], 'a.shop:80'],
  ['none', [{ match: [{ port: 1 }], route: to('a:80') }], 'refused'],
  ['shares of the only port', [{ route: to('a=1', 'b=3') }], 'a.shop:80=25 b.shop:80=75'],
])('connections of TCP take %s', (_, tcp, goes) => {
  const more = [
    gateway('shop/g', [{ port: { number: 9000, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] }]),
    virtualService('shop/v', { hosts: ['*'], gateways: ['g'], tcp }),
  ];
  expect(brief(ask(more, 'tcp://x.com:9000'))).toBe(goes);
});

test('TLS that is opened for bytes goes by the rules for TCP', () => {
  const server = {
    port: { number: 443, name: 'tls', protocol: 'TLS' },
    tls: { mode: 'SIMPLE', credentialName: 'c' },
    hosts: ['a.com'],
  };
  const more = [
    gateway('shop/g', [server]),
    virtualService('shop/v', { hosts: ['a.com'], gateways: ['g'], tcp: [{ route: to('a:80') }] }),
  ];
  expect(brief(ask(more, 'tls://a.com'))).toBe('a.shop:80');
  expect(brief(ask(more, 'tls://b.com'))).toBe('closed');
});

test('TLS that is passed on goes by its names; rules for requests do nothing', () => {
  const server = (hosts: string[]) => ({
    port: { number: 443, name: 'tls', protocol: 'HTTPS' },
    tls: { mode: 'PASSTHROUGH' },
    hosts,
  });
  const rule = (name: string, sniHosts: string[], goes: string, metadata: Fields = {}) =>
    virtualService(
      `shop/${name}`,
      { hosts: sniHosts, gateways: ['g'], tls: [{ match: [{ port: 443, sniHosts }], route: to(goes) }] },
      metadata,
    );
  const more = [
    gateway('shop/g', [server(['*'])]),
    rule('v', ['a.com'], 'a:80', OLD),
    rule('w', ['*.b.com'], 'b:80'),
    rule('x', ['a.com'], 'b:80', NEW),
  ];
  expect(brief(ask(more, 'https://a.com/'))).toBe('a.shop:80');
  expect(brief(ask(more, 'https://x.b.com/'))).toBe('b.shop:80');
  expect(brief(ask(more, 'https://c.com/'))).toBe('closed');
  expect(brief(ask([gateway('shop/g', [server(['a.com'])]), vs('v', ['a.com'], 'a')], 'https://a.com/'))).toBe('refused');
});

test('TLS of proxies is passed on by itself, to services of the mesh that the hosts hold', () => {
  const server = {
    port: { number: 443, name: 'tls', protocol: 'TLS' },
    tls: { mode: 'AUTO_PASSTHROUGH' },
    hosts: ['*.shop.svc.cluster.local'],
  };
  const more = [gateway('shop/g', [server])];
  const sni = (host: string) => ({ sni: `outbound_.80_._.${host}.svc.cluster.local` });
  expect(brief(ask(more, 'tls://x', sni('a.shop')))).toBe('a.shop:80');
  expect(brief(ask(more, 'tls://x', sni('a.other')))).toBe('closed');
});

test.each<[string, Manifest[], string, string]>([
  ['the only port of the service', apps(['shop/c'], { 8080: 'http' }), 'c', 'c.shop:8080'],
  ['the port of the Gateway, of several ports', apps(['shop/c'], { 8080: 'http', 8081: 'http' }), 'c', 'noCluster c.shop:80'],
  [
    'the host that a Service is another name of',
    [service('shop/c', { 8080: 'http' }, { type: 'ExternalName', externalName: 'a.shop.svc.cluster.local' })],
    'c:80',
    'a.shop:80',
  ],
  ['the service of the namespace of the VirtualService', [], 'a', 'a.shop:80'],
])('a destination without port is %s', (_, more, goes, gone) => {
  expect(brief(ask([...more, gateway('shop/g', [http(['*'])]), vs('v', ['a.com'], goes)], 'http://a.com/'))).toBe(gone);
});

test('a Service without address has its pods as any other, for a gateway', () => {
  const headless = [service('shop/h', { 80: 'http>8080' }, { clusterIP: 'None' }), workload('shop/h')];
  const outcome = ask([...headless, gateway('shop/g', [http(['*'])]), vs('v', ['a.com'], 'h')], 'http://a.com/');
  expect([brief(outcome), outcome.endpoints.map(({ port }) => port)]).toEqual(['h.shop:80', [8080]]);
  const none = serviceEntry('shop/e', {
    hosts: ['e.com'],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    resolution: 'NONE',
  });
  expect(brief(ask([none, gateway('shop/g', [http(['*'])]), vs('v', ['a.com'], 'e.com')], 'http://a.com/'))).toBe(
    'noEndpoints e.com:80',
  );
});

test.each([
  ['database', 'denied'],
  ['nobody', 'noCluster nobody.shop:9000'],
])('policies wait for bytes, which a connection to %s never gets to send', (host, outcome) => {
  const server = { port: { number: 9000, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] };
  const routed = virtualService('shop/v', { hosts: ['*'], gateways: ['g'], tcp: [{ route: to(host) }] });
  const denial = object('AuthorizationPolicy', 'istio-system/p', { action: 'DENY', rules: [{}] });
  const database = [service('shop/database', { 9000: 'tcp' }), workload('shop/database')];
  const manifests = [
    ...BASE,
    ...database,
    gateway('shop/g', [server]),
    routed,
    { ...denial, apiVersion: 'security.istio.io/v1' },
  ];
  expect(brief(at(simulate(manifests), 'g.shop', 'tcp://1.2.3.4:9000'))).toBe(outcome);
});
