import { found } from '../found';
import { to, virtualService } from '../routing-manifests';

const rules = (...matches: (readonly object[])[]) =>
  virtualService('r', { hosts: ['a'], http: matches.map((match) => to({ host: 'a' }, match.length === 0 ? {} : { match })) });
const uri = (prefix: string) => ({ uri: { prefix } });

test('a rule behind one that takes all is reported', () => {
  expect(found(rules([], [uri('/a')]), 'IST0130')).toEqual([
    'IST0130 VirtualService/shop/r: spec.http[1] takes no request, since spec.http[0] takes them before',
  ]);
});

test.each([
  ['a second one without conditions', rules([], [])],
  ['one of which each condition stands before', rules([uri('/a'), uri('/b')], [uri('/b'), uri('/a')])],
  ['one of tcp', virtualService('r', { hosts: ['a'], tcp: [to({ host: 'a' }), to({ host: 'b' })] })],
])('%s is reported', (_, manifests) => {
  expect(found(manifests, 'IST0130')).toHaveLength(1);
});

test.each([
  ['the last one takes all', rules([uri('/a')], [])],
  ['one condition is new', rules([uri('/a')], [uri('/a'), uri('/b')])],
  ['the lists are two', virtualService('r', { hosts: ['a'], http: [to({ host: 'a' })], tcp: [to({ host: 'a' })] })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0130')).toEqual([]);
});
