import { type Chart, Duration, Size } from 'cdk8s';
import { Secret } from 'cdk8s-plus-27';
import { Jaeger, type JaegerProps, OpenTelemetryCollector, Telemetry } from '../../lib';
import { watchedMesh } from './addons';
import { FoundObjects } from './found';

const CONFIG = ['jaeger-etc-jaeger', 'config.yaml'] as const;
const backendOf = (found: FoundObjects) =>
  (found.file(...CONFIG) as { extensions: { jaeger_storage: { backends: { main: object } } } }).extensions.jaeger_storage.backends
    .main;
const meshConfig = (chart: Chart) =>
  new FoundObjects(chart.node.root.node.findChild('control-plane') as Chart).file('istio', 'mesh');

test('by itself: in memory, and the mesh sends its traces there', () => {
  const { chart, namespace } = watchedMesh();
  new Jaeger(chart, 'jaeger', { namespace });
  const found = new FoundObjects(chart);
  expect(backendOf(found)).toEqual({ memory: { max_traces: 50000 } });
  expect(meshConfig(chart)['extensionProviders']).toContainEqual({
    name: 'jaeger.istio-addons',
    opentelemetry: { service: 'jaeger.istio-addons.svc.cluster.local', port: 4317 },
  });
  expect(found.all.filter(({ kind }) => kind === 'Telemetry').map(({ spec, metadata }) => [metadata.namespace, spec])).toEqual([
    ['istio-system', { tracing: [{ providers: [{ name: 'jaeger.istio-addons' }], randomSamplingPercentage: 1 }] }],
  ]);
});

test('every prop is rendered', () => {
  const { chart, namespace } = watchedMesh();
  const telemetry = new Telemetry(chart, 'mesh', { metadata: { namespace: 'istio-system' } });
  const props: Required<JaegerProps> = {
    namespace,
    storage: { volume: { size: Size.gibibytes(5), storageClassName: 'fast' }, retention: Duration.minutes(90) },
    traced: true,
    samplingPercentage: 12.5,
    telemetry,
    reach: { host: 'istio-jaeger.sample.com', path: '/jaeger', ingressClassName: 'nginx' },
    budget: { cpuMillis: 200, memory: Size.mebibytes(300), memoryLimit: Size.mebibytes(600) },
  };
  new Jaeger(chart, 'jaeger', props);
  const found = new FoundObjects(chart);
  expect(backendOf(found)).toEqual({
    badger: {
      ephemeral: false,
      directories: { keys: '/var/lib/jaeger/keys', values: '/var/lib/jaeger/values' },
      ttl: { spans: '5400s' },
    },
  });
  expect(found.file(...CONFIG)).toMatchObject({ extensions: { jaeger_query: { base_path: '/jaeger' } } });
  expect(found.names('PersistentVolumeClaim')).toEqual(['jaeger-data']);
  expect(found.names('Telemetry')).toEqual(['mesh']);
  expect(found.spec('Telemetry', 'mesh')).toMatchObject({ tracing: [{ randomSamplingPercentage: 12.5 }] });
});

test('an outside store, with a login', () => {
  const { chart, namespace } = watchedMesh();
  const login = Secret.fromSecretName(chart, 'store', 'store-login');
  const servers = ['https://a.example.com:9200', 'https://b.example.com:9200', 'http://c.example.com'] as const;
  new Jaeger(chart, 'jaeger', { namespace, storage: { elasticsearch: { servers, login } } });
  const found = new FoundObjects(chart);
  const [username, password] = ['username', 'password'].map((name) => `\${env:STORE_${name.toUpperCase()}}`);
  expect(backendOf(found)).toEqual({
    elasticsearch: {
      server_urls: servers,
      auth: { basic: { username: username?.replace('USERNAME', 'USER'), password } },
    },
  });
  expect(found.spec('NetworkPolicy', 'jaeger-to-store')).toMatchObject({
    egress: [
      {
        ports: [
          { protocol: 'TCP', port: 9200 },
          { protocol: 'TCP', port: 80 },
        ],
      },
    ],
  });
});

test('with a collector in between, the collector alone sends to it, and nothing else tells proxies', () => {
  const { chart, namespace } = watchedMesh();
  const jaeger = new Jaeger(chart, 'jaeger', { namespace, traced: false });
  new OpenTelemetryCollector(chart, 'otel', { namespace, traces: { jaeger } });
  const found = new FoundObjects(chart);
  expect(found.names('NetworkPolicy').filter((name) => name.startsWith('jaeger'))).toEqual(['jaeger', 'jaeger-from-otel']);
  expect(found.names('Telemetry')).toHaveLength(1);
});

test.each([
  [
    { volume: { size: Size.gibibytes(1) }, retention: Duration.millis(1) },
    'storage.retention is not a time of whole seconds, got "1ms"',
  ],
  [{ maxTraces: 0 }, 'storage.maxTraces is not a whole number in range, got 0'],
  [
    { elasticsearch: { servers: ['search:9200'] } },
    'storage.elasticsearch.servers[0] is not a URL, got "search:9200"; write https://<host>:<port>',
  ],
])('fails when its storage is %j', (storage, message) => {
  const { chart, namespace } = watchedMesh();
  expect(() => new Jaeger(chart, 'jaeger', { namespace, storage: storage as never })).toThrow(`addons/jaeger: ${message}`);
});
