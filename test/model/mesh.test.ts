import { Mesh, readObjects } from '../../lib/model';
import { lineOfField } from '../../lib/model/field-line';
import { bySpecificity, fullHost, hostsMeet, isSubsetOf, mostSpecific } from '../../lib/model/hosts';

const MANIFESTS = `# a comment
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports:
    - { name: http-web, port: 80, targetPort: web }
    - { name: mongo, port: 27017 }
--- # the workload
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v1, namespace: shop }
spec:
  template:
    metadata: { labels: { app: reviews, version: v1 } }
    spec: { containers: [{ name: app, ports: [{ name: web, containerPort: 8080 }] }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: outside, namespace: shop }
spec: { hosts: [a.example.com, b.example.com], ports: [{ number: 443, name: tls, protocol: tls }], resolution: DNS, exportTo: [.] }
`;

const mesh = new Mesh(readObjects(MANIFESTS, 'mesh.yaml'));

test('a Service has its host, the protocols of its ports and the workloads behind it', () => {
  const service = mesh.serviceSeenFrom('shop', 'reviews.shop.svc.cluster.local')!;
  expect(service.ports.map(({ number, protocol, targetPort }) => [number, protocol, targetPort])).toEqual([
    [80, 'HTTP', 'web'],
    [27017, 'MONGO', 27017],
  ]);
  expect(mesh.workloadsBehind(service).map(({ name, proxy }) => [name, proxy])).toEqual([['reviews-v1', 'sidecar']]);
});

test('a ServiceEntry is one service a host, for the namespaces to which it is exported', () => {
  expect(mesh.serviceSeenFrom('shop', 'b.example.com')?.resolution).toBe('dns');
  expect(mesh.serviceSeenFrom('other', 'b.example.com')).toBeUndefined();
});

test('objects know the line on which they, and their fields, begin', () => {
  expect(mesh.objects.map(({ source }) => source.line)).toEqual([2, 6, 15, 23]);
  const service = mesh.find('/Service', 'shop', 'reviews')!;
  expect(lineOfField(service.source, 'spec.ports[1].port')).toBe(13);
  expect(lineOfField(service.source, 'spec.nothing')).toBe(9);
});

test('an object without apiVersion, and a text that is no YAML, are refused with their place', () => {
  expect(() => readObjects('a: 1\n---\nb: [', 'x.yaml')).toThrow('x.yaml:1: is no object of Kubernetes');
  expect(() => readObjects('\n\nb: [', 'x.yaml')).toThrow(/^x\.yaml:\d: is not YAML/);
});

test.each([
  ['a.com', '*', true],
  ['a.com', '*.com', true],
  ['com', '*.com', false],
  ['*.a.com', '*.com', true],
  ['*.com', '*.a.com', false],
  ['a.com', 'b.com', false],
  ['bar.com', '*ar.com', true],
])('whether %s is part of %s: %s', (host, other, part) => {
  expect(isSubsetOf(host, other)).toBe(part);
  if (part) expect(hostsMeet(other, host)).toBe(true);
});

test('the most specific of the hosts is taken', () => {
  const candidates = new Set(['*', '*.com', '*.a.com', 'x.a.com']);
  expect(['x.a.com', 'y.a.com', 'a.com', 'b.org', '*.x.a.com'].map((host) => mostSpecific(host, candidates))).toEqual([
    'x.a.com',
    '*.a.com',
    '*.com',
    '*',
    '*.a.com',
  ]);
  expect([...candidates].sort(bySpecificity)).toEqual(['x.a.com', '*.a.com', '*.com', '*']);
});

test('a short name is a Service of the namespace in which it is written', () => {
  expect(['a', 'a.b', '*', '1:2'].map((name) => fullHost(name, 'shop', 'cluster.local'))).toEqual([
    'a.shop.svc.cluster.local',
    'a.b',
    '*',
    '1:2',
  ]);
});
