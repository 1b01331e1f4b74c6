import { found } from '../found';
import { deployment, telemetry } from '../routing-manifests';

const selecting = (matchLabels: object) => telemetry('t', { selector: { matchLabels } });

test('a Telemetry that picks no pods of its namespace is reported', () => {
  expect(found(selecting({ app: 'a' }) + deployment('a', { app: 'a' }, 'prod'), 'IST0101')).toEqual([
    'IST0101 Telemetry/shop/t: spec.selector.matchLabels picks no pods of the namespace, got "app=a"',
  ]);
});

test.each([
  ['it picks some', selecting({ app: 'a' }) + deployment('a', { app: 'a', v: '1' })],
  ['it has no labels', selecting({})],
  ['it has no selector', telemetry('t', {})],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0101')).toEqual([]);
});
