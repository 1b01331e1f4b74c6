import { found } from '../found';

const sidecar = (name: string, namespace: string, spec = '{}') => `
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}`;

test('two Sidecars without selector in one namespace are both reported', () => {
  expect(found(sidecar('a', 'shop') + sidecar('b', 'shop'), 'IST0111')).toEqual([
    'IST0111 Sidecar/shop/a: Sidecar shop/a is one of several for the whole namespace, got ["a","b"]',
    'IST0111 Sidecar/shop/b: Sidecar shop/b is one of several for the whole namespace, got ["a","b"]',
  ]);
});

test.each([
  ['one of them has a selector', sidecar('a', 'shop') + sidecar('b', 'shop', '{ workloadSelector: { labels: { app: b } } }')],
  ['they are in two namespaces', sidecar('a', 'shop') + sidecar('a', 'other')],
  [
    'the namespace is ambient',
    `${sidecar('a', 'shop') + sidecar('b', 'shop')}
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }`,
  ],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0111')).toEqual([]);
});
