import { ApiObject, App, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { parse, parseAllDocuments } from 'yaml';
import {
  Bookinfo,
  DestinationRule,
  IngressGateway,
  IstioControlPlane,
  MeshApp,
  PeerAuthentication,
  Stages,
  snapshotOf,
  VirtualService,
} from '../../lib';
import { testChart } from '../synth';

const PEM = '-----BEGIN RSA PRIVATE KEY-----\nTUlJRX\n-----END RSA PRIVATE KEY-----';

function mesh(): App {
  const app = new MeshApp();
  const stages = new Stages(app);
  const istio = new IstioControlPlane(stages.controlPlane, 'istio', { crds: stages.crds });
  const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', { controlPlane: istio });
  new Bookinfo(stages.apps, 'bookinfo', { controlPlane: istio, ingress, traffic: stages.traffic, reviews: '90-10' });
  return app;
}

const object = (fields: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...fields });
const shownOf = (fields: object, options = {}) => parse(snapshotOf([object(fields)], options)) as Record<string, unknown>;

test('one object is YAML with the fields of every object first, then by name, lists as they were', () => {
  const spec = { z: [3, 1, 2], a: { d: true, c: null } };
  const reversed = { spec, metadata: { namespace: 'n', name: 'a', labels: { b: '1', a: '2' } }, kind: 'K', apiVersion: 'v1' };
  expect(snapshotOf([reversed])).toBe(`apiVersion: v1
kind: K
metadata:
  labels:
    a: "2"
    b: "1"
  name: a
  namespace: n
spec:
  a:
    c: null
    d: true
  z:
    - 3
    - 1
    - 2
`);
});

test('objects are sorted by kind, namespace, name and group, whatever their order in the program', () => {
  const of = (kind: string, namespace: string | undefined, name: string, apiVersion = 'v1') => ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  });
  const sorted = [
    of('Gateway', 'a', 'x', 'gateway.networking.k8s.io/v1'),
    of('Gateway', 'a', 'x', 'networking.istio.io/v1'),
    of('Service', undefined, 'z'),
    of('Service', 'a', 'b'),
    of('Service', 'a', 'c'),
    of('Service', 'b', 'a'),
  ];
  const expected = sorted.map((one) => snapshotOf([one])).join('---\n');
  expect(snapshotOf([...sorted].reverse())).toBe(expected);
  expect(snapshotOf([{ apiVersion: 'v1', kind: 'List', items: sorted }])).toBe(expected);
});

test('hashes and digests are not there, what only looks like them is', () => {
  const digest = 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
  const { metadata, spec } = shownOf({
    metadata: { name: 'web-c81234ab', annotations: { 'checksum/config': 'abc', 'a/hash-of-b': 'd', plain: 'abc' } },
    spec: {
      template: { metadata: { labels: { 'pod-template-hash': '6f4d', hashes: 'x' } } },
      selector: { matchLabels: { 'cdk8s.io/metadata.addr': 'shop-web-c81234ab' } },
      image: `example.com/web@${digest}`,
      sha256: digest.slice('sha256:'.length),
      address: 'c8aaaaaaaabbbbbbbbccccccccddddddddeeeeeeee',
      hash: 'XX_HASH',
      consistentHash: { httpHeaderName: 'x-hash' },
      tag: 'ratelimit:3fb70258',
      name: 'cafe-c8bistro',
    },
  });
  expect(metadata).toEqual({
    name: 'web-<hash>',
    annotations: { 'checksum/config': '<hash>', 'a/hash-of-b': '<hash>', plain: 'abc' },
  });
  expect(spec).toEqual({
    template: { metadata: { labels: { 'pod-template-hash': '<hash>', hashes: 'x' } } },
    selector: { matchLabels: { 'cdk8s.io/metadata.addr': 'shop-web-<hash>' } },
    image: 'example.com/web@sha256:<hash>',
    sha256: '<hash>',
    address: '<hash>',
    hash: 'XX_HASH',
    consistentHash: { httpHeaderName: 'x-hash' },
    tag: 'ratelimit:3fb70258',
    name: 'cafe-c8bistro',
  });
});

test('what a cluster writes is not there', () => {
  expect(
    shownOf({
      kind: 'ValidatingWebhookConfiguration',
      metadata: {
        name: 'a',
        uid: '1',
        resourceVersion: '2',
        generation: 3,
        creationTimestamp: null,
        managedFields: [],
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      },
      webhooks: [{ clientConfig: { caBundle: 'LS0tLS1CRUdJTi' } }, { clientConfig: { caBundle: '' } }],
      status: { ready: true },
    }),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'a' },
    webhooks: [{ clientConfig: { caBundle: '<ca bundle>' } }, { clientConfig: { caBundle: '' } }],
  });
});

test('no value of a Secret is there, and no key wherever it stands', () => {
  const base64 = Buffer.from(PEM).toString('base64');
  const text = snapshotOf([
    object({ kind: 'Secret', data: { 'tls.key': 'c2VjcmV0' }, stringData: { password: 'geheim' }, type: 'Opaque' }),
    object({ data: { config: `a: 1\n${PEM}\nb: 2`, kubeconfig: `ca: ${base64}` } }),
  ]);
  expect(text).toContain('tls.key: <redacted>');
  expect(text).toContain('password: <redacted>');
  expect(text).toContain('<rsa private key>');
  expect(text).toContain('ca: <pem>');
  for (const secret of ['c2VjcmV0', 'geheim', 'TUlJRX', base64]) expect(text).not.toContain(secret);
});

test('what is long is short, unless the whole is asked for', () => {
  const data = { long: 'line\n'.repeat(41), wide: 'x'.repeat(2001), short: 'line\n'.repeat(40) };
  expect(shownOf({ data })['data']).toEqual({ long: '<41 lines>', wide: '<2001 characters>', short: data.short });
  expect(shownOf({ data }, { detail: 'whole' })['data']).toEqual(data);
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: {} } };
  const crd = {
    kind: 'CustomResourceDefinition',
    spec: { group: 'g', names: { kind: 'K' }, scope: 'Cluster', versions: [version] },
  };
  const { schema, ...named } = version;
  expect(shownOf(crd)['spec']).toEqual({ ...crd.spec, versions: [named] });
  expect(shownOf(crd, { detail: 'whole' })['spec']).toEqual(crd.spec);
});

test('a whole mesh is small, has every object once, and does not change from one program to the next', () => {
  const app = mesh();
  const text = snapshotOf(app);
  const count = app.charts.flatMap((chart) => chart.toJson()).length;
  expect(parseAllDocuments(text)).toHaveLength(count);
  expect(text.split('\n').length).toBeLessThan(2500);
  expect(snapshotOf(app)).toBe(text);
  expect(snapshotOf(mesh())).toBe(text);
  expect(text).not.toMatch(/caBundle: (?!<ca bundle>|"")/);
}, 30_000);

test('objects are chosen by kind, name and namespace together, from a chart or any construct', () => {
  const app = mesh();
  const namesOf = (text: string) =>
    parseAllDocuments(text).map((document) => {
      const { kind, metadata } = document.toJS() as { kind: string; metadata: { name: string } };
      return `${kind} ${metadata.name}`;
    });
  expect(namesOf(snapshotOf(app, { kind: 'VirtualService', name: ['reviews', 'bookinfo'] }))).toEqual([
    'VirtualService bookinfo',
    'VirtualService reviews',
  ]);
  expect(namesOf(snapshotOf(app, { kind: ['Service', 'DestinationRule'], name: ['reviews'], namespace: 'bookinfo' }))).toEqual([
    'DestinationRule reviews',
    'Service reviews',
  ]);
  expect(namesOf(snapshotOf(app, { namespace: '', kind: 'Namespace' })).length).toBeGreaterThan(0);
  const traffic = app.charts.find(({ node }) => node.id === '60-traffic')!;
  expect(snapshotOf(traffic, { kind: 'VirtualService' })).toBe(snapshotOf(app, { kind: 'VirtualService' }));
  const rule = traffic.node.findAll().find((one) => one instanceof DestinationRule)!;
  expect(namesOf(snapshotOf(rule))).toEqual([`DestinationRule ${(rule as DestinationRule).name}`]);
}, 30_000);

test('names that cdk8s makes do not change with the place of an object', () => {
  const chart = (id: string) => {
    const made = new Chart(new App(), id);
    new ConfigMap(made, 'settings', { metadata: { namespace: 'a' }, data: { a: 'b' } });
    return snapshotOf(made).replaceAll(id, 'x');
  };
  expect(chart('one')).toBe(chart('two'));
});

test('fails when a selection fits nothing, and says what is there', () => {
  const chart = testChart();
  expect(() => snapshotOf(chart)).toThrow(
    'snapshotOf: there are no objects; give the app that they are in, after they were made',
  );
  for (const name of ['b', 'a']) new PeerAuthentication(chart, name, { metadata: { namespace: 'shop' } });
  new ApiObject(chart, 'c', object({ metadata: { name: 'c' } }));
  expect(() => snapshotOf(chart, { kind: 'VirtualServices' })).toThrow(
    'snapshotOf: the selection fits none of 3 objects, got {"kind":"VirtualServices"}; there are ConfigMap, PeerAuthentication',
  );
  expect(() => snapshotOf(chart, { kind: 'PeerAuthentication', name: ['c'] })).toThrow(
    'got {"kind":"PeerAuthentication","name":["c"]}; there are PeerAuthentication shop/a, PeerAuthentication shop/b',
  );
});

test('fails when the program has a mistake, also in another chart', () => {
  const app = new App();
  const [good, bad] = [new Chart(app, 'good'), new Chart(app, 'bad')];
  new PeerAuthentication(good, 'a', {});
  new VirtualService(bad, 'b', { hosts: ['b'], http: [{ timeout: 'soon' as never, redirect: { uri: '/' } }] });
  expect(() => snapshotOf(good)).toThrow(/^bad\/b: .*http\[0\]\.timeout/);
});
