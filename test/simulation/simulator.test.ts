import { Mesh, readObjects } from '../../lib/model';
import { requestTo, Simulator } from '../../lib/simulation';

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
const from = { workload: 'productpage' };

test('a request goes where the first rule sends it whose conditions it meets, and says why', () => {
  const jason = simulator.ask(requestTo(from, 'http://reviews:9080/a?b', { headers: { 'end-user': 'jason' } }));
  expect(jason.destinations).toEqual([
    { service: 'reviews.shop.svc.cluster.local', namespace: 'shop', subset: 'v2', port: 9080, weight: 100 },
  ]);
  expect(jason.endpoints.map(({ workload }) => workload)).toEqual(['reviews-v2']);
  expect(jason.why).toContain('VirtualService shop/reviews (mesh.yaml:22) http[0].match[0]');
  const others = simulator.ask(requestTo(from, 'http://reviews:9080/a?b'));
  expect(others.destinations.map(({ subset }) => subset)).toEqual(['v1']);
});

test('names that nothing has are errors that name near ones', () => {
  expect(() => simulator.ask(requestTo(from, 'http://reviewz:9080/'))).toThrow('did you mean reviews,');
  expect(() => simulator.ask(requestTo({ workload: 'productpag' }, 'http://reviews:9080/'))).toThrow(
    'did you mean productpage-v1',
  );
  expect(() => simulator.ask(requestTo({ workload: 'reviews' }, 'http://reviews:9080/'))).toThrow(
    'use one of reviews-v1.shop, reviews-v2.shop',
  );
});
