import { found } from '../found';
import { deployment, sidecar } from '../routing-manifests';

const egress = [{ hosts: ['./*'] }];
const selecting = (labels: object) => sidecar('s', { workloadSelector: { labels }, egress });

test('a Sidecar that picks no pods of its namespace is reported', () => {
  expect(found(selecting({ app: 'a' }) + deployment('a', { app: 'a' }, 'prod'), 'IST0101')).toEqual([
    'IST0101 Sidecar/shop/s: spec.workloadSelector.labels picks no pods of the namespace, got "app=a"',
  ]);
});

test.each([
  ['it picks some', selecting({ app: 'a' }) + deployment('a', { app: 'a', v: '1' })],
  ['it has no labels', selecting({})],
  ['it has no selector', sidecar('s', { egress })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0101')).toEqual([]);
});
