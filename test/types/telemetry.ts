import { type Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AccessLogProvider,
  ExternalAuthorizer,
  type IstioControlPlane,
  MetricsProvider,
  OutsideProvider,
  Telemetry,
  type TelemetryProps,
  TracingProvider,
} from '../../lib';

// What must not compile. Nothing runs this file.

declare const chart: Chart;
declare const controlPlane: IstioControlPlane;
const service = { name: 'zipkin', metadata: { namespace: 'tracing' } };
const zipkin = { service, port: 9411 };
const http = { path: '/', timeout: Duration.seconds(1) };

export const tracing = new TracingProvider(chart, 'zipkin', { controlPlane, zipkin });
export const file = new AccessLogProvider(chart, 'file', { controlPlane, envoyFileAccessLog: {} });
export const metrics = new MetricsProvider(chart, 'metrics', { controlPlane, prometheus: {}, meshDefault: true });
export const authorizer = new ExternalAuthorizer(chart, 'ask', { controlPlane, envoyExtAuthzGrpc: zipkin });
const selector = { matchLabels: { app: 'finance' } };

export const telemetries: TelemetryProps[] = [
  {},
  { selector, tracing: [{ providers: [tracing], randomSamplingPercentage: 10 }] },
  { accessLogging: [{ providers: [file, controlPlane.provider('accessLogging', 'envoy')] }] },
  { metrics: [{ providers: [OutsideProvider.unchecked('metrics', 'prometheus')] }] },
  // @ts-expect-error a provider is an object, not a name
  { tracing: [{ providers: ['zipkin'] }] },
  // @ts-expect-error nor Istio's own form of it
  { tracing: [{ providers: [{ name: 'zipkin' }] }] },
  // @ts-expect-error spans go to no log
  { tracing: [{ providers: [file] }] },
  // @ts-expect-error logs go to no tracer
  { accessLogging: [{ providers: [tracing] }] },
  // @ts-expect-error an authorizer gets no metrics
  { metrics: [{ providers: [authorizer] }] },
  // @ts-expect-error named for something else
  { metrics: [{ providers: [controlPlane.provider('accessLogging', 'envoy')] }] },
  // @ts-expect-error Istio uses one provider of traces
  { tracing: [{ providers: [tracing, tracing] }] },
  // @ts-expect-error a tag has one value
  { tracing: [{ customTags: { user: { literal: { value: 'a' }, header: { name: 'x-user' } } } }] },
  // @ts-expect-error and it has one
  { tracing: [{ customTags: { user: {} } }] },
  // @ts-expect-error a header without a name
  { tracing: [{ customTags: { user: { header: { defaultValue: 'a' } } } }] },
  // @ts-expect-error no such side of a call
  { tracing: [{ match: { mode: 'BOTH' } }] },
  // @ts-expect-error the side is in `match`
  { accessLogging: [{ mode: 'CLIENT' }] },
  // @ts-expect-error no such metric
  { metrics: [{ overrides: [{ match: { metric: 'REQUESTS_TOTAL' } }] }] },
  // @ts-expect-error one of Istio's own, or another one
  { metrics: [{ overrides: [{ match: { metric: 'REQUEST_COUNT', customMetric: 'a' } }] }] },
  // @ts-expect-error a tag that is removed has no value
  { metrics: [{ overrides: [{ tagOverrides: { host: { operation: 'REMOVE', value: 'request.host' } } }] }] },
  // @ts-expect-error a tag has a value
  { metrics: [{ overrides: [{ tagOverrides: { host: { operation: 'UPSERT' } } }] }] },
  // @ts-expect-error a time is a Duration
  { metrics: [{ reportingInterval: '5s' }] },
  // @ts-expect-error a filter has an expression
  { accessLogging: [{ filter: {} }] },
  // @ts-expect-error an expression is in an object, as Istio has it
  { accessLogging: [{ filter: 'response.code >= 400' }] },
  // @ts-expect-error for workloads, or for objects
  { selector, targetRefs: [{ kind: 'Service', name: 'a' }] },
  // @ts-expect-error for at least one object
  { targetRefs: [] },
];

export function wrong(scope: Construct): void {
  // @ts-expect-error a provider is of a control plane
  new TracingProvider(scope, 'a', { zipkin });
  // @ts-expect-error of one kind
  new TracingProvider(scope, 'b', { controlPlane, zipkin, datadog: zipkin });
  // @ts-expect-error and of some kind
  new TracingProvider(scope, 'c', { controlPlane });
  // @ts-expect-error Istio 1.31 does nothing with it
  new TracingProvider(scope, 'd', { controlPlane, lightstep: { ...zipkin, accessToken: 'a' } });
  // @ts-expect-error a log is no tracer
  new TracingProvider(scope, 'e', { controlPlane, envoyFileAccessLog: {} });
  // @ts-expect-error a service is an object, not a host
  new TracingProvider(scope, 'f', { controlPlane, zipkin: { service: 'zipkin.tracing.svc.cluster.local', port: 9411 } });
  // @ts-expect-error a service has a port
  new TracingProvider(scope, 'g', { controlPlane, zipkin: { service } });
  // @ts-expect-error by HTTP or by gRPC
  new TracingProvider(scope, 'h', { controlPlane, opentelemetry: { ...zipkin, grpc: {}, http } });
  // @ts-expect-error as it stands here, or from the environment
  new TracingProvider(scope, 'i', { controlPlane, zipkin: { ...zipkin, headers: [{ name: 'a', value: 'a', envName: 'A' }] } });
  // @ts-expect-error text or JSON
  new AccessLogProvider(scope, 'j', { controlPlane, envoyFileAccessLog: { logFormat: { text: 'a', labels: {} } } });
  // @ts-expect-error a file is not reached by a port
  new AccessLogProvider(scope, 'k', { controlPlane, envoyFileAccessLog: { port: 80 } });
  // @ts-expect-error no status
  new ExternalAuthorizer(scope, 'l', { controlPlane, envoyExtAuthzHttp: { ...zipkin, statusOnError: '999' } });
  // @ts-expect-error a path is for HTTP
  new ExternalAuthorizer(scope, 'm', { controlPlane, envoyExtAuthzGrpc: { ...zipkin, pathPrefix: '/check' } });
  // @ts-expect-error whoever is asked is no default of the mesh
  new ExternalAuthorizer(scope, 'n', { controlPlane, envoyExtAuthzHttp: zipkin, meshDefault: true });
  // @ts-expect-error for what
  OutsideProvider.unchecked('logs', 'otel');
  // @ts-expect-error what is added is of the same form
  new Telemetry(scope, 'o').addTracing({ filter: { expression: 'true' } });
}
