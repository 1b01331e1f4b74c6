import { Chart, Duration } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import { GatewayApi, ServiceEntry } from '../../lib';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const { Backend, Gateway, HTTPRoute, Parent } = GatewayApi;
type Rule = GatewayApi.HTTPRouteRule;

const service = (name: string, namespace?: string) => ({ name, metadata: { namespace } });
const backend = Backend.service(service('shop', 'shop'), 80);
const backendRefs = [{ backend }] as const;

function route(props: Partial<GatewayApi.HTTPRouteProps>, chart: Chart = testChart('shop')): Chart {
  new HTTPRoute(chart, 'shop', { parentRefs: [service('shop', 'shop')], rules: [{ backendRefs }], ...props });
  return chart;
}

test('minimal props', () => {
  expect(manifestOf(route({}), 'HTTPRoute', 'shop')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      parentRefs: [{ group: '', kind: 'Service', name: 'shop' }],
      rules: [{ backendRefs: [{ name: 'shop', port: 80 }] }],
    },
  });
});

test('every prop', () => {
  const headers = { set: [{ name: 'a', value: 'b' }], add: [{ name: 'c', value: 'd' }], remove: ['e'] };
  const matches: readonly Required<GatewayApi.HTTPRouteMatch>[] = [
    {
      path: { type: 'PathPrefix', value: '/a' },
      method: 'PATCH',
      headers: [{ name: 'x-a', type: 'Exact', value: '1' }],
      queryParams: [{ name: 'q', type: 'RegularExpression', value: '.+' }],
    },
  ];
  const props: Required<GatewayApi.HTTPRouteProps> = {
    metadata: { name: 'all', namespace: 'shop', labels: { a: 'b' }, annotations: { c: 'd' } },
    parentRefs: [Parent.unchecked({ name: 'edge', namespace: 'infra', sectionName: 'http' })],
    hostnames: ['a.example.com', '*.b.com'],
    rules: [
      {
        name: 'first',
        matches,
        filters: [
          { type: 'RequestHeaderModifier', requestHeaderModifier: headers },
          { type: 'ResponseHeaderModifier', responseHeaderModifier: headers },
          { type: 'RequestMirror', requestMirror: { backendRef: backend, percent: 5 } },
          { type: 'RequestMirror', requestMirror: { backendRef: backend, fraction: { numerator: 1, denominator: 3 } } },
          {
            type: 'URLRewrite',
            urlRewrite: { hostname: 'b.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' } },
          },
          {
            type: 'CORS',
            cors: {
              allowOrigins: ['https://*.a.com'],
              allowCredentials: true,
              allowMethods: ['GET'],
              allowHeaders: ['x-a'],
              exposeHeaders: ['x-b'],
              maxAge: 60,
            },
          },
        ],
        backendRefs: [{ backend, weight: 3, filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: headers }] }],
        timeouts: { request: Duration.millis(1500), backendRequest: Duration.millis(500) },
      },
      {
        filters: [
          { type: 'ResponseHeaderModifier', responseHeaderModifier: headers },
          {
            type: 'RequestRedirect',
            requestRedirect: {
              scheme: 'https',
              hostname: 'c.com',
              path: { type: 'ReplaceFullPath', replaceFullPath: '/c' },
              port: 8443,
              statusCode: 308,
            },
          },
        ],
      },
    ],
  };
  const mirrored = { name: 'shop', port: 80 };
  const [first, second] = props.rules;
  const filters = first.filters?.map((filter) =>
    filter.type === 'RequestMirror' ? { ...filter, requestMirror: { ...filter.requestMirror, backendRef: mirrored } } : filter,
  );
  expect(specOf(route(props), 'HTTPRoute', 'all')).toEqual({
    parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'http' }],
    hostnames: ['a.example.com', '*.b.com'],
    rules: [
      {
        name: 'first',
        matches,
        filters,
        backendRefs: [{ ...mirrored, weight: 3, filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: headers }] }],
        timeouts: { request: '1s500ms', backendRequest: '500ms' },
      },
      second,
    ],
  });
});

test('a page through a gateway, as in Istio’s sample of bookinfo', () => {
  const chart = testChart();
  const gateway = new Gateway(chart, 'bookinfo-gateway', {
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } }],
  });
  const path = (type: 'Exact' | 'PathPrefix', value: string) => ({ path: { type, value } });
  const matches = [
    path('Exact', '/productpage'),
    path('PathPrefix', '/static'),
    path('Exact', '/login'),
    path('Exact', '/logout'),
    path('PathPrefix', '/api/v1/products'),
  ];
  new HTTPRoute(chart, 'bookinfo', {
    parentRefs: [gateway],
    rules: [{ matches, backendRefs: [{ backend: Backend.service(service('productpage'), 9080) }] }],
  });
  expect(specOf(chart, 'HTTPRoute', 'bookinfo')).toEqual({
    parentRefs: [{ name: 'bookinfo-gateway' }],
    rules: [{ matches, backendRefs: [{ name: 'productpage', port: 9080 }] }],
  });
});

test('a share for a new version in the mesh, as in Istio’s sample of bookinfo', () => {
  const chart = testChart();
  new HTTPRoute(chart, 'reviews', {
    parentRefs: [Parent.service(service('reviews'), 9080)],
    rules: [
      {
        backendRefs: [
          { backend: Backend.service(service('reviews-v1'), 9080), weight: 90 },
          { backend: Backend.service(service('reviews-v2'), 9080), weight: 10 },
        ],
      },
    ],
  });
  expect(specOf(chart, 'HTTPRoute', 'reviews')).toEqual({
    parentRefs: [{ group: '', kind: 'Service', name: 'reviews', port: 9080 }],
    rules: [
      {
        backendRefs: [
          { name: 'reviews-v1', port: 9080, weight: 90 },
          { name: 'reviews-v2', port: 9080, weight: 10 },
        ],
      },
    ],
  });
});

test('objects of cdk8s-plus, of other namespaces, and hosts of ServiceEntries', () => {
  const chart = testChart('shop');
  const shop = new Service(new Chart(chart, 'other', { namespace: 'other' }), 'shop', { ports: [{ port: 8080 }] });
  const entry = new ServiceEntry(chart, 'paper', {
    hosts: ['paper.example.com'],
    ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
    resolution: 'DNS',
  });
  new HTTPRoute(chart, 'shop', {
    parentRefs: [shop, entry, Parent.serviceEntry(entry, 443), Parent.service(shop, 8080)].slice(0, 2) as never,
    rules: [{ backendRefs: [{ backend: Backend.service(shop) }, { backend: Backend.serviceEntry(entry, 443), weight: 0 }] }],
  });
  expect(specOf(chart, 'HTTPRoute', 'shop')).toEqual({
    parentRefs: [
      { group: '', kind: 'Service', name: shop.name, namespace: 'other' },
      { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'paper' },
    ],
    rules: [
      {
        backendRefs: [
          { name: shop.name, namespace: 'other', port: 8080 },
          { group: 'networking.istio.io', kind: 'Hostname', name: 'paper.example.com', port: 443, weight: 0 },
        ],
      },
    ],
  });
});

test('in the mesh, references into other namespaces take no grant', () => {
  const chart = route({ rules: [{ backendRefs: [{ backend: Backend.service(service('far', 'away'), 80) }] }] });
  expect(chart.node.findAll().flatMap((construct) => construct.node.validate())).toEqual([]);
});

test('at a gateway, references into other namespaces take a grant, which can be made', () => {
  const chart = testChart('shop');
  const gateway = new Gateway(chart, 'edge', { listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] });
  const far = Backend.service(service('far', 'away'), 80);
  const made = new HTTPRoute(chart, 'shop', {
    parentRefs: [gateway.listener('http')],
    rules: [{ backendRefs: [{ backend: far }], filters: [{ type: 'RequestMirror', requestMirror: { backendRef: far } }] }],
  });
  const refusal =
    'is in a namespace that does not allow it to HTTPRoutes of shop, got "Service away/far"; ' +
    'add a ReferenceGrant in away, which grant(...) of this object makes';
  expect(made.node.validate()).toEqual([
    `rules[0].backendRefs[0] ${refusal}`,
    `rules[0].filters[0].requestMirror.backendRef ${refusal}`,
  ]);
  made.grant(chart);
  made.grant(chart);
  expect(made.node.validate()).toEqual([]);
  expect(manifestOf(chart, 'ReferenceGrant', 'httproute-shop-shop')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ReferenceGrant',
    metadata: { name: 'httproute-shop-shop', namespace: 'away' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service', name: 'far' }],
    },
  });
});

test('what the program does not define is taken as it is written', () => {
  const chart = testChart('shop');
  const made = new HTTPRoute(chart, 'shop', {
    parentRefs: [Parent.unchecked({ name: 'paper', group: 'networking.istio.io', kind: 'ServiceEntry', port: 443 })],
    rules: [
      {
        backendRefs: [
          { backend: Backend.unchecked({ name: 'far', namespace: 'away', port: 80 }) },
          { backend: Backend.unchecked({ name: 'a.com', group: 'networking.istio.io', kind: 'Hostname', port: 443 }) },
        ],
      },
    ],
  });
  expect(made.node.validate()).toEqual([]);
  expect(specOf(chart, 'HTTPRoute', 'shop')).toEqual({
    parentRefs: [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: 'paper', port: 443 }],
    rules: [
      {
        backendRefs: [
          { name: 'far', namespace: 'away', port: 80 },
          { group: 'networking.istio.io', kind: 'Hostname', name: 'a.com', port: 443 },
        ],
      },
    ],
  });
});

describe('fails when', () => {
  const rule = (part: object): Partial<GatewayApi.HTTPRouteProps> => ({ rules: [{ backendRefs, ...part } as Rule] });
  const match = (value: string, type?: string) => rule({ matches: [{ path: { type, value } }] });
  const prefix = { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' };
  test.each<[string, Partial<GatewayApi.HTTPRouteProps>, string]>([
    [
      'there is no parent',
      { parentRefs: [] as never },
      'parentRefs must have at least one entry, got []; say where the route applies',
    ],
    [
      'a parent stands twice',
      { parentRefs: [service('shop', 'shop'), Parent.service(service('shop', 'shop'), 80)] },
      'parentRefs[1] is for what parentRefs[0] is for, got "shop"; name another sectionName in each, or keep one of them',
    ],
    ['a path does not begin with /', match('a'), 'rules[0].matches[0].path.value must begin with /, got "a"; write /a'],
    [
      'a path is not as a request has it',
      match('/a//b'),
      'rules[0].matches[0].path.value has //, which no path has that is compared, got "/a//b"; write the path without it',
    ],
    [
      'a path ends with a step back',
      match('/a/..', 'Exact'),
      'rules[0].matches[0].path.value has /.., which no path has that is compared, got "/a/.."; write the path without it',
    ],
    [
      'a path is none',
      match('/a b'),
      'rules[0].matches[0].path.value is not a path, got "/a b"; ' +
        'write characters of a URL, others as % and two hexadecimal digits',
    ],
    [
      'an expression is none',
      match('/a(', 'RegularExpression'),
      'rules[0].matches[0].path.value is not an expression of RE2, got "/a("; ' +
        'write it as in https://github.com/google/re2/wiki/Syntax (error parsing regexp: missing closing ): `/a(`)',
    ],
    [
      'a filter lacks its settings',
      rule({ filters: [{ type: 'CORS' }] }),
      'rules[0].filters[0].cors is missing for type CORS; give it, or remove the filter',
    ],
    [
      'a filter has those of another',
      rule({ filters: [{ type: 'CORS', cors: {}, urlRewrite: {} }] }),
      'rules[0].filters[0].urlRewrite does not belong to type CORS, got {}; set the type to URLRewrite, or remove urlRewrite',
    ],
    [
      'a filter stands twice',
      rule({
        filters: [
          { type: 'CORS', cors: {} },
          { type: 'CORS', cors: {} },
        ],
      }),
      'rules[0].filters[1].type is that of rules[0].filters[0] as well, got "CORS"; merge the two',
    ],
    [
      'origins stand beside all of them',
      rule({ filters: [{ type: 'CORS', cors: { allowOrigins: ['*', 'https://a.com'] } }] }),
      'rules[0].filters[0].cors.allowOrigins has others beside *, got ["*","https://a.com"]; write * alone, or name each',
    ],
    [
      'a header is taken away twice',
      rule({ filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['a', 'a'] } }] }),
      'rules[0].filters[0].requestHeaderModifier.remove[1] is that of rules[0].filters[0].requestHeaderModifier.remove[0] as well, ' +
        'got "a"; name each once',
    ],
    [
      'copies are more than all requests',
      rule({
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: backend, fraction: { numerator: 101 } } }],
      }),
      'rules[0].filters[0].requestMirror.fraction.numerator is more than all requests, got 101; use at most the denominator, 100',
    ],
    [
      'copies are counted twice',
      rule({
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: backend, percent: 1, fraction: { numerator: 1 } } }],
      }),
      'rules[0].filters[0].requestMirror.percent stands beside fraction, got 1; keep one of the two',
    ],
    [
      'a new path has the type of another',
      rule({ filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replacePrefixMatch: '/' } } }] }),
      'rules[0].filters[0].urlRewrite.path.replaceFullPath is missing for type ReplaceFullPath; ' +
        'give replaceFullPath and type ReplaceFullPath together\n' +
        'rules[0].filters[0].urlRewrite.path.replacePrefixMatch does not belong to type ReplaceFullPath, got "/"; ' +
        'give replacePrefixMatch and type ReplacePrefixMatch together',
    ],
    [
      'a prefix is replaced that is not matched alone',
      rule({ matches: [{}, {}], filters: [{ type: 'URLRewrite', urlRewrite: { path: prefix } }] }),
      'rules[0].filters[0].urlRewrite replaces a prefix, but the rule does not match by one alone, got [{},{}]; ' +
        'give the rule exactly one match, by PathPrefix',
    ],
    [
      'requests are redirected and sent on',
      rule({ filters: [{ type: 'RequestRedirect', requestRedirect: {} }] }),
      'rules[0].filters[0] redirects what backendRefs take, got {}; remove backendRefs, or the filter',
    ],
    [
      'requests are redirected and rewritten',
      rule({
        backendRefs: undefined,
        filters: [
          { type: 'RequestRedirect', requestRedirect: {} },
          { type: 'URLRewrite', urlRewrite: {} },
        ],
      }),
      'rules[0].filters[1] rewrites what is redirected, got "URLRewrite"; keep one of the two',
    ],
    [
      'a try may take longer than all of them',
      rule({ timeouts: { request: Duration.seconds(1), backendRequest: Duration.minutes(1) } }),
      'rules[0].timeouts.backendRequest is longer than request, got "60s"; use at most 1s, or a longer request',
    ],
    [
      'a time is too fine',
      rule({ timeouts: { request: Duration.millis(0.5) } }),
      'rules[0].timeouts.request must be a whole number of milliseconds, got 0.5; use for example Duration.millis(500)',
    ],
    [
      'there are too many conditions',
      {
        rules: [
          { backendRefs, matches: Array.from({ length: 64 }, () => ({})) },
          ...Array(2).fill({ backendRefs, matches: Array.from({ length: 33 }, () => ({})) }),
        ] as never,
      },
      'rules must have at most 128 matches together, got 130; spread them over several routes',
    ],
    [
      'a Service has several ports, and none is chosen',
      rule({ backendRefs: [{ backend: Backend.service({ ...service('shop'), ports: [{ port: 80 }, { port: 81 }] }) }] }),
      'rules[0].backendRefs[0].port is not given, got "shop"; choose one of 80, 81',
    ],
    [
      'a Service has no such port',
      rule({ backendRefs: [{ backend: Backend.service({ ...service('shop'), ports: [{ port: 80 }] } as never, 81) }] }),
      'rules[0].backendRefs[0].port is no port of Service shop, got 81; use one of 80 (IST0101)',
    ],
    [
      'a backend is a workload',
      rule({ backendRefs: [{ backend: Backend.service({ ...service('shop'), kind: 'Deployment' } as never, 80) }] }),
      'rules[0].backendRefs[0] is no Service, got "Deployment shop"; give the Service that stands before it',
    ],
  ])('%s', (_, props, message) => {
    expect(refusals(() => route(props))).toEqual(message.split('\n'));
  });

  test('a parent is a workload', () => {
    const chart = route({ parentRefs: [{ ...service('shop', 'shop'), kind: 'Deployment' } as never] });
    expect(chart.node.findAll().flatMap((construct) => construct.node.validate())).toEqual([
      'parentRefs[0] is nothing that a route applies to, got "Deployment shop"; ' +
        'give a Gateway of the Gateway API, one of its listeners, a Service or a ServiceEntry',
    ]);
  });
});

test('times are written without fractions', () => {
  const time = (request: Duration) =>
    (specOf(route({ rules: [{ backendRefs, timeouts: { request } }] }), 'HTTPRoute', 'shop') as { rules: Rule[] }).rules[0]
      ?.timeouts;
  expect([0, 1, 999, 1000, 1500, 60_000, 99_999_000, 100_000_001].map((ms) => time(Duration.millis(ms))?.request)).toEqual([
    '0s',
    '1ms',
    '999ms',
    '1s',
    '1s500ms',
    '60s',
    '99999s',
    '27h2800s1ms',
  ]);
});
