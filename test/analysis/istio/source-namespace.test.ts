import { found } from '../found';
import { namespace } from '../manifests';
import { authorizationPolicy } from '../routing-manifests';

const from = (source: object) => authorizationPolicy('p', { rules: [{ from: [{ source }] }] });
const there = namespace('shop') + namespace('prod-eu');

test('a namespace that is not there is reported', () => {
  expect(found(from({ namespaces: ['shop', 'shp'], notNamespaces: ['nope'] }) + there, 'IST0101')).toEqual([
    'IST0101 AuthorizationPolicy/shop/p: spec.rules[0].from[0].source.namespaces[1] is no namespace of the mesh, got "shp"',
    'IST0101 AuthorizationPolicy/shop/p: spec.rules[0].from[0].source.notNamespaces[0] is no namespace of the mesh, got "nope"',
  ]);
});

test.each(['dev-*', '*-us', 'kube-system', '**'])('%s means none', (pattern) => {
  expect(found(from({ namespaces: [pattern] }) + there, 'IST0101')).toHaveLength(1);
});

test.each(['*', 'prod-*', '*-eu', 'SHOP', 'default', 'istio-system'])('%s means one', (pattern) => {
  expect(found(from({ namespaces: [pattern] }) + there, 'IST0101')).toEqual([]);
});
