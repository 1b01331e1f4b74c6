import { found } from '../found';
import { gateway, to, virtualService } from '../routing-manifests';

const route = (hosts: readonly string[], gateways = ['edge/web']) =>
  virtualService('r', { hosts, gateways, http: [to({ host: 'reviews' })] });
const serving = (...hosts: string[]) =>
  gateway('web', { servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }] }, 'edge');

test('a VirtualService of which the Gateway serves no host is reported', () => {
  expect(found(route(['a.com']) + serving('b.com'), 'IST0132')).toEqual([
    'IST0132 VirtualService/shop/r: spec.gateways[0] serves namespace shop none of a.com, got "edge/web"',
  ]);
});

test.each([
  ['for its own namespace', route(['a.com']) + serving('./a.com')],
  ['for a third namespace', route(['a.com']) + serving('prod/a.com')],
  ['by a Gateway that is not there', route(['a.com'], ['edge/other']) + serving('a.com')],
])('it is reported where the host is served %s', (_, manifests) => {
  expect(found(manifests, 'IST0132')).toHaveLength(1);
});

test.each([
  ['the host is served', route(['a.com']) + serving('a.com')],
  ['one of the hosts is', route(['a.com', 'b.com']) + serving('a.com')],
  ['all are', route(['a.com']) + serving('*')],
  ['a wildcard covers it', route(['x.a.com']) + serving('*/*.a.com')],
  ['it is a wildcard itself', route(['*.a.com']) + serving('x.a.com')],
  ['it is for the namespace', route(['a.com']) + serving('shop/a.com')],
  ['the rule is in sidecars', route(['a.com'], ['mesh']) + serving('b.com')],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0132')).toEqual([]);
});
