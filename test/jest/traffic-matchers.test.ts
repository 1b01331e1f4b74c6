import { Mesh, readObjects } from '../../lib/model';
import { Traffic } from '../../lib/simulation';
import '../../lib/jest';

const deployment = (name: string, version: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}-${version}, namespace: shop }
spec: { template: { metadata: { labels: { app: ${name}, version: ${version}, sidecar.istio.io/inject: "true" } }, spec: { containers: [{ name: app }] } } }
`;
const service = (name: string) => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80 }] }
`;

const traffic = new Traffic(
  new Mesh(
    readObjects(
      `${service('web')}${deployment('web', 'v1')}${service('reviews')}${deployment('reviews', 'v1')}${deployment('reviews', 'v2')}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec: { host: reviews, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews]
  http:
    - { match: [{ uri: { prefix: /slow } }], fault: { delay: { fixedDelay: 7s, percentage: { value: 50 } } }, timeout: 2s, retries: { attempts: 3, retryOn: 5xx }, route: [{ destination: { host: reviews, subset: v2 } }] }
    - { match: [{ uri: { prefix: /broken } }], fault: { abort: { httpStatus: 500, percentage: { value: 100 } } }, route: [{ destination: { host: reviews } }] }
    - { match: [{ uri: { prefix: /moved } }], redirect: { uri: /new, redirectCode: 302 } }
    - { match: [{ uri: { prefix: /tea } }], directResponse: { status: 418, body: { string: tea } } }
    - { match: [{ uri: { prefix: /copied } }], mirror: { host: web }, mirrorPercentage: { value: 25 }, route: [{ destination: { host: reviews } }] }
    - { match: [{ uri: { prefix: /split } }], route: [{ destination: { host: reviews, subset: v1 }, weight: 90 }, { destination: { host: reviews, subset: v2 }, weight: 10 }] }
`,
      'mesh.yaml',
    ),
  ),
);
const get = (path: string) => traffic.from('web-v1.shop').get(`http://reviews${path}`);

test('each matcher passes where it should', () => {
  expect(get('/slow')).toReach('reviews', 'v2');
  expect(get('/slow')).toBeDelayed({ by: '7s', percentage: 50 });
  expect(get('/slow')).toTimeOutAfter('2s');
  expect(get('/slow')).toBeRetried(3, '5xx');
  expect(get('/broken')).toFailWith(500);
  expect(get('/moved')).toRedirectTo('http://reviews/new', 302);
  expect(get('/tea')).toBeAnsweredWith(418, 'tea');
  expect(get('/copied')).toBeMirroredTo('web', 25);
  expect(get('/split')).toReach({ v1: 90, v2: 10 });
  expect(get('/split')).toReach({ reviews: 100 });
  expect(get('/nothing')).toReachNothing();
  expect(get('/nothing')).toFailWith(404);
});

test('each matcher fails where it should', () => {
  expect(get('/slow')).not.toReach('reviews', 'v1');
  expect(get('/slow')).not.toReach('web');
  expect(get('/slow')).not.toBeDelayed({ by: '7s' });
  expect(get('/slow')).not.toTimeOutAfter('3s');
  expect(get('/slow')).not.toBeRetried(2);
  expect(get('/slow')).not.toFailWith(500);
  expect(get('/moved')).not.toRedirectTo('http://reviews/new', 301);
  expect(get('/tea')).not.toBeAnsweredWith(418, 'coffee');
  expect(get('/copied')).not.toBeMirroredTo('web');
  expect(get('/split')).not.toReach({ v1: 80, v2: 20 });
  expect(get('/split')).not.toReach({ v1: 90 });
  expect(get('/slow')).not.toBeDenied();
  expect(get('/slow')).not.toReachNothing();
});

test('a failure says what became of the request, and why', () => {
  expect(() => expect(get('/split')).toReach('reviews', 'v2')).toThrow(
    /expected GET http:\/\/reviews\/split from web-v1\.shop to reach reviews v2 \(100 %\), but:[\s\S]*90 % reviews\.shop\.svc\.cluster\.local v1[\s\S]*why [\s\S]*VirtualService shop\/reviews \(mesh\.yaml:\d+\) http\[5\]/,
  );
});
