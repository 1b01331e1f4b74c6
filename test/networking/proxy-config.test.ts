import { ProxyConfig, type ProxyConfigProps } from '../../lib/networking/proxy-config';
import { Workload } from '../../lib/networking/workload';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const config = (props: ProxyConfigProps) => new ProxyConfig(testChart('shop'), 'config', props);

test('nothing said', () => {
  expect(manifestOf(config({}), 'ProxyConfig', 'config')).toEqual({
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'ProxyConfig',
    metadata: { name: 'config', namespace: 'shop' },
    spec: {},
  });
});

test('every prop', () => {
  const props: Required<ProxyConfigProps> = {
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    selector: { matchLabels: { app: 'ratings' } },
    concurrency: 0,
    environmentVariables: { ISTIO_META_TEAM: 'a', EMPTY: '' },
    image: { imageType: 'distroless' },
  };
  expect(manifestOf(config(props), 'ProxyConfig', 'all')).toEqual({
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'ProxyConfig',
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    spec: {
      selector: { matchLabels: { app: 'ratings' } },
      concurrency: 0,
      environmentVariables: { ISTIO_META_TEAM: 'a', EMPTY: '' },
      image: { imageType: 'distroless' },
    },
  });
});

test('a workload by reference', () => {
  const spec = specOf(config({ selector: Workload.unchecked({ app: 'cart' }), concurrency: 2 }), 'ProxyConfig', 'config');
  expect(spec).toEqual({ selector: { matchLabels: { app: 'cart' } }, concurrency: 2 });
});

test('fails when workloads are selected by a wildcard, or a label without key', () => {
  expect(refusals(() => config({ selector: { matchLabels: { app: 'a*' } } }))).toEqual([
    'selector.matchLabels has a *, which picks nothing, got "app=a*"; write the whole key and the whole value',
  ]);
  expect(refusals(() => config({ selector: { matchLabels: { '': 'b' } } }))).toEqual([
    'selector.matchLabels has a label without a key, got {"":"b"}; name the label',
  ]);
});

test('fails when concurrency is less than none', () => {
  expect(refusals(() => config({ concurrency: -1 }))).toEqual([
    'concurrency is out of range, got -1; use a number of at least 0 and at most 2147483647',
  ]);
});
