import { type Chart, Duration } from 'cdk8s';
import {
  type AccessLogsProps,
  type GlobalLimit,
  GlobalRateLimit,
  type IstioControlPlane,
  type LocalLimit,
  LocalRateLimit,
  type MeshMetricsProps,
  RateLimitService,
  type TracesProps,
} from '../../lib';

// What must not compile. Nothing runs this file.

declare const chart: Chart;
declare const controlPlane: IstioControlPlane;
const workload = { labels: { app: 'server' } };
const per = Duration.minutes(1);
const service = new RateLimitService(chart, 'counter');
const zipkin = { service: { name: 'zipkin', metadata: { namespace: 'tracing' } }, port: 9411 };

export const local: LocalLimit[] = [
  { requests: 1, per },
  { by: { claim: 'sub' }, client: 'jason', method: 'GET', pathPrefix: '/', requests: 1, per },
  // @ts-expect-error in which time
  { requests: 1 },
  // @ts-expect-error a time is a Duration
  { requests: 1, per: 'minute' },
  // @ts-expect-error no such way to tell clients apart
  { by: 'user', requests: 1, per },
  // @ts-expect-error a header or a claim
  { by: { header: 'x-user', claim: 'sub' }, requests: 1, per },
  // @ts-expect-error no such method
  { method: 'FETCH', requests: 1, per },
];

export const global: GlobalLimit[] = [
  { requests: 1, per: 'day' },
  // @ts-expect-error the service counts in its own units
  { requests: 1, per },
  // @ts-expect-error no such unit
  { requests: 1, per: 'fortnight' },
];

export function wrong(): void {
  // @ts-expect-error no limit
  new LocalRateLimit(chart, 'a', { workload, limits: [] });
  // @ts-expect-error whose requests
  new LocalRateLimit(chart, 'b', { limits: [{ requests: 1, per }] });
  // @ts-expect-error who counts
  new GlobalRateLimit(chart, 'c', { workload, limits: [{ requests: 1, per: 'day' }] });
  // @ts-expect-error the service is an object, not a host
  new GlobalRateLimit(chart, 'd', { service: 'counter.limits', workload, limits: [{ requests: 1, per: 'day' }] });
  new GlobalRateLimit(chart, 'e', { service, workload, limits: [{ requests: 1, per: 'day' }] });
}

export const traces: TracesProps[] = [
  { controlPlane, zipkin },
  // @ts-expect-error where they go
  { controlPlane },
  // @ts-expect-error to one place
  { controlPlane, zipkin, datadog: zipkin },
  // @ts-expect-error of a workload, or of a namespace
  { controlPlane, zipkin, workload, namespace: 'shop' },
];

export const logs: AccessLogsProps[] = [
  { controlPlane },
  { controlPlane, envoyOtelAls: zipkin, filter: 'response.code >= 400' },
  // @ts-expect-error to one place
  { controlPlane, envoyOtelAls: zipkin, envoyFileAccessLog: {} },
  // @ts-expect-error a tracer takes no logs
  { controlPlane, zipkin },
];

export const metrics: MeshMetricsProps[] = [
  { controlPlane, without: ['REQUEST_SIZE'] },
  // @ts-expect-error no such metric
  { controlPlane, without: ['istio_requests_total'] },
];
