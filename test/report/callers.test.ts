import { type Manifest, object, service, workload } from '../simulation/asked';
import { sentencesOf } from './pairs';

const namespace = (name: string, labels: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const INJECTED = { 'istio-injection': 'enabled' };
const strict: Manifest = {
  ...object('PeerAuthentication', 'istio-system/all', { mtls: { mode: 'STRICT' } }),
  apiVersion: 'security.istio.io/v1',
};
const webhook = (revision: string): Manifest => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: 'istio-sidecar-injector' },
  webhooks: [
    { name: 'rev.namespace.sidecar-injector.istio.io', namespaceSelector: { matchLabels: { 'istio.io/rev': revision } } },
  ],
});
const PAYMENTS: readonly Manifest[] = [
  namespace('payments', INJECTED),
  service('payments/api'),
  workload('payments/api'),
  strict,
];
const cart = (labels: object = {}, annotations: object = {}, pod: object = {}): Manifest =>
  object('Deployment', 'shop/cart', {
    template: { metadata: { labels: { app: 'cart', ...labels }, annotations }, spec: { containers: [{ name: 'app' }], ...pod } },
  });

const LOST = 'shop/cart may no longer call api: requests are cut off';
const GAINED = 'shop/cart may now call api: requests go to all its pods';
const SHOP = namespace('shop', INJECTED);
const INJECT = 'sidecar.istio.io/inject';

/** The caller and its namespace before and after, and what the report says of it under STRICT. */
const PAIRS: readonly (readonly [string, readonly Manifest[], readonly Manifest[], readonly string[]])[] = [
  ['its namespace is no longer injected', [SHOP, cart()], [namespace('shop', {}), cart()], [LOST]],
  ['its namespace is injected', [namespace('shop', { 'istio-injection': 'disabled' }), cart()], [SHOP, cart()], [GAINED]],
  ['a label takes its sidecar', [SHOP, cart()], [SHOP, cart({ [INJECT]: 'false' })], [LOST]],
  ['an annotation takes its sidecar', [SHOP, cart()], [SHOP, cart({}, { [INJECT]: 'false' })], [LOST]],
  ['the network of its node takes its sidecar', [SHOP, cart()], [SHOP, cart({}, {}, { hostNetwork: true })], [LOST]],
  ['a label gives it a sidecar', [namespace('shop', {}), cart()], [namespace('shop', {}), cart({ [INJECT]: 'true' })], [GAINED]],
  ['one revision instead of another', [namespace('shop', { 'istio.io/rev': 'a' }), cart()], [SHOP, cart()], []],
];

test.each(PAIRS)('a caller whose sidecar changes: %s', (_, before, after, expected) => {
  expect(sentencesOf([...PAYMENTS, ...before], [...PAYMENTS, ...after])).toEqual(expected);
});

test('a revision that nobody injects takes the sidecars of those that ask for it', () => {
  const mesh = [
    namespace('payments', { 'istio.io/rev': 'b' }),
    ...PAYMENTS.slice(1),
    namespace('shop', { 'istio.io/rev': 'a' }),
    cart(),
  ];
  const both = [webhook('a'), { ...webhook('b'), metadata: { name: 'istio-sidecar-injector-b' } }];
  expect(sentencesOf([...mesh, ...both], [...mesh, both[1]!])).toEqual([LOST]);
});

test('STRICT is said of those who never had a proxy', () => {
  const mesh = [...PAYMENTS.slice(0, -1), SHOP, cart(), workload('legacy/old'), namespace('legacy', {})];
  expect(sentencesOf(mesh, [...mesh, strict])).toEqual(['legacy/old may no longer call api: requests are cut off']);
});
