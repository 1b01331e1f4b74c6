import { found } from '../found';
import { authorizationPolicy, gateway, object, service, to, virtualService } from '../routing-manifests';

test('what the schema refuses is reported at its field, with the one that was meant', () => {
  expect(found(virtualService('r', { hosts: ['a'], http: [to({ host: 'a' }, { timout: '1s' })] }), 'IST0106')).toEqual([
    'IST0106 VirtualService/shop/r: spec.http[0].timout is not a field of the API',
  ]);
});

test('what the webhook refuses is reported where the schema takes the object', () => {
  expect(found(virtualService('r', { hosts: ['a'], http: [{ retries: { attempts: -1 } }] }), 'IST0106')).toEqual([
    expect.stringContaining('spec.http[0]'),
    expect.stringContaining('spec.http[0].retries.attempts'),
  ]);
});

test.each([
  [
    'a field beside the spec',
    object('networking.istio.io/v1', 'Gateway', { name: 'a', namespace: 'shop' }, { specs: {} }),
    'specs ',
  ],
  [
    'a name',
    gateway('a.b', { servers: [{ port: { number: 80, name: 'a', protocol: 'HTTP' }, hosts: ['*'] }] }),
    'metadata.name ',
  ],
  ['a version', object('networking.istio.io/v9', 'Gateway', { name: 'a', namespace: 'shop' }, { spec: {} }), 'apiVersion '],
  ['a missing spec', object('networking.istio.io/v1', 'WorkloadGroup', { name: 'a', namespace: 'shop' }, {}), 'spec'],
])('%s is named from the top of the object', (_, manifests, field) => {
  const [first] = found(manifests, 'IST0106');
  expect(first?.replace(/^[^:]*: /, '')).toMatch(new RegExp(`^${field}`));
});

test('kinds of the Gateway API are looked at too', () => {
  const route = object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    { name: 'a', namespace: 'shop' },
    { spec: { rules: [{ matches: [{ path: { value: 'a' } }] }] } },
  );
  expect(found(route, 'IST0106')).toEqual([expect.stringContaining('IST0106 HTTPRoute/shop/a: spec.rules[0].matches[0].path')]);
});

test.each([
  ['an object that all take', virtualService('r', { hosts: ['a'], http: [to({ host: 'a' })] })],
  ['what Envoy alone refuses', virtualService('r', { hosts: ['a'], http: [{ directResponse: { status: 600 } }] })],
  ['a null', virtualService('r', { hosts: ['a'], http: [to({ host: 'a' }, { timeout: null })] })],
  ['a kind of Kubernetes', service('a')],
  ['an object of a namespace of Kubernetes', virtualService('r', {}, 'kube-system')],
  ['an empty policy', authorizationPolicy('p', {})],
  [
    'a version of the Gateway API that another channel has',
    object('gateway.networking.k8s.io/v1alpha2', 'TCPRoute', { name: 'a', namespace: 'shop' }, { spec: {} }),
  ],
])('nothing is reported for %s', (_, manifests) => {
  expect(found(manifests, 'IST0106')).toEqual([]);
});
