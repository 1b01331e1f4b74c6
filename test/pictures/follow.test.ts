import fc from 'fast-check';
import { RE2JS } from 're2js';
import { Mesh } from '../../lib/model';
import { graphOf } from '../../lib/pictures';
import { followRequests } from '../../lib/pictures/follow';
import { sampleOf } from '../../lib/pictures/sample-text';
import {
  brief,
  destinationRule,
  gateway,
  type Manifest,
  object,
  service,
  to,
  virtualService,
  workload,
} from '../simulation/asked';
import '../property-seed';

const meshOf = (...manifests: readonly Manifest[]) =>
  new Mesh(manifests.map((manifest) => ({ manifest: { ...manifest }, source: {} })));
const SHOP = object('Namespace', '/shop', undefined, { namespace: undefined, labels: { 'istio-injection': 'enabled' } });
const SUBSETS = destinationRule('shop/reviews', {
  host: 'reviews',
  subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
});
const BASE = [
  SHOP,
  service('shop/reviews'),
  ...['v1', 'v2'].map((version) => workload(`shop/reviews-${version}`, { app: 'reviews', version })),
  workload('shop/web', {}, { containers: [{ name: 'app', args: ['--reviews=http://reviews'] }] }),
  workload('shop/aaa'),
  SUBSETS,
];

function followed(...manifests: readonly Manifest[]) {
  const mesh = meshOf(...BASE, ...manifests);
  return followRequests(mesh, graphOf(mesh, { findings: [] })).requests;
}

test('one request for each set of conditions, from who is known to call, with its way', () => {
  const http = [
    { match: [{ headers: { user: { exact: 'jason' } } }, { uri: { regex: '/v[0-9]+/.*' } }], route: to('reviews/v2') },
    { route: to('reviews/v1'), fault: { abort: { percentage: { value: 10 }, httpStatus: 500 } } },
  ];
  const requests = followed(virtualService('shop/reviews', { hosts: ['reviews'], http }));
  const url = 'http://reviews.shop.svc.cluster.local:80';
  expect(requests.map(({ title, sender, outcome }) => [sender, title, brief(outcome!)])).toEqual([
    ['web.shop', `GET ${url}/ with user: jason`, 'reviews.shop:80/v2'],
    ['web.shop', `GET ${url}/v0/`, 'reviews.shop:80/v2'],
    ['web.shop', `GET ${url}/`, 'reviews.shop:80/v1'],
  ]);
  const [jason, , plain] = requests;
  expect(jason).toMatchObject({
    from: 'workload/shop/web',
    called: 'service/shop/reviews',
    nodes: ['service/shop/reviews', 'workload/shop/reviews-v2'],
    links: ['route:service/shop/reviews>workload/shop/reviews-v2'],
  });
  expect(plain?.links).toEqual(['route:service/shop/reviews>workload/shop/reviews-v1']);
  expect(plain?.outcome?.faults).toEqual([{ type: 'abort', status: 500, percentage: 10 }]);
});

test('who sends has the labels that a rule asks for', () => {
  const http = [{ match: [{ sourceLabels: { app: 'aaa' } }], route: to('reviews/v2') }, { route: to('reviews/v1') }];
  const requests = followed(virtualService('shop/reviews', { hosts: ['reviews'], http }));
  expect(requests.map(({ sender, outcome }) => [sender, brief(outcome!)])).toEqual([
    ['aaa.shop', 'reviews.shop:80/v2'],
    ['web.shop', 'reviews.shop:80/v1'],
  ]);
});

test('from outside, through the gateway to the pods', () => {
  const requests = followed(
    workload('shop/ingress', { istio: 'ingressgateway' }, { containers: [{ name: 'istio-proxy', args: ['proxy', 'router'] }] }),
    gateway('shop/public', [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.shop.com'] }]),
    virtualService('shop/out', {
      hosts: ['*.shop.com'],
      gateways: ['public'],
      http: [{ match: [{ uri: { prefix: '/r' } }], route: to('reviews') }],
    }),
  );
  const outside = requests.filter(({ sender }) => sender === 'public.shop');
  expect(outside.map(({ title, outcome }) => [title, brief(outcome!)])).toEqual([
    ['GET http://www.shop.com:80/r', 'reviews.shop:80'],
    ['GET http://www.shop.com:80/', 'notFound 404'],
  ]);
  expect(outside[0]?.links).toEqual([
    'pods:service/shop/reviews>workload/shop/reviews-v1',
    'pods:service/shop/reviews>workload/shop/reviews-v2',
    'route:gateway/shop/ingress>service/shop/reviews',
  ]);
});

test('from outside, through a Gateway of the Gateway API', () => {
  const api = (kind: string, spec: unknown) => ({
    ...object(kind, 'shop/public', spec),
    apiVersion: 'gateway.networking.k8s.io/v1',
  });
  const rules = [{ matches: [{ path: { type: 'Exact', value: '/r' } }], backendRefs: [{ name: 'reviews', port: 80 }] }];
  const requests = followed(
    api('Gateway', { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] }),
    api('HTTPRoute', { parentRefs: [{ name: 'public' }], hostnames: ['a.shop.com'], rules }),
  );
  const outside = requests.filter(({ from }) => from === 'gateway/shop/public-istio');
  expect(outside.map(({ title, outcome }) => [title, brief(outcome!)])).toEqual([
    ['GET http://a.shop.com:80/r', 'reviews.shop:80'],
    ['GET http://a.shop.com:80/', 'notFound 404'],
  ]);
});

test('what would fill the page is left out, and counted', () => {
  const mesh = meshOf(...BASE);
  const { requests, leftOut } = followRequests(mesh, graphOf(mesh, { findings: [] }), 0);
  expect([requests, leftOut]).toEqual([[], 1]);
});

test('a text for an expression is one that it takes', () => {
  const part = fc.constantFrom('a', '[0-9]', '[^/]', '.', '\\d', 'b{2}', '(x|y)', '(?:ab)', '[a-c]', '\\.');
  const expression = fc
    .array(fc.tuple(part, fc.constantFrom('', '*', '+', '?')), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.map(([one, often]) => (one.endsWith('}') ? one : one + often)).join(''));
  fc.assert(
    fc.property(expression, (regex) => {
      const sample = sampleOf({ regex }, '/');
      expect(sample).toBeDefined();
      expect(RE2JS.compile(regex).matches(sample!)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
