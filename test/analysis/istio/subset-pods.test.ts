import { found } from '../found';
import { deployment, destinationRule, object, service, serviceEntry } from '../routing-manifests';

const rule = (labels: object, host = 'reviews') => destinationRule('d', { host, subsets: [{ name: 'v1', labels }] });
const pods = service('reviews') + deployment('reviews', { app: 'reviews', version: 'v1' });

test('a subset whose labels no pod has is reported', () => {
  expect(found(rule({ version: 'v2' }) + pods, 'IST0173')).toEqual([
    'IST0173 DestinationRule/shop/d: spec.subsets[0].labels picks no pods for subset v1, got "version=v2"',
  ]);
});

test('labels of a ServiceEntry are wanted as well', () => {
  const entry = serviceEntry('e', { hosts: ['a.com'], workloadSelector: { labels: { app: 'other' } } });
  expect(found(rule({ version: 'v1' }, 'a.com') + entry + pods, 'IST0173')).toHaveLength(1);
});

test('the place of a node counts for its pods', () => {
  const placed = service('a') + deployment('a', { app: 'a' }, 'shop', {}, { nodeName: 'n1' });
  const node = object('v1', 'Node', { name: 'n1', labels: { 'topology.kubernetes.io/zone': 'zone-1' } }, {});
  expect(found(rule({ 'topology.kubernetes.io/zone': 'zone-1' }, 'a') + placed + node, 'IST0173')).toEqual([]);
  expect(found(rule({ 'topology.kubernetes.io/zone': 'zone-2' }, 'a') + placed + node, 'IST0173')).toHaveLength(1);
  expect(found(rule({ 'kubernetes.io/hostname': 'n1' }, 'a') + placed, 'IST0173')).toEqual([]);
});

test.each([
  ['a pod has the labels', rule({ version: 'v1' }) + pods],
  ['a pod of any other service has', rule({ app: 'x' }) + deployment('x', { app: 'x' }, 'prod') + pods],
  ['the host is unknown', rule({ version: 'v2' }, 'nope') + pods],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0173')).toEqual([]);
});
