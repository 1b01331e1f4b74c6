import {
  apps,
  destinationRule,
  gateway,
  type Manifest,
  object,
  service,
  serviceEntry,
  sidecar,
  to,
  virtualService,
  workload,
} from '../simulation/asked';
import { reportOf, sentencesOf } from './pairs';

const SHOP: readonly Manifest[] = [
  ...apps(['shop/page', 'shop/ratings']),
  service('shop/reviews'),
  workload('shop/reviews-v1', { app: 'reviews', version: 'v1' }),
  workload('shop/reviews-v2', { app: 'reviews', version: 'v2' }),
  destinationRule('shop/reviews', {
    host: 'reviews',
    subsets: ['v1', 'v2'].map((name) => ({ name, labels: { version: name } })),
  }),
  object('Deployment', 'shop/ingress', {
    template: {
      metadata: { labels: { istio: 'ingressgateway' }, annotations: { 'inject.istio.io/templates': 'gateway' } },
      spec: { containers: [{ name: 'istio-proxy', image: 'proxy' }] },
    },
  }),
];
const routed = (...http: readonly object[]) => virtualService('shop/reviews', { hosts: ['reviews'], http });
const V1 = { route: to('reviews/v1') };
const V2 = { route: to('reviews/v2') };
const WEB = gateway('shop/web', [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }]);
const web = (...http: readonly object[]) => virtualService('shop/web', { hosts: ['shop.example'], gateways: ['web'], http });

const api = (kind: string, place: string, spec: object): Manifest => ({
  ...object(kind, place, spec),
  apiVersion: 'gateway.networking.k8s.io/v1',
});
const GATEWAY = api('Gateway', 'shop/k8s', {
  gatewayClassName: 'istio',
  listeners: [{ name: 'http', port: 80, protocol: 'HTTP', hostname: 'shop.example' }],
});
const route = (page: number, ratings: number) =>
  api('HTTPRoute', 'shop/k8s', {
    parentRefs: [{ name: 'k8s' }],
    rules: [
      {
        backendRefs: [
          { name: 'page', port: 80, weight: page },
          ...(ratings === 0 ? [] : [{ name: 'ratings', port: 80, weight: ratings }]),
        ],
      },
    ],
  });

/** What is there before and after beside the shop, and what the report says of it. */
const PAIRS: readonly (readonly [string, readonly Manifest[], readonly Manifest[], readonly string[]])[] = [
  ['nothing', [routed(V1)], [routed(V1)], []],
  ['another subset', [routed(V1)], [routed(V2)], ['reviews: requests go to v2 instead of v1']],
  [
    'a canary',
    [routed(V1)],
    [routed({ route: to('reviews/v1=90', 'reviews/v2=10') })],
    ['reviews: requests go to 90 % v1, 10 % v2 instead of v1'],
  ],
  [
    'a header',
    [routed(V1)],
    [routed({ match: [{ headers: { 'end-user': { exact: 'jason' } } }], ...V2 }, V1)],
    ['reviews: requests with end-user jason go to v2 instead of v1'],
  ],
  [
    'all but a header',
    [routed(V1)],
    [routed({ match: [{ withoutHeaders: { 'end-user': { exact: 'jason' } } }], ...V2 }, V1)],
    ['reviews: requests without end-user jason go to v2 instead of v1'],
  ],
  [
    'a header that is there',
    [routed(V1)],
    [routed({ match: [{ headers: { beta: {} } }], ...V2 }, V1)],
    ['reviews: requests with a header beta go to v2 instead of v1'],
  ],
  [
    'a path',
    [routed(V1)],
    [routed({ match: [{ uri: { prefix: '/api' } }], ...V2 }, V1)],
    ['reviews: requests with path beginning with /api go to v2 instead of v1'],
  ],
  [
    'one path or another',
    [routed(V1)],
    [routed({ match: [{ uri: { exact: '/a' } }, { uri: { exact: '/b' } }], ...V2 }, V1)],
    ['reviews: requests with path /a or path /b go to v2 instead of v1'],
  ],
  [
    'a path within another',
    [routed(V1)],
    [routed({ match: [{ uri: { prefix: '/a/b' } }], ...V1 }, { match: [{ uri: { prefix: '/a' } }], ...V2 }, V1)],
    ['reviews: requests with path beginning with /a but not path beginning with /a/b go to v2 instead of v1'],
  ],
  [
    'a method and a parameter',
    [routed(V1)],
    [routed({ match: [{ method: { exact: 'POST' }, queryParams: { beta: { exact: '1' } } }], ...V2 }, V1)],
    ['reviews: requests with method POST and with query parameter beta 1 go to v2 instead of v1'],
  ],
  [
    'one caller',
    [routed(V1)],
    [routed({ match: [{ sourceLabels: { app: 'page' } }], ...V2 }, V1)],
    ['page -> reviews: requests go to v2 instead of v1'],
  ],
  ['no subset', [routed(V1)], [], ['reviews: requests go to all its pods instead of v1']],
  [
    'a subset that is not there',
    [routed(V1)],
    [routed({ route: to('reviews/v3') })],
    ['reviews: requests get 503 (the proxy does not know reviews v3) instead of going to v1'],
  ],
  ['another service', [], [routed({ route: to('ratings') })], ['reviews: requests go to ratings instead of all its pods']],
  [
    'an abort',
    [routed(V1)],
    [routed({ ...V1, fault: { abort: { httpStatus: 500, percentage: { value: 10 } } } })],
    ['reviews: 10 % now fail with 500'],
  ],
  [
    'no abort',
    [routed({ ...V1, fault: { abort: { httpStatus: 500, percentage: { value: 10 } } } })],
    [routed(V1)],
    ['reviews: 10 % no longer fail with 500'],
  ],
  [
    'an abort of all',
    [routed(V1)],
    [routed({ ...V1, fault: { abort: { httpStatus: 500, percentage: { value: 100 } } } })],
    ['reviews: requests fail with 500 instead of going to v1'],
  ],
  [
    'a delay',
    [routed(V1)],
    [routed({ ...V1, fault: { delay: { fixedDelay: '7s', percentage: { value: 50 } } } })],
    ['reviews: 50 % are now delayed by 7 s'],
  ],
  ['a timeout', [routed(V1)], [routed({ ...V1, timeout: '3s' })], ['reviews: requests time out after 3 s']],
  [
    'another timeout',
    [routed({ ...V1, timeout: '500ms' })],
    [routed({ ...V1, timeout: '3s' })],
    ['reviews: requests time out after 3 s instead of after 500 ms'],
  ],
  [
    'no retries',
    [routed(V1)],
    [routed({ ...V1, retries: { attempts: 0 } })],
    ['reviews: requests are no longer retried 2 times'],
  ],
  [
    'a mirror',
    [routed(V1)],
    [routed({ ...V1, mirror: { host: 'reviews', subset: 'v2' } })],
    ['reviews: requests are mirrored to v2'],
  ],
  [
    'a rewritten path',
    [routed(V1)],
    [routed({ ...V1, rewrite: { uri: '/new' } })],
    ['reviews: requests arrive with path /new... instead of /...'],
  ],
  [
    'a rewritten path of one rule',
    [routed({ match: [{ uri: { prefix: '/v1' } }], ...V1 }, V1)],
    [routed({ match: [{ uri: { prefix: '/v1' } }], ...V1, rewrite: { uri: '/v2' } }, V1)],
    ['reviews: requests with path beginning with /v1 arrive with path /v2/... instead of /v1/...'],
  ],
  [
    'one path for another',
    [routed({ match: [{ uri: { exact: '/live' } }], ...V1 }, V1)],
    [routed({ match: [{ uri: { exact: '/live' } }], ...V1, rewrite: { uri: '/healthz' } }, V1)],
    ['reviews: requests with path /live arrive with path /healthz instead of /live'],
  ],
  [
    'paths by an expression',
    [routed({ match: [{ uri: { regex: '/v[0-9]/x' } }], ...V1 }, V1)],
    [
      routed(
        {
          match: [{ uri: { regex: '/v[0-9]/x' } }],
          ...V1,
          rewrite: { uriRegexRewrite: { match: '^/v([0-9])/(.*)', rewrite: '/\\2/\\1' } },
        },
        V1,
      ),
    ],
    ['reviews: requests with path like /v[0-9]/x arrive with a path such as /x/0 instead of /v0/x'],
  ],
  [
    'a rewritten host',
    [routed(V1)],
    [routed({ ...V1, rewrite: { authority: 'x.example' } })],
    ['reviews: requests arrive for x.example instead of the host that was called'],
  ],
  [
    'a redirect',
    [routed(V1)],
    [routed({ redirect: { uri: '/login' } })],
    ['reviews: requests are redirected with 301 to http://reviews.shop.svc.cluster.local/login instead of going to v1'],
  ],
  [
    'an answer',
    [routed(V1)],
    [routed({ directResponse: { status: 503, body: { string: 'closed' } } })],
    ['reviews: requests are answered by the proxy with 503 "closed" instead of going to v1'],
  ],
  [
    'a header of the answer',
    [routed(V1)],
    [routed({ ...V1, headers: { response: { remove: ['server'] } } })],
    ['reviews: requests get an answer with header server taken out instead of as it comes'],
  ],
  [
    'stickiness',
    [destinationRule('shop/ratings', { host: 'ratings' })],
    [
      destinationRule('shop/ratings', {
        host: 'ratings',
        trafficPolicy: { loadBalancer: { consistentHash: { httpHeaderName: 'x-user' } } },
      }),
    ],
    ['ratings: requests stay on one pod by header x-user'],
  ],
  [
    'more pods',
    [],
    [workload('shop/ratings-2', { app: 'ratings' })],
    ['ratings: requests are answered by ratings, ratings-2 instead of ratings'],
  ],
  [
    'a new service',
    [],
    [service('shop/more', { 80: 'http' }, { selector: { app: 'ratings' } })],
    ['more: requests go to all its pods (the host is new)'],
  ],
  [
    'a service that is gone',
    [service('shop/more', { 80: 'http' }, { selector: { app: 'ratings' } })],
    [],
    ['more: requests find no such host any more instead of going to all its pods'],
  ],
  [
    'a host outside',
    [],
    [
      serviceEntry('shop/out', {
        hosts: ['out.example'],
        ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
        resolution: 'DNS',
      }),
    ],
    ['out.example: requests go to the host itself instead of passing the mesh unchanged'],
  ],
  [
    'a service that a Sidecar leaves out',
    [sidecar('shop/default', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, egress: [{ hosts: ['./*'] }] })],
    [
      sidecar('shop/default', {
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
        egress: [{ hosts: ['./page.shop.svc.cluster.local', './reviews.shop.svc.cluster.local'] }],
      }),
    ],
    ['ratings: requests are refused by the proxy (not among the hosts that it may call) instead of going to all its pods'],
  ],
  [
    'a closed door',
    [],
    [sidecar('shop/default', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })],
    [
      'other hosts: requests are refused by the proxy (not among the hosts that it may call) instead of passing the mesh unchanged',
    ],
  ],
  [
    'a way in',
    [WEB],
    [WEB, web({ route: to('page') })],
    ['shop.example through gateway web: requests go to page instead of getting 404 (no route matches)'],
  ],
  [
    'a path of a way in',
    [WEB, web({ match: [{ uri: { prefix: '/' } }], route: to('page') })],
    [WEB, web({ match: [{ uri: { exact: '/page' } }], route: to('page') })],
    ['shop.example through gateway web: requests without path /page get 404 (no route matches) instead of going to page'],
  ],
  [
    'a Gateway of the Gateway API',
    [GATEWAY, route(1, 0)],
    [GATEWAY, route(3, 1)],
    ['shop.example through gateway k8s: requests go to 75 % page, 25 % ratings instead of page'],
  ],
  [
    'a redirect of all paths',
    [WEB, web({ match: [{ uri: { exact: '/' } }], route: to('page') }, { route: to('page') })],
    [
      {
        ...WEB,
        spec: {
          ...(WEB.spec as object),
          servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'], tls: { httpsRedirect: true } }],
        },
      },
      web({ match: [{ uri: { exact: '/' } }], route: to('page') }, { route: to('page') }),
    ],
    [
      'shop.example through gateway web: requests are redirected with 301 to https://shop.example<path> instead of going to page',
      'other hosts through gateway web: requests are redirected with 301 to https://<host><path> instead of getting 404 (no route matches)',
    ],
  ],
  [
    'a canary for all but some',
    [routed({ match: [{ headers: { beta: { exact: '1' } }, uri: { prefix: '/api' } }], ...V2 }, V1)],
    [
      routed(
        { match: [{ headers: { beta: { exact: '1' } }, uri: { prefix: '/api' } }], ...V2 },
        { route: to('reviews/v1=90', 'reviews/v2=10') },
      ),
    ],
    ['reviews: requests other than those with path beginning with /api and with beta 1 go to 90 % v1, 10 % v2 instead of v1'],
  ],
  [
    'no mutual TLS',
    [destinationRule('shop/ratings', { host: 'ratings' })],
    [destinationRule('shop/ratings', { host: 'ratings', trafficPolicy: { tls: { mode: 'DISABLE' } } })],
    ['ratings: requests travel in plain text instead of mutual TLS'],
  ],
  [
    'two changes of one host',
    [routed({ match: [{ uri: { exact: '/a' } }], ...V1 }, V2)],
    [routed({ match: [{ uri: { exact: '/a' } }], ...V2 }, V1)],
    ['reviews: requests without path /a go to v1 instead of v2', 'reviews: requests with path /a go to v2 instead of v1'],
  ],
  [
    'rules in another order that means nothing',
    [routed({ match: [{ uri: { exact: '/a' } }], ...V2 }, { match: [{ uri: { exact: '/b' } }], ...V2 }, V1)],
    [routed({ match: [{ uri: { exact: '/b' } }], ...V2 }, { match: [{ uri: { exact: '/a' } }], ...V2 }, V1)],
    [],
  ],
  ['rules that are never reached', [routed(V1)], [routed(V1, V2)], []],
  ['a time that is written otherwise', [routed({ ...V1, timeout: '60s' })], [routed({ ...V1, timeout: '1m' })], []],
];

test.each(PAIRS)('%s', (_, before, after, expected) => {
  expect(sentencesOf([...SHOP, ...before], [...SHOP, ...after])).toEqual(expected);
});

test('who comes and goes is said', () => {
  const { participants } = reportOf(SHOP, [
    ...SHOP.filter(({ metadata }) => (metadata as { name: string }).name !== 'reviews-v2'),
    workload('shop/more'),
    WEB,
  ]);
  expect(participants.map(({ sentence }) => sentence)).toEqual([
    'workload reviews-v2 is gone',
    'workload more is new, with a sidecar',
    'gateway web is new: it opens HTTP port 80 for *',
  ]);
});

test('who may no longer call whom', () => {
  const all = [...apps(['a/payments', 'b/one', 'b/two', 'c/three'])];
  const policy = (...namespaces: readonly string[]) => ({
    ...object('AuthorizationPolicy', 'a/payments', {
      selector: { matchLabels: { app: 'payments' } },
      rules: [{ from: [{ source: { namespaces } }] }],
    }),
    apiVersion: 'security.istio.io/v1',
  });
  const said = sentencesOf([...all, policy('b', 'c')], [...all, policy('c')]);
  expect(said).toEqual(['b/* may no longer call a/payments']);
  expect(sentencesOf([...all, policy('c')], [...all, policy('b', 'c')])).toEqual([
    'b/* may now call a/payments: requests go to all its pods',
  ]);
});
