import { found } from '../found';
import { to, virtualService } from '../routing-manifests';

const routing = (name: string, host: string, rest: object = {}, namespace = 'shop') =>
  virtualService(name, { hosts: [host], http: [to({ host: 'reviews' })], ...rest }, namespace);

test('two VirtualServices for one host in sidecars are both reported', () => {
  expect(found(routing('a', 'reviews') + routing('b', 'reviews.shop.svc.cluster.local', {}, 'prod'), 'IST0109')).toEqual([
    'IST0109 VirtualService/prod/b: spec.hosts[0] is routed by VirtualService shop/a too, in the same sidecars, got "reviews.shop.svc.cluster.local"',
    'IST0109 VirtualService/shop/a: spec.hosts[0] is routed by VirtualService prod/b too, in the same sidecars, got "reviews"',
  ]);
});

test.each([
  ['one is for a namespace and the other for all', routing('a', 'a.com', { exportTo: ['prod'] }) + routing('b', 'a.com')],
  [
    'one for a namespace has a host that a wildcard for all covers',
    routing('a', 'x.a.com', { exportTo: ['.'] }) + routing('b', '*.a.com'),
  ],
  ['one for a namespace has a wildcard', routing('a', '*.a.com', { exportTo: ['.'] }) + routing('b', 'x.a.com')],
  ['one is in sidecars beside a Gateway', routing('a', 'a.com', { gateways: ['mesh', 'gw'] }) + routing('b', 'a.com')],
])('both are reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0109')).toHaveLength(2);
});

test.each([
  ['the hosts differ', routing('a', 'a.com') + routing('b', 'b.com')],
  ['a wildcard and a host are both for all', routing('a', '*.a.com') + routing('b', 'x.a.com')],
  [
    'they are for different namespaces',
    routing('a', 'a.com', { exportTo: ['.'] }) + routing('b', 'a.com', { exportTo: ['.'] }, 'prod'),
  ],
  ['one is at a Gateway alone', routing('a', 'a.com', { gateways: ['gw'] }) + routing('b', 'a.com')],
  ['short names are of two namespaces', routing('a', 'reviews') + routing('b', 'reviews', {}, 'prod')],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0109')).toEqual([]);
});
