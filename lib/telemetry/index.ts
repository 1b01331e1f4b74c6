export type { AccessLogging } from './access-logging';
export type { MetricMatch, Metrics, MetricsOverride, StandardMetric, TagOverride } from './metrics';
export { Telemetry, type TelemetryProps } from './telemetry';
export type { CustomTag, Tracing } from './tracing';
export type { WorkloadMode } from './workload-mode';
