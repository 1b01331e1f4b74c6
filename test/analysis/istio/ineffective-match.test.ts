import { found } from '../found';
import { to, virtualService } from '../routing-manifests';

const rules = (...matches: object[]) =>
  virtualService('r', { hosts: ['a'], http: matches.map((match) => to({ host: 'a' }, { match: [match] })) });

test('a condition that stands before is reported, whatever its name', () => {
  expect(found(rules({ uri: { exact: '/a' }, name: 'x' }, { uri: { exact: '/a' }, port: 0 }), 'IST0131')).toEqual([
    'IST0131 VirtualService/shop/r: spec.http[1].match[0] is the same as spec.http[0].match[0]',
  ]);
});

test('a longer prefix behind a shorter one is reported', () => {
  expect(found(rules({ uri: { prefix: '/a' } }, { uri: { prefix: '/ab' } }), 'IST0131')).toEqual([
    'IST0131 VirtualService/shop/r: spec.http[1].match[0] asks for a longer prefix of the path than spec.http[0].match[0], which comes first',
  ]);
});

test('so is one that differs in what Istio does not look at', () => {
  const earlier = { uri: { prefix: '/a' }, sourceLabels: { app: 'x' } };
  expect(found(rules(earlier, { uri: { prefix: '/ab' }, method: { exact: 'GET' } }), 'IST0131')).toHaveLength(1);
});

const longer = { uri: { prefix: '/ab' } };

test.each([
  ['the longer one comes first', rules(longer, { uri: { prefix: '/a' } })],
  ['the ports differ', rules({ uri: { prefix: '/a' }, port: 80 }, longer)],
  ['the methods differ', rules({ uri: { prefix: '/a' }, method: { exact: 'PUT' } }, longer)],
  ['the earlier one asks for a header', rules({ uri: { prefix: '/a' }, headers: { x: { exact: '1' } } }, longer)],
  [
    'the headers differ',
    rules({ uri: { prefix: '/a' }, headers: { x: { exact: '1' } } }, { ...longer, headers: { y: { exact: '1' } } }),
  ],
  [
    'the authorities differ',
    rules({ uri: { prefix: '/a' }, authority: { exact: 'a' } }, { ...longer, authority: { exact: 'b' } }),
  ],
  ['an empty condition is none', rules({ uri: {} }, { method: {} })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0131')).toEqual([]);
});
