import { found } from '../found';
import { service, to, virtualService } from '../routing-manifests';

const route = (destination: object) => virtualService('r', { hosts: ['a.com'], http: [to(destination)] });

test('a destination without port is reported where the host has several', () => {
  expect(found(route({ host: 'reviews' }) + service('reviews', [80, 81]), 'IST0112')).toEqual([
    'IST0112 VirtualService/shop/r: spec.http[0].route[0].destination names no port, and reviews has 2, got {"host":"reviews"}',
  ]);
});

test.each([
  ['the host has one port', route({ host: 'reviews' }) + service('reviews')],
  ['the destination names its port', route({ host: 'reviews', port: { number: 80 } }) + service('reviews', [80, 81])],
  ['the host is unknown', route({ host: 'reviews' })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0112')).toEqual([]);
});
