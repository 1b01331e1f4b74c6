import { found } from '../found';
import { namespace, object } from '../manifests';

const injector = (enableNamespacesByDefault: boolean) =>
  object('ConfigMap', 'istio-system/istio-sidecar-injector', {
    data: { values: JSON.stringify({ sidecarInjectorWebhook: { enableNamespacesByDefault } }) },
  });

test('a namespace that says nothing is reported, in one way or the other', () => {
  expect(found(namespace('shop'), 'IST0102')).toEqual([
    'IST0102 Namespace//shop: Namespace shop has no label by which its pods join the mesh',
  ]);
  expect(found(namespace('shop') + injector(false), 'IST0102')).toHaveLength(1);
  expect(found(namespace('shop') + injector(true), 'IST0102')).toEqual([]);
  expect(found(namespace('shop') + injector(true), 'IST0148')).toEqual([
    'IST0148 Namespace//shop: Namespace shop has no label of injection, and its pods are injected all the same',
  ]);
});

test('the values of an injector that are no JSON turn nothing on', () => {
  const broken = object('ConfigMap', 'istio-system/istio-sidecar-injector', { data: { values: '{' } });
  expect(found(namespace('shop') + broken, 'IST0148')).toEqual([]);
  expect(found(namespace('shop') + broken, 'IST0102')).toHaveLength(1);
});

test('an empty label of injection says nothing', () => {
  expect(found(namespace('shop', { 'istio-injection': '' }), 'IST0102')).toHaveLength(1);
});

test.each([
  ['it is injected', namespace('shop', { 'istio-injection': 'enabled' })],
  ['it is not to be injected', namespace('shop', { 'istio-injection': 'disabled' })],
  ['it has a revision', namespace('shop', { 'istio.io/rev': '' })],
  ['it is ambient', namespace('shop', { 'istio.io/dataplane-mode': 'ambient' })],
  ['it is that of Istio', namespace('istio-system')],
  ['it is one of Kubernetes itself', namespace('kube-system')],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0102')).toEqual([]);
  expect(found(manifests + injector(true), 'IST0148')).toEqual([]);
});

const injected = { 'istio-injection': 'enabled' };
const revision = { 'istio.io/rev': 'canary' };
const ambient = { 'istio.io/dataplane-mode': 'ambient' };

test.each([
  ['injection and revision', { ...injected, ...revision }, ['istio-injection=enabled', 'istio.io/rev=canary']],
  ['revision and ambient', { ...revision, ...ambient }, ['istio.io/rev=canary', 'istio.io/dataplane-mode=ambient']],
  ['injection and ambient', { ...injected, ...ambient }, ['istio-injection=enabled', 'istio.io/dataplane-mode=ambient']],
])('%s together are reported', (_, labels, got) => {
  expect(found(namespace('shop', labels), 'IST0123')).toEqual([
    `IST0123 Namespace//shop: metadata.labels has several labels that decide about proxies, got ${JSON.stringify(got)}`,
  ]);
});

test.each([
  ['one label alone', revision],
  ['injection turned off beside a revision', { 'istio-injection': 'disabled', ...revision }],
])('%s is not', (_, labels) => {
  expect(found(namespace('shop', labels), 'IST0123')).toEqual([]);
});
