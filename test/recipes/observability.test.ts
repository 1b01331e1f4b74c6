import type { Chart } from 'cdk8s';
import { parse } from 'yaml';
import type { MeshConfig } from '../../imports/mesh-config';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { AccessLogs } from '../../lib/recipes/access-logs';
import { MeshMetrics } from '../../lib/recipes/mesh-metrics';
import { Traces } from '../../lib/recipes/traces';
import { Telemetry } from '../../lib/telemetry/telemetry';
import { manifestOf, manifests, refusals, testChart } from '../synth';

const service = { name: 'collector', metadata: { namespace: 'observability' } };
const otlp = { service, port: 4317 };
const OTLP = { service: 'collector.observability.svc.cluster.local', port: 4317 };
const workload = { labels: { app: 'server' }, namespace: 'demo' };

function meshOf(chart: Chart): MeshConfig {
  return parse((manifestOf(chart, 'ConfigMap', 'istio')['data'] as Record<string, string>)['mesh']!) as MeshConfig;
}

let chart: Chart;
let controlPlane: IstioControlPlane;
beforeEach(() => {
  chart = testChart('shop');
  controlPlane = new IstioControlPlane(chart, 'istio', { meshConfig: { accessLogFile: '/dev/stdout' } });
});

test('traces of the whole mesh: the provider and the Telemetry that uses it', () => {
  new Traces(chart, 'otel', {
    controlPlane,
    opentelemetry: otlp,
    randomSamplingPercentage: 10,
    customTags: { team: { literal: { value: 'shop' } } },
    enableIstioTags: false,
  });
  expect(meshOf(chart).extensionProviders).toEqual([{ name: 'otel', opentelemetry: OTLP }]);
  expect(manifestOf(chart, 'Telemetry', 'otel')).toMatchObject({
    metadata: { namespace: 'istio-system' },
    spec: {
      tracing: [
        {
          providers: [{ name: 'otel' }],
          randomSamplingPercentage: 10,
          customTags: { team: { literal: { value: 'shop' } } },
          enableIstioTags: false,
        },
      ],
    },
  });
});

test('the root namespace may be another one', () => {
  const own = testChart();
  const elsewhere = new IstioControlPlane(own, 'istio', { meshConfig: { rootNamespace: 'istio-config' } });
  new MeshMetrics(own, 'metrics', { controlPlane: elsewhere, tags: { host: 'request.host' } });
  expect(manifestOf(own, 'Telemetry', 'metrics').metadata.namespace).toBe('istio-config');
});

test('traces of one workload, by Zipkin', () => {
  new Traces(chart, 'zipkin', { controlPlane, workload, zipkin: { service, port: 9411 }, match: { mode: 'SERVER' } });
  expect(manifestOf(chart, 'Telemetry', 'zipkin')).toMatchObject({
    metadata: { namespace: 'demo' },
    spec: {
      selector: { matchLabels: { app: 'server' } },
      tracing: [{ match: { mode: 'SERVER' }, providers: [{ name: 'zipkin' }] }],
    },
  });
});

test('access logs of failures, in the log of the proxy: with the provider that every mesh has', () => {
  new AccessLogs(chart, 'failures', {
    controlPlane,
    namespace: 'demo',
    filter: 'response.code >= 400',
    match: { mode: 'SERVER' },
  });
  expect(meshOf(chart).extensionProviders).toBeUndefined();
  expect(manifestOf(chart, 'Telemetry', 'failures')).toMatchObject({
    metadata: { namespace: 'demo' },
    spec: {
      accessLogging: [
        { match: { mode: 'SERVER' }, providers: [{ name: 'envoy' }], filter: { expression: 'response.code >= 400' } },
      ],
    },
  });
});

test('access logs to a collector', () => {
  new AccessLogs(chart, 'otel', { controlPlane, envoyOtelAls: { ...otlp, logName: 'mesh' } });
  expect(meshOf(chart).extensionProviders).toEqual([{ name: 'otel', envoyOtelAls: { ...OTLP, logName: 'mesh' } }]);
  expect(manifestOf(chart, 'Telemetry', 'otel')['spec']).toEqual({ accessLogging: [{ providers: [{ name: 'otel' }] }] });
});

test('fewer metrics, and other tags', () => {
  new MeshMetrics(chart, 'metrics', {
    controlPlane,
    without: ['REQUEST_SIZE', 'RESPONSE_SIZE'],
    tags: { host: 'request.host', destination_principal: null },
    mode: 'SERVER',
  });
  expect(manifestOf(chart, 'Telemetry', 'metrics')['spec']).toEqual({
    metrics: [
      {
        providers: [{ name: 'prometheus' }],
        overrides: [
          {
            match: { metric: 'ALL_METRICS', mode: 'SERVER' },
            tagOverrides: { host: { value: 'request.host' }, destination_principal: { operation: 'REMOVE' } },
          },
          { match: { metric: 'REQUEST_SIZE', mode: 'SERVER' }, disabled: true },
          { match: { metric: 'RESPONSE_SIZE', mode: 'SERVER' }, disabled: true },
        ],
      },
    ],
  });
});

test('all of it in one Telemetry, as a whole mesh can have one alone', () => {
  const telemetry = new Telemetry(chart, 'mesh', { metadata: { namespace: controlPlane.namespace } });
  new Traces(chart, 'otel', { controlPlane, telemetry, opentelemetry: otlp });
  new AccessLogs(chart, 'logs', { controlPlane, telemetry });
  new MeshMetrics(chart, 'metrics', { controlPlane, telemetry, without: ['REQUEST_SIZE'] });
  expect(manifests(chart).filter(({ kind }) => kind === 'Telemetry')).toHaveLength(1);
  expect(manifestOf(chart, 'Telemetry', 'mesh')['spec']).toMatchObject({
    tracing: [{ providers: [{ name: 'otel' }] }],
    accessLogging: [{ providers: [{ name: 'envoy' }] }],
    metrics: [{ providers: [{ name: 'prometheus' }] }],
  });
  expect(chart.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
});

describe('fails when', () => {
  test('a filter is no expression', () => {
    expect(refusals(() => new AccessLogs(chart, 'logs', { controlPlane, filter: 'response.code >=' }))).toEqual([
      'accessLogging[0].filter.expression is not an expression of CEL, got "response.code >="; ' +
        'write it as in https://github.com/google/cel-spec (at character 17: it ends too early)',
    ]);
  });

  test('two are for the whole mesh', () => {
    new Traces(chart, 'otel', { controlPlane, opentelemetry: otlp });
    const second = new AccessLogs(chart, 'logs', { controlPlane });
    expect(second.telemetry.node.validate()).toHaveLength(1);
  });
});
