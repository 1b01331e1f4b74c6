import { analyze } from '../../../lib/analysis';
import { Mesh, readObjects } from '../../../lib/model';
import { found } from '../found';
import { destinationRule, service, to, virtualService } from '../routing-manifests';

const route = (destination: object) => virtualService('r', { hosts: ['a.com'], http: [to(destination)] });
const rule = (host: string, name: string, namespace = 'shop') => destinationRule('d', { host, subsets: [{ name }] }, namespace);

const manifests = route({ host: 'reviews', subset: 'canry' }) + service('reviews') + rule('reviews', 'canary');

test('a subset that no DestinationRule has is reported', () => {
  expect(found(manifests, 'IST0101')).toEqual([
    'IST0101 VirtualService/shop/r: spec.http[0].route[0].destination.subset is no subset of reviews in any DestinationRule, got "canry"',
  ]);
});

test('the subset that was meant is named', () => {
  const [finding] = analyze(new Mesh(readObjects(manifests, 'mesh.yaml'))).filter(({ code }) => code === 'IST0101');
  expect(finding?.fix).toBe('did you mean canary?');
});

test.each([
  ['no DestinationRule', ''],
  ['one of a Service of that name in another namespace', rule('reviews', 'v1', 'prod')],
  ['one for a wildcard', rule('*.shop.svc.cluster.local', 'v1')],
])('it is reported where there is %s', (_, rest) => {
  expect(found(route({ host: 'reviews', subset: 'v1' }) + service('reviews') + rest, 'IST0101')).toHaveLength(1);
});

test.each([
  ['no subset is named', route({ host: 'reviews' }) + rule('ratings', 'v1')],
  ['the rule has the short name', route({ host: 'reviews', subset: 'v1' }) + rule('reviews', 'v1')],
  ['the rule has the full name', route({ host: 'reviews', subset: 'v1' }) + rule('reviews.shop.svc.cluster.local', 'v1', 'prod')],
])('nothing is reported where %s', (_, rest) => {
  expect(found(service('reviews') + rest, 'IST0101')).toEqual([]);
});
