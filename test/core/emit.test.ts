import { emit } from '../../lib/core/emit';
import { manifests, testChart } from '../synth';

test('objects of the cluster stay so in a chart that has a namespace', () => {
  const chart = testChart('shop');
  emit(chart, [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mesh' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'mesh' } },
  ]);
  expect(manifests(chart).map(({ metadata }) => metadata)).toEqual([{ name: 'mesh' }, { name: 'settings', namespace: 'mesh' }]);
});
