import { Mesh, readObjects } from '../../lib/model';
import { selects } from '../../lib/model/label-selector';

const namespace = (labels: object) =>
  `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } })}\n`;
const pod = (metadata: object = {}, spec: object = {}) =>
  `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop', ...metadata }, spec })}\n`;
const webhook = (revision: string) => `---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector }
webhooks:
  - name: rev.namespace.sidecar-injector.istio.io
    namespaceSelector: { matchExpressions: [{ key: istio.io/rev, operator: In, values: [${revision}] }] }
    objectSelector: { matchExpressions: [{ key: sidecar.istio.io/inject, operator: NotIn, values: ['false'] }] }
`;
const mode = (manifests: string) => new Mesh(readObjects(manifests, 'mesh.yaml')).workloads[0]?.proxy;
const inject = (value: string) => ({ 'sidecar.istio.io/inject': value });

test.each([
  ['an enabled namespace', { 'istio-injection': 'enabled' }, {}, 'sidecar'],
  ['a disabled one', { 'istio-injection': 'disabled' }, { labels: inject('true') }, 'none'],
  ['a revision', { 'istio.io/rev': 'canary' }, {}, 'sidecar'],
  ['an empty revision', { 'istio.io/rev': '' }, { labels: inject('true') }, 'none'],
  ['a pod that asks', {}, { labels: inject('true') }, 'sidecar'],
  ['a pod that asks by annotation alone', {}, { annotations: inject('true') }, 'none'],
  ['a pod with a revision', {}, { labels: { 'istio.io/rev': 'canary' } }, 'sidecar'],
  ['a pod that does not want it', { 'istio-injection': 'enabled' }, { annotations: inject('false') }, 'none'],
  [
    'a pod whose label says otherwise',
    { 'istio-injection': 'enabled' },
    { labels: inject('true'), annotations: inject('false') },
    'sidecar',
  ],
  ['an ambient namespace', { 'istio.io/dataplane-mode': 'ambient' }, {}, 'ambient'],
  ['a pod that leaves it', { 'istio.io/dataplane-mode': 'ambient' }, { labels: { 'istio.io/dataplane-mode': 'none' } }, 'none'],
  [
    'a pod that says something else',
    { 'istio.io/dataplane-mode': 'ambient' },
    { labels: { 'istio.io/dataplane-mode': 'x' } },
    'ambient',
  ],
  ['an ambient pod', {}, { labels: { 'istio.io/dataplane-mode': 'ambient' } }, 'ambient'],
])('the official chart and %s', (_, labels, metadata, expected) => {
  expect(mode(namespace(labels) + pod(metadata))).toBe(expected);
});

test('a proxy that no injector has added does not keep a pod from being ambient', () => {
  const ambient = namespace({ 'istio.io/dataplane-mode': 'ambient' });
  const containers = [{ name: 'istio-proxy', image: 'proxy' }];
  expect(mode(ambient + pod({}, { containers }))).toBe('ambient');
  expect(mode(ambient + pod({ annotations: { 'sidecar.istio.io/status': '{}' } }, { containers }))).toBe('sidecar');
});

test('a pod of the network of its node takes no part', () => {
  expect(mode(namespace({ 'istio-injection': 'enabled' }) + pod({}, { hostNetwork: true }))).toBe('none');
});

test('webhooks among the manifests decide instead of those of the chart', () => {
  expect(mode(webhook('canary') + namespace({ 'istio-injection': 'enabled' }) + pod())).toBe('none');
  expect(mode(webhook('canary') + namespace({ 'istio.io/rev': 'canary' }) + pod())).toBe('sidecar');
  expect(mode(webhook('canary') + namespace({ 'istio.io/rev': 'stable' }) + pod())).toBe('none');
});

test.each([
  [undefined, true],
  [{}, true],
  [{ matchLabels: { a: '1' } }, true],
  [{ matchLabels: { a: '2' } }, false],
  [
    {
      matchExpressions: [
        { key: 'a', operator: 'Exists' },
        { key: 'b', operator: 'DoesNotExist' },
      ],
    },
    true,
  ],
  [{ matchExpressions: [{ key: 'b', operator: 'NotIn', values: ['1'] }] }, true],
  [{ matchExpressions: [{ key: 'b', operator: 'In', values: ['1'] }] }, false],
  [{ matchExpressions: [{ key: 'a', operator: 'Wrong' }] }, false],
])('the selector %j picks { a: 1 }: %s', (selector, picked) => {
  expect(selects(selector, { a: '1' })).toBe(picked);
});

test('a workload knows the Services that pick it', () => {
  const service = (name: string, app: string) =>
    `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: { selector: { app } } })}\n`;
  const mesh = new Mesh(
    readObjects(service('a', 'a') + service('b', 'b') + service('c', 'a') + pod({ labels: { app: 'a' } }), 'x.yaml'),
  );
  expect(mesh.servicesFor(mesh.workloads[0]!).map(({ name }) => name)).toEqual(['a', 'c']);
});
