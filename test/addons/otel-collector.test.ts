import type { Chart } from 'cdk8s';
import { Size } from 'cdk8s';
import { Jaeger, OpenTelemetryCollector, type OpenTelemetryCollectorProps, Telemetry } from '../../lib';
import { watchedMesh } from './addons';
import { FoundObjects } from './found';

const CONFIG = ['otel-etc-otelcol', 'config.yaml'] as const;
const providersOf = (chart: Chart) =>
  new FoundObjects(chart.node.root.node.findChild('control-plane') as Chart).file('istio', 'mesh')['extensionProviders'];

test('by itself: traces alone, and the mesh sends them', () => {
  const { chart, namespace } = watchedMesh();
  new OpenTelemetryCollector(chart, 'otel', { namespace, traces: 'log' });
  const found = new FoundObjects(chart);
  expect(found.file(...CONFIG)).toMatchObject({
    exporters: { 'debug/traces': {} },
    service: {
      pipelines: { traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['debug/traces'] } },
    },
  });
  expect(providersOf(chart)).toEqual([
    { name: 'otel.istio-addons', opentelemetry: { service: 'otel.istio-addons.svc.cluster.local', port: 4317 } },
  ]);
  expect(found.all.filter(({ kind }) => kind === 'Telemetry').map(({ spec }) => spec)).toEqual([
    { tracing: [{ providers: [{ name: 'otel.istio-addons' }], randomSamplingPercentage: 1 }] },
  ]);
});

test('every prop is rendered', () => {
  const { chart, namespace } = watchedMesh();
  const props: Required<OpenTelemetryCollectorProps> = {
    namespace,
    traces: { jaeger: new Jaeger(chart, 'jaeger', { namespace, traced: false }) },
    logs: { endpoint: 'logs.example.com:4317', plain: true },
    samplingPercentage: 10,
    telemetry: new Telemetry(chart, 'mesh', { metadata: { namespace: 'istio-system' } }),
    budget: { cpuMillis: 200, memory: Size.mebibytes(300), memoryLimit: Size.mebibytes(600) },
  };
  new OpenTelemetryCollector(chart, 'otel', props);
  const found = new FoundObjects(chart);
  expect(found.file(...CONFIG)).toMatchObject({
    exporters: {
      'otlp/traces': { endpoint: 'jaeger.istio-addons:4317', tls: { insecure: true } },
      'otlp/logs': { endpoint: 'logs.example.com:4317', tls: { insecure: true } },
    },
    service: { pipelines: { traces: { exporters: ['otlp/traces'] }, logs: { exporters: ['otlp/logs'] } } },
  });
  expect(found.names('Telemetry')).toEqual(['mesh']);
  expect(found.spec('Telemetry', 'mesh')).toMatchObject({
    tracing: [{ providers: [{ name: 'otel.istio-addons' }], randomSamplingPercentage: 10 }],
    accessLogging: [{ providers: [{ name: 'otel.istio-addons.logs' }] }],
  });
  expect(providersOf(chart)).toHaveLength(2);
  expect(found.container('otel')['resources']).toEqual({
    requests: { cpu: '200m', memory: '300Mi' },
    limits: { memory: '600Mi' },
  });
});

test('fails when it and a Jaeger both tell proxies where traces go', () => {
  const { chart, namespace } = watchedMesh();
  const jaeger = new Jaeger(chart, 'jaeger', { namespace });
  expect(() => new OpenTelemetryCollector(chart, 'otel', { namespace, traces: { jaeger } })).toThrow(
    'addons/otel: traces.jaeger gets the traces of the proxies already, got "addons/jaeger"; make that Jaeger with traced: false',
  );
});
