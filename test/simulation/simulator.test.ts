import { Mesh, readObjects } from '../../lib/model';
import { requestTo, Simulator } from '../../lib/simulation';
import { apps, brief, from, object, service, simulate, to, virtualService, workload } from './asked';

const MANIFESTS = `
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { selector: { app: reviews }, ports: [{ name: http, port: 9080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v1, namespace: shop }
spec: { template: { metadata: { labels: { app: reviews, version: v1 } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v2, namespace: shop }
spec: { template: { metadata: { labels: { app: reviews, version: v2 } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: productpage-v1, namespace: shop }
spec: { template: { metadata: { labels: { app: productpage } } } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews]
  http:
    - match: [{ headers: { end-user: { exact: jason } } }]
      route: [{ destination: { host: reviews, subset: v2 } }]
    - route: [{ destination: { host: reviews, subset: v1 } }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec: { host: reviews, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }] }
`;

const simulator = new Simulator(new Mesh(readObjects(MANIFESTS, 'mesh.yaml')));

test('a request goes where the first rule sends it whose conditions it meets, and says why', () => {
  const jason = from(simulator, 'productpage', 'http://reviews:9080/a?b', { headers: { 'End-User': 'jason' } });
  expect(jason.destinations).toEqual([
    { service: 'reviews.shop.svc.cluster.local', namespace: 'shop', subset: 'v2', port: 9080, weight: 100 },
  ]);
  expect([jason.path, jason.authority, jason.headers]).toEqual(['/a?b', 'reviews:9080', { 'end-user': 'jason' }]);
  expect(jason.endpoints.map(({ workload }) => workload)).toEqual(['reviews-v2']);
  expect(jason.why).toEqual([
    'port 9080: requests are told apart by their host',
    'VirtualService shop/reviews (mesh.yaml:22) http[0].match[0]',
    'Service shop/reviews (mesh.yaml:2)',
    'DestinationRule shop/reviews (mesh.yaml:32) subsets[1]',
  ]);
  const others = from(simulator, 'productpage-v1.shop', 'http://reviews:9080/');
  expect(others.destinations.map(({ subset }) => subset)).toEqual(['v1']);
});

test('names that nothing has are errors that name near ones', () => {
  const ask = (workload: string, url: string) => () => simulator.ask(requestTo({ workload }, url));
  expect(ask('productpage', 'http://reviewz:9080/')).toThrow(
    'request: host is no service that pods of shop can find, got "reviewz"; did you mean reviews,',
  );
  expect(ask('productpag', 'http://reviews:9080/')).toThrow('request: from names no workload, got "productpag"; did you mean');
  expect(ask('reviews', 'http://reviews:9080/')).toThrow('use one of reviews-v1.shop, reviews-v2.shop');
  expect(() => simulator.ask(requestTo({ gateway: 'entry' }, 'http://a.com/'))).toThrow('request: gateway names no Gateway');
});

test('what is no URL is refused', () => {
  expect(() => requestTo({ workload: 'a' }, 'ftp://a/')).toThrow(
    'request: the URL is not one that can be asked for, got "ftp://a/"',
  );
  expect(() => requestTo({ workload: 'a' }, 'http://a:0/')).toThrow('request: the port of the URL is none, got 0');
});

test.each<[string, object, object]>([
  ['a label', { 'sidecar.istio.io/inject': 'false' }, {}],
  ['the network of its node', {}, { hostNetwork: true }],
  ['ambient', { 'istio.io/dataplane-mode': 'ambient' }, {}],
])('pods without sidecar, by %s, reach what they call', (_, labels, pod) => {
  const rule = virtualService('shop/v', { hosts: ['a'], http: [{ route: to('b') }] });
  const bare = simulate([
    ...apps(['shop/a', 'shop/b']),
    service('shop/empty'),
    rule,
    workload('shop/c', { ...labels }, { ...pod }),
  ]);
  const ask = (url: string) => brief(from(bare, 'c', url));
  expect([ask('http://a/'), ask('http://empty/'), ask('http://example.com/')]).toEqual(['a.shop:80', 'refused', 'passthrough']);
});

test.each<[string, object | undefined, string]>([
  ['enabled', { 'istio-injection': 'enabled' }, 'b.shop:80'],
  ['disabled', { 'istio-injection': 'disabled' }, 'a.shop:80'],
  ['not asked for', {}, 'a.shop:80'],
  ['asked of a revision', { 'istio.io/rev': 'canary' }, 'b.shop:80'],
  ['not told by the manifests', undefined, 'b.shop:80'],
])('rules are for the pods of a namespace in which injection is %s', (_, labels, expected) => {
  const rule = virtualService('shop/v', { hosts: ['a'], http: [{ route: to('b') }] });
  const home = labels === undefined ? [] : [object('Namespace', '/other', undefined, { name: 'other', labels })];
  const mesh = simulate([...apps(['shop/a', 'shop/b']), rule, workload('other/c'), ...home]);
  expect(brief(from(mesh, 'c.other', 'http://a.shop/'))).toBe(expected);
});

test('pods that get the same from istiod keep identities of their own', () => {
  const onlyA = {
    ...object('AuthorizationPolicy', 'shop/only-a', {
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/a'] } }] }],
    }),
    apiVersion: 'security.istio.io/v1',
  };
  const shop = [service('shop/b'), workload('shop/b'), workload('shop/a', {}, { serviceAccountName: 'a' }), workload('shop/c')];
  const simulator = simulate([...shop, onlyA]);
  expect(['a', 'c', 'a'].map((name) => from(simulator, name, 'http://b/').outcome)).toEqual(['route', 'denied', 'route']);
});
