import { found } from '../found';
import { to, virtualService } from '../routing-manifests';

const split = virtualService('reviews', { hosts: ['reviews'], http: [to({ host: 'reviews', subset: 'v1' })] });
const route = (destination: object, gateways = ['gw']) =>
  virtualService('web', { hosts: ['a.com'], gateways, http: [to(destination)] });

test('a route from a gateway past the subsets of a host is reported', () => {
  expect(found(split + route({ host: 'reviews' }), 'IST0140')).toEqual([
    'IST0140 VirtualService/shop/web: spec.http[0].route[0].destination.host goes past the rules that VirtualService shop/reviews has for it, got "reviews"',
  ]);
});

test.each([
  ['the route names a subset', split + route({ host: 'reviews', subset: 'v2' })],
  ['the rule is in sidecars', split + route({ host: 'reviews' }, [])],
  ['the host is written in another way', split + route({ host: 'reviews.shop.svc.cluster.local' })],
  ['nothing splits the host', route({ host: 'reviews' })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0140')).toEqual([]);
});
