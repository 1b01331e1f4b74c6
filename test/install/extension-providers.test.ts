import { Chart, Duration } from 'cdk8s';
import { parse } from 'yaml';
import type { MeshConfig } from '../../imports/mesh-config';
import {
  AccessLogProvider,
  type AccessLogProviderProps,
  ExternalAuthorizer,
  type ExternalAuthorizerProps,
  MetricsProvider,
  TracingProvider,
  type TracingProviderProps,
} from '../../lib/install/extension-providers';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { OutsideProvider } from '../../lib/networking/provider-reference';
import { ServiceEntry } from '../../lib/networking/service-entry';
import { manifestOf, refusals, testChart } from '../synth';

const zipkin = { service: { name: 'zipkin', metadata: { namespace: 'tracing' } }, port: 9411 };
const ZIPKIN = { service: 'zipkin.tracing.svc.cluster.local', port: 9411 };

function mesh(chart: Chart, name = 'istio'): MeshConfig {
  return parse((manifestOf(chart, 'ConfigMap', name)['data'] as Record<string, string>)['mesh']!) as MeshConfig;
}

/** The control plane of a chart of its own. */
const planeOf = (props?: IstioControlPlaneProps) => new IstioControlPlane(testChart(), 'istio', props);
const chartOf = (controlPlane: IstioControlPlane) => Chart.of(controlPlane);

type Without<T> = T extends unknown ? Omit<T, 'controlPlane' | 'usedElsewhere'> : never;

function tracing(props: Without<TracingProviderProps>): unknown {
  const controlPlane = planeOf();
  new TracingProvider(controlPlane, 'test', { ...props, controlPlane, usedElsewhere: true } as TracingProviderProps);
  return mesh(chartOf(controlPlane)).extensionProviders;
}

function logging(props: Without<AccessLogProviderProps>): unknown {
  const controlPlane = planeOf();
  new AccessLogProvider(controlPlane, 'test', { ...props, controlPlane, usedElsewhere: true } as AccessLogProviderProps);
  return mesh(chartOf(controlPlane)).extensionProviders;
}

function authorizer(props: Without<ExternalAuthorizerProps>): unknown {
  const controlPlane = planeOf();
  new ExternalAuthorizer(controlPlane, 'test', { ...props, controlPlane, usedElsewhere: true } as ExternalAuthorizerProps);
  return mesh(chartOf(controlPlane)).extensionProviders;
}

test('to create a provider is to add it to the mesh config, after those that are there', () => {
  const controlPlane = planeOf({ meshConfig: { extensionProviders: [{ name: 'first', prometheus: {} }] } });
  new TracingProvider(controlPlane, 'second', { controlPlane, name: 'second-one', zipkin, usedElsewhere: true });
  new MetricsProvider(controlPlane, 'third', { controlPlane, prometheus: {}, usedElsewhere: true });
  expect(mesh(chartOf(controlPlane)).extensionProviders).toEqual([
    { name: 'first', prometheus: {} },
    { name: 'second-one', zipkin: ZIPKIN },
    { name: 'third', prometheus: {} },
  ]);
});

test('a provider of several revisions is in the mesh config of each', () => {
  const chart = testChart();
  const stable = new IstioControlPlane(chart, 'stable');
  const canary = new IstioControlPlane(chart, 'canary', { revision: 'canary' });
  new TracingProvider(chart, 'zipkin', { controlPlane: [stable, canary], zipkin, usedElsewhere: true });
  expect(mesh(chart).extensionProviders).toEqual([{ name: 'zipkin', zipkin: ZIPKIN }]);
  expect(mesh(chart, 'istio-canary').extensionProviders).toEqual([{ name: 'zipkin', zipkin: ZIPKIN }]);
});

test('a default of the mesh stands beside the defaults that there are', () => {
  const controlPlane = planeOf();
  new MetricsProvider(controlPlane, 'more', { controlPlane, prometheus: {}, meshDefault: true });
  new TracingProvider(controlPlane, 'zipkin', { controlPlane, zipkin, meshDefault: true });
  expect(mesh(chartOf(controlPlane)).defaultProviders).toEqual({ metrics: ['prometheus', 'more'], tracing: ['zipkin'] });
});

test('a ServiceEntry is found by namespace and host', () => {
  const controlPlane = planeOf();
  const service = new ServiceEntry(testChart('outside'), 'collector', {
    hosts: ['otel.example.com'],
    ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }],
    resolution: 'DNS',
  });
  new TracingProvider(controlPlane, 'otel', { controlPlane, opentelemetry: { service, port: 443 }, usedElsewhere: true });
  expect(mesh(chartOf(controlPlane)).extensionProviders).toEqual([
    { name: 'otel', opentelemetry: { service: 'outside/otel.example.com', port: 443 } },
  ]);
});

describe('every field', () => {
  const seconds = (amount: number) => Duration.seconds(amount);
  const headers = [
    { name: 'x-a', value: 'a' },
    { name: 'x-b', envName: 'B' },
  ] as const;

  test('zipkin', () => {
    const backend = {
      ...zipkin,
      maxTagLength: 64,
      enable64bitTraceId: false,
      path: '/spans',
      traceContextOption: 'USE_B3_WITH_W3C_PROPAGATION',
      timeout: seconds(2),
      headers,
    } as const;
    expect(tracing({ zipkin: backend })).toEqual([{ name: 'test', zipkin: { ...backend, ...ZIPKIN, timeout: '2s' } }]);
  });

  test('datadog and skywalking', () => {
    expect(tracing({ datadog: { ...zipkin, maxTagLength: 0 } })).toEqual([
      { name: 'test', datadog: { ...ZIPKIN, maxTagLength: 0 } },
    ]);
    expect(tracing({ skywalking: { ...zipkin, accessToken: 'secret' } })).toEqual([
      { name: 'test', skywalking: { ...ZIPKIN, accessToken: 'secret' } },
    ]);
  });

  test('opentelemetry by http', () => {
    const http = { path: '/v1/traces', timeout: seconds(10), headers };
    expect(
      tracing({
        opentelemetry: {
          ...zipkin,
          maxTagLength: 64,
          http,
          resourceDetectors: { environment: {}, dynatrace: {} },
          serviceAttributeEnrichment: 'OTEL_SEMANTIC_CONVENTIONS',
          dynatraceSampler: {
            tenant: 'abc',
            clusterId: 1234,
            rootSpansPerMinute: 0,
            httpService: { ...zipkin, http },
          },
        },
      }),
    ).toEqual([
      {
        name: 'test',
        opentelemetry: {
          ...ZIPKIN,
          maxTagLength: 64,
          http: { ...http, timeout: '10s' },
          resourceDetectors: { environment: {}, dynatrace: {} },
          serviceAttributeEnrichment: 'OTEL_SEMANTIC_CONVENTIONS',
          dynatraceSampler: {
            tenant: 'abc',
            clusterId: 1234,
            rootSpansPerMinute: 0,
            httpService: { ...ZIPKIN, http: { ...http, timeout: '10s' } },
          },
        },
      },
    ]);
  });

  test('opentelemetry by gRPC', () => {
    const grpc = { timeout: seconds(1), initialMetadata: headers };
    expect(tracing({ opentelemetry: { ...zipkin, grpc } })).toEqual([
      { name: 'test', opentelemetry: { ...ZIPKIN, grpc: { ...grpc, timeout: '1s' } } },
    ]);
  });

  test('access logs', () => {
    const file = { path: '/dev/stderr', logFormat: { labels: { status: '%RESPONSE_CODE%' } }, omitEmptyValues: true } as const;
    expect(logging({ envoyFileAccessLog: file })).toEqual([{ name: 'test', envoyFileAccessLog: file }]);
    const http = {
      logName: 'http',
      filterStateObjectsToLog: ['wasm.a'],
      additionalRequestHeadersToLog: ['a'],
      additionalResponseHeadersToLog: ['b'],
      additionalResponseTrailersToLog: ['c'],
    };
    expect(logging({ envoyHttpAls: { ...zipkin, ...http } })).toEqual([{ name: 'test', envoyHttpAls: { ...ZIPKIN, ...http } }]);
    const tcp = { logName: 'tcp', filterStateObjectsToLog: ['wasm.a'] };
    expect(logging({ envoyTcpAls: { ...zipkin, ...tcp } })).toEqual([{ name: 'test', envoyTcpAls: { ...ZIPKIN, ...tcp } }]);
    const otel = { logName: 'otel', logFormat: { text: '%PROTOCOL%', labels: { status: '%RESPONSE_CODE%' } } };
    expect(logging({ envoyOtelAls: { ...zipkin, ...otel } })).toEqual([{ name: 'test', envoyOtelAls: { ...ZIPKIN, ...otel } }]);
  });

  test('external authorizers', () => {
    const shared = { failOpen: true, statusOnError: '503', clearRouteCache: true } as const;
    const http = {
      ...shared,
      pathPrefix: '/check',
      includeRequestHeadersInCheck: ['authorization', 'x-*'],
      includeAdditionalHeadersInCheck: { 'x-mesh': 'istio' },
      includeRequestBodyInCheck: { maxRequestBytes: 0, allowPartialMessage: true },
      headersToUpstreamOnAllow: ['x-user'],
      headersToDownstreamOnDeny: ['*-reason'],
      headersToDownstreamOnAllow: ['set-cookie'],
    };
    expect(authorizer({ envoyExtAuthzHttp: { ...zipkin, ...http, timeout: seconds(1) } })).toEqual([
      { name: 'test', envoyExtAuthzHttp: { ...ZIPKIN, ...http, timeout: '1s' } },
    ]);
    const grpc = { ...shared, includeRequestBodyInCheck: { maxRequestBytes: 1024, packAsBytes: true } };
    expect(authorizer({ envoyExtAuthzGrpc: { ...zipkin, ...grpc, timeout: seconds(1) } })).toEqual([
      { name: 'test', envoyExtAuthzGrpc: { ...ZIPKIN, ...grpc, timeout: '1s' } },
    ]);
  });
});

describe('providers by name', () => {
  test('what every mesh has, and what the mesh config says', () => {
    const controlPlane = planeOf({ profile: 'demo' });
    expect(controlPlane.provider('metrics', 'prometheus').toWire()).toEqual({ name: 'prometheus' });
    expect(controlPlane.provider('accessLogging', 'envoy').toWire()).toEqual({ name: 'envoy' });
    expect(controlPlane.provider('tracing', 'otel-tracing').toWire()).toEqual({ name: 'otel-tracing' });
  });

  test('one of another control plane is taken as it is written', () => {
    expect(OutsideProvider.unchecked('tracing', 'jaeger').toWire()).toEqual({ name: 'jaeger' });
  });

  test('an unknown name is refused, and so is a provider for something else', () => {
    const controlPlane = planeOf({ profile: 'demo' });
    expect(refusals(() => controlPlane.provider('tracing', 'jaegr'))).toEqual([
      'provider is none of this control plane, got "jaegr"; use one of skywalking, otel-tracing, jaeger',
    ]);
    expect(refusals(() => controlPlane.provider('accessLogging', 'jaeger'))).toEqual([
      'provider is for tracing, not for accessLogging, got "jaeger"; use one of otel, envoy',
    ]);
    expect(refusals(() => planeOf().provider('authorization', 'ask'))).toEqual([
      'provider is none of this control plane, got "ask"; define one first',
    ]);
    const old = planeOf({ meshConfig: { extensionProviders: [{ name: 'old', lightstep: { service: 'a', port: 1 } }] } });
    expect(refusals(() => old.provider('tracing', 'old'))).toEqual([
      'provider is for nothing that Istio 1.31 does, not for tracing, got "old"; define one first',
    ]);
  });
});

describe('fails when', () => {
  const refused = (props: Partial<TracingProviderProps>, controlPlane = planeOf({ profile: 'demo' })) =>
    refusals(() => new TracingProvider(controlPlane, 'test', { controlPlane, zipkin, ...props } as TracingProviderProps));

  test('the name is taken, in whatever case', () => {
    const fix = 'use another one, or refer to that provider by its controlPlane.provider(...)';
    expect(refused({ name: 'jaeger' })).toEqual([`name is that of a provider of test/istio as well, got "jaeger"; ${fix}`]);
    expect(refused({ name: 'Jaeger' })).toEqual([
      `name is that of a provider of test/istio as well, which is jaeger, got "Jaeger"; ${fix}`,
    ]);
    expect(refused({ name: 'Prometheus' })).toEqual([
      `name is that of a provider of test/istio as well, which is prometheus, got "Prometheus"; ${fix}`,
    ]);
    const controlPlane = planeOf();
    new TracingProvider(controlPlane, 'zipkin', { controlPlane, zipkin });
    expect(refused({ name: 'zipkin' }, controlPlane)).toEqual([
      `name is that of a provider of test/istio as well, got "zipkin"; ${fix}`,
    ]);
  });

  test('the name is empty', () => {
    expect(refused({ name: '' })).toEqual(['name must not be empty, got ""; name it, or leave it out']);
  });

  test('the control plane has no mesh config', () => {
    expect(refused({}, planeOf({ pilot: { configMap: false } }))).toEqual([
      'controlPlane emits no mesh config, got "test/istio"; ' +
        'add it to one that does, or use OutsideProvider.unchecked(...) in its place',
    ]);
  });

  test('the service has no namespace, a port is none, a time is none', () => {
    expect(refused({ zipkin: { service: { name: 'zipkin', metadata: {} }, port: 0, timeout: Duration.millis(0) } })).toEqual([
      'zipkin.port must be a port number, got 0; use a whole number between 1 and 65535',
      'zipkin.service has no namespace, so istiod would not find it, got "zipkin"; ' +
        'pass { name, metadata: { namespace } }, or give its chart a namespace',
      'zipkin.timeout must be a whole number of milliseconds, at least 1, got "0s"; use for example Duration.millis(500)',
    ]);
  });

  test('Dynatrace is asked nowhere', () => {
    const dynatraceSampler = { tenant: 'abc', clusterId: 1 };
    expect(refused({ zipkin: undefined, opentelemetry: { ...zipkin, dynatraceSampler } })).toEqual([
      'opentelemetry.dynatraceSampler.httpService is missing where the spans do not go by http; set it, or opentelemetry.http',
    ]);
  });

  test('an authorizer has a name that no policy can have, a path without slash, or every header', () => {
    const controlPlane = planeOf();
    const envoyExtAuthzHttp = { ...zipkin, pathPrefix: 'check', headersToUpstreamOnAllow: ['a', '*'] };
    expect(refusals(() => new ExternalAuthorizer(controlPlane, 'My_Authorizer', { controlPlane, envoyExtAuthzHttp }))).toEqual([
      'name is not a valid Kubernetes name, got "My_Authorizer"; ' +
        'use at most 63 characters of a-z, 0-9 and -, beginning and ending with a letter or digit',
      'envoyExtAuthzHttp.pathPrefix does not begin with /, got "check"; use for example /check',
      'envoyExtAuthzHttp.headersToUpstreamOnAllow[1] is every header, got "*"; name headers, or how they begin or end',
    ]);
  });

  test('nothing refers to the provider', () => {
    const controlPlane = planeOf();
    const provider = new TracingProvider(controlPlane, 'zipkin', { controlPlane, zipkin });
    expect(provider.node.validate()).toEqual([
      'name is referred to by no Telemetry, so proxies would not use it, got "zipkin"; ' +
        'pass it to the providers of a Telemetry, or set usedElsewhere: true',
    ]);
  });
});
