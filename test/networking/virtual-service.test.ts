import { App, Chart, Duration } from 'cdk8s';
import { Destination } from '../../lib/networking/destination';
import { OutsideGateway } from '../../lib/networking/gateway-reference';
import type { HttpRoute } from '../../lib/networking/http-route';
import { ServiceHost } from '../../lib/networking/service-host';
import { defineSubsets } from '../../lib/networking/subset-index';
import { VirtualService, type VirtualServiceProps } from '../../lib/networking/virtual-service';

const outside = (host: string, subset?: string) => Destination.unchecked({ host, subset });
const to = (host: string) => [{ destination: outside(host) }] as const;

function virtualService(props: Partial<VirtualServiceProps>, namespace: string | undefined = 'shop'): VirtualService {
  const chart = new Chart(new App(), 'chart', { namespace });
  return new VirtualService(chart, 'cart', { hosts: ['cart'], ...props });
}

const spec = (props: Partial<VirtualServiceProps>) => virtualService(props).toJson().spec;
const synth = (props: Partial<VirtualServiceProps>) => virtualService(props).chart.toJson();

test('minimal props', () => {
  expect(virtualService({ http: [{ route: to('cart') }] }).toJson()).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { hosts: ['cart'], http: [{ route: [{ destination: { host: 'cart' } }] }] },
  });
});

test('metadata is the user’s', () => {
  const metadata = { name: 'other', namespace: 'elsewhere', labels: { team: 'a' }, annotations: { note: 'b' } };
  expect(virtualService({ metadata, http: [{ route: to('cart') }] }).toJson().metadata).toEqual(metadata);
});

const EVERY_MATCH = {
  name: 'all',
  uri: { prefix: '/a' },
  ignoreUriCase: true,
  scheme: { exact: 'https' },
  method: { regex: 'GET|PUT' },
  authority: { exact: 'shop.example.com' },
  headers: { 'x-a': { exact: '1' }, 'x-b': {} },
  withoutHeaders: { 'x-c': { prefix: 'p' } },
  queryParams: { q: { regex: 'r+' } },
  port: 80,
  sourceLabels: { app: 'web' },
  sourceNamespace: 'front',
  gateways: ['mesh', OutsideGateway.unchecked('edge/public')],
  statPrefix: 'cart',
} as const;

const EVERY_HEADER_CHANGE = {
  request: { set: { a: '1' }, add: { b: '2' }, remove: ['c'] },
  response: { set: { d: '3' }, add: { e: '4' }, remove: ['f'] },
};

const CORS = {
  allowOrigins: [{ exact: 'https://a.example' }],
  allowOrigin: ['https://old.example'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['x-a'],
  exposeHeaders: ['x-b'],
  maxAge: Duration.hours(1),
  allowCredentials: true,
  unmatchedPreflights: 'IGNORE',
} as const;

test('every field of a forwarding rule', () => {
  const route = {
    name: 'everything',
    match: [EVERY_MATCH],
    headers: EVERY_HEADER_CHANGE,
    corsPolicy: CORS,
    route: [{ destination: outside('cart').withPort(8080), weight: 100, headers: EVERY_HEADER_CHANGE }],
    timeout: Duration.seconds(3),
    retries: {
      attempts: 2,
      perTryTimeout: Duration.seconds(1),
      backoff: Duration.millis(50),
      retryOn: '5xx,reset',
      retryRemoteLocalities: true,
      retryIgnorePreviousHosts: false,
    },
    rewrite: { uri: '/b', authority: 'b.example' },
    mirror: outside('copy'),
    mirrorPercentage: 5,
    mirrorPercent: 5,
  } as const satisfies HttpRoute;
  expect(spec({ http: [route] }).http[0]).toEqual({
    ...route,
    match: [{ ...EVERY_MATCH, gateways: ['mesh', 'edge/public'] }],
    corsPolicy: { ...CORS, maxAge: '3600s' },
    route: [{ destination: { host: 'cart', port: { number: 8080 } }, weight: 100, headers: EVERY_HEADER_CHANGE }],
    timeout: '3s',
    retries: { ...route.retries, perTryTimeout: '1s', backoff: '0.05s' },
    mirror: { host: 'copy' },
    mirrorPercentage: { value: 5 },
  });
});

test('mirrors, and a fault of the rule itself', () => {
  const http: HttpRoute[] = [
    {
      route: to('cart'),
      mirrors: [{ destination: outside('a'), percentage: 0.5 }, { destination: outside('b') }],
      fault: { delay: { fixedDelay: Duration.millis(1), percentage: 0 } },
    },
  ];
  expect(spec({ http }).http[0]).toEqual({
    route: [{ destination: { host: 'cart' } }],
    mirrors: [{ destination: { host: 'a' }, percentage: { value: 0.5 } }, { destination: { host: 'b' } }],
    fault: { delay: { fixedDelay: '0.001s', percentage: { value: 0 } } },
  });
});

test('a path rewritten by an expression', () => {
  const rewrite = { uriRegexRewrite: { match: '^/a/(.*)', rewrite: '/b/\\1' } };
  expect(spec({ http: [{ route: to('cart'), rewrite }] }).http[0].rewrite).toEqual(rewrite);
});

test('rules that answer themselves, and delegates', () => {
  const http: HttpRoute[] = [
    { redirect: { uri: '/new', authority: 'new.example', scheme: 'https', port: 443, redirectCode: 308 } },
    { redirect: { prefixRewrite: '/n', derivePort: 'FROM_REQUEST_PORT' }, match: [{ uri: { prefix: '/o' } }] },
    { directResponse: { status: 404, body: { string: 'gone' } } },
    { delegate: { name: 'cart-team', namespace: 'cart' } },
  ];
  expect(spec({ http }).http).toEqual(http);
});

test('TLS and TCP rules', () => {
  const match = { destinationSubnets: ['10.0.0.0/8'], port: 443, sourceLabels: { app: 'web' }, sourceNamespace: 'front' };
  const route = [{ destination: outside('cart'), weight: 100 }] as const;
  const rendered = [{ destination: { host: 'cart' }, weight: 100 }];
  expect(
    spec({
      tls: [{ match: [{ ...match, sniHosts: ['cart'], gateways: ['mesh'] }], route }],
      tcp: [{ match: [{ ...match, sourceSubnet: '10.1.0.0/16', gateways: ['mesh'] }], route }],
      gateways: ['mesh'],
      exportTo: ['.'],
    }),
  ).toEqual({
    hosts: ['cart'],
    gateways: ['mesh'],
    exportTo: ['.'],
    tls: [{ match: [{ ...match, sniHosts: ['cart'], gateways: ['mesh'] }], route: rendered }],
    tcp: [{ match: [{ ...match, sourceSubnet: '10.1.0.0/16', gateways: ['mesh'] }], route: rendered }],
  });
});

test('a host is short in its own namespace and full in any other', () => {
  const service = { name: 'cart', metadata: { namespace: 'shop' } };
  const props: VirtualServiceProps = {
    hosts: [ServiceHost.of(service), 'cart.example'],
    http: [{ route: [{ destination: Destination.service(service, 80) }] }],
  };
  expect(virtualService(props, 'shop').toJson().spec).toEqual({
    hosts: ['cart', 'cart.example'],
    http: [{ route: [{ destination: { host: 'cart', port: { number: 80 } } }] }],
  });
  expect(virtualService(props, 'front').toJson().spec).toEqual({
    hosts: ['cart.shop.svc.cluster.local', 'cart.example'],
    http: [{ route: [{ destination: { host: 'cart.shop.svc.cluster.local', port: { number: 80 } } }] }],
  });
});

test('added rules come last, and the user’s list stays as it was', () => {
  const http: HttpRoute[] = [{ route: to('a') }];
  const service = virtualService({ http });
  service.addRoute({ route: to('b') });
  expect(
    service.toJson().spec.http.map((rule: { route: [{ destination: { host: string } }] }) => rule.route[0].destination.host),
  ).toEqual(['a', 'b']);
  expect(http).toHaveLength(1);
});

test('a subset that a rule of the program defines is taken', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  defineSubsets(chart, new ServiceHost('cart', 'shop'), ['v1']);
  new VirtualService(chart, 'cart', { hosts: ['cart'], http: [{ route: [{ destination: outside('cart', 'v1') }] }] });
  expect(chart.toJson()).toHaveLength(1);
});

test('fails when a subset is defined by no rule', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  defineSubsets(chart, new ServiceHost('cart', 'shop'), ['v1', 'v2']);
  new VirtualService(chart, 'cart', { hosts: ['cart'], http: [{ route: [{ destination: outside('cart', 'v4') }] }] });
  expect(() => chart.toJson()).toThrow(
    '[chart/cart] http[0].route[0].destination.subset is defined by no DestinationRule for cart.shop.svc.cluster.local, got "v4"; ' +
      'use one of v1, v2, or define it there (IST0101)',
  );
});

test('fails when a destination was forced past the compiler', () => {
  const destination = { host: 'cart', subset: 'v4' } as never;
  expect(() => synth({ http: [{ route: [{ destination }] }] })).toThrow(
    '[chart/cart] http[0].route[0].destination is not a Destination, got {"host":"cart","subset":"v4"}; take it from the rule',
  );
});

test('fails when there is no host', () => {
  expect(() => virtualService({ hosts: [] as never, http: [{ route: to('cart') }] })).toThrow(
    'chart/cart: hosts must have at least one entry, got []; give the host that is routed',
  );
});

test('fails when the name is none', () => {
  expect(() => virtualService({ metadata: { name: 'Cart_1' }, http: [{ route: to('cart') }] })).toThrow(
    'chart/cart: metadata.name is not a valid Kubernetes name, got "Cart_1"; use at most 253 characters of a-z, 0-9, - and .',
  );
});

const half = { destination: outside('a'), weight: 50 };

test.each<[string, Partial<VirtualServiceProps>, string]>([
  ['there is no rule', {}, 'http has no rule, and neither tls nor tcp has one, got []; give at least one rule'],
  [
    'weights add up to less than 100',
    { http: [{ route: [half, { destination: outside('b'), weight: 40 }] }] },
    'http[0].route weights must add up to 100, got [50,40]; make them whole numbers that add up to 100, not 90',
  ],
  [
    'a weight is missing',
    { http: [{ route: [half, { destination: outside('b') }] }] },
    'http[0].route weights must add up to 100, got [50,null]; make them whole numbers that add up to 100, not 50',
  ],
  [
    'a weight is negative',
    {
      tcp: [
        {
          route: [
            { destination: outside('a'), weight: 101 },
            { destination: outside('b'), weight: -1 },
          ],
        },
      ],
    },
    'tcp[0].route[1].weight is below 0, got -1; use 0 for no traffic',
  ],
  [
    'the only weight is not all',
    { tls: [{ match: [{ sniHosts: ['cart'] }], route: [half] }] },
    'tls[0].route weights must add up to 100, got [50]; make them whole numbers that add up to 100, not 50',
  ],
  [
    'a timeout is no whole millisecond',
    { http: [{ route: to('a'), timeout: Duration.millis(0) }] },
    'http[0].timeout must be a whole number of milliseconds, at least 1, got "0s"; use for example 500ms',
  ],
  [
    'a mirror has more than all requests',
    { http: [{ route: to('a'), mirror: outside('b'), mirrorPercentage: 101 }] },
    'http[0].mirrorPercentage.value is out of range, got 101; use a number between 0 and 100',
  ],
  [
    'there is one mirror and a list of them',
    { http: [{ route: to('a'), mirror: outside('b'), mirrors: [{ destination: outside('c') }] }] },
    'http[0].mirrors stands beside mirror; put the destination of mirror into mirrors',
  ],
  [
    'a port is none',
    { http: [{ route: [{ destination: outside('a').withPort(70000) }] }] },
    'http[0].route[0].destination.port.number must be a port number, got 70000; use a whole number between 1 and 65535',
  ],
  [
    'retries are off and set',
    { http: [{ route: to('a'), retries: { attempts: 0, retryOn: '5xx' } }] },
    'http[0].retries.attempts is 0, which turns retries off and goes with no other setting of them, got 0; set attempts to 1 or more',
  ],
  [
    'a redirect has a status that Envoy rejects',
    { http: [{ redirect: { uri: '/a', redirectCode: 305 as never } }] },
    'http[0].redirect.redirectCode is no redirect that Envoy knows, got 305; use one of 301, 302, 303, 307, 308',
  ],
  [
    'a redirect goes nowhere',
    { http: [{ redirect: { redirectCode: 302 } }] },
    'http[0].redirect changes nothing, got {"redirectCode":302}; give uri, prefixRewrite, authority, scheme or port',
  ],
  [
    'an answer has status 600',
    { http: [{ directResponse: { status: 600 } }] },
    'http[0].directResponse.status must be an HTTP status between 200 and 599, got 600; use for example 503',
  ],
  [
    'a header is compared with an empty beginning',
    { http: [{ match: [{ headers: { a: { prefix: '' } } }], route: to('a') }] },
    'http[0].match[0].headers.a.prefix must not be empty, got ""; leave the match out to take every value',
  ],
  [
    'an expression is too long',
    { http: [{ match: [{ uri: { regex: 'a'.repeat(1025) } }], route: to('a') }] },
    'http[0].match[0].uri.regex must have 1 to 1024 bytes, got ',
  ],
  [
    'a fault stands beside a timeout',
    { http: [{ route: to('a'), fault: { abort: { httpStatus: 500, percentage: 1 } }, timeout: Duration.seconds(1) }] },
    'http[0].timeout is ignored by Istio on a rule that injects a fault; remove timeout from this rule while the fault is in it',
  ],
])('fails when %s', (_, props, message) => {
  expect(() => synth(props)).toThrow(`[chart/cart] ${message}`);
});

test('all problems are reported together', () => {
  const http: HttpRoute[] = [{ route: [half], timeout: Duration.millis(0) }, { directResponse: { status: 100 } }];
  expect(() => synth({ http })).toThrow(
    /http\[0\]\.route weights[\s\S]*http\[0\]\.timeout[\s\S]*http\[1\]\.directResponse\.status/,
  );
});
