import { found } from '../found';
import { deployment, sidecar } from '../routing-manifests';

const selecting = (name: string, labels: object, namespace?: string) =>
  sidecar(name, { workloadSelector: { labels }, egress: [{ hosts: ['./*'] }] }, namespace);
const two = selecting('a', { app: 'x' }) + selecting('b', { v: '1' });

test('two Sidecars that pick one pod are both reported', () => {
  expect(found(two + deployment('x', { app: 'x', v: '1' }), 'IST0110')).toEqual([
    'IST0110 Sidecar/shop/a: spec.workloadSelector.labels picks pods of Deployment x, as Sidecar b does, got "app=x"',
    'IST0110 Sidecar/shop/b: spec.workloadSelector.labels picks pods of Deployment x, as Sidecar a does, got "v=1"',
  ]);
});

test.each([
  ['no pod has the labels of both', two + deployment('x', { app: 'x' }) + deployment('y', { v: '1' })],
  ['one of them is for the namespace', selecting('a', { app: 'x' }) + selecting('b', {}) + deployment('x', { app: 'x' })],
  [
    'they are of two namespaces',
    selecting('a', { app: 'x' }) + selecting('b', { v: '1' }, 'prod') + deployment('x', { app: 'x', v: '1' }),
  ],
  ['the pod is ambient', two + deployment('x', { app: 'x', v: '1' }, 'shop', { 'ambient.istio.io/redirection': 'enabled' })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0110')).toEqual([]);
});
