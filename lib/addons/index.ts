export { AddonsNamespace, type AddonsNamespaceProps } from './addons-namespace';
export type { Budget } from './budget';
export type { ContextPath } from './context-path';
export { Grafana, type GrafanaProps } from './grafana/grafana';
export { IngressBeforeGateway, type IngressBeforeGatewayProps } from './ingress-before-gateway';
export { Jaeger, type JaegerProps, type JaegerStorage } from './jaeger/jaeger';
export { Kiali, type KialiProps } from './kiali/kiali';
export type { KialiLogin, OpenIdLogin, TokenLogin } from './kiali/kiali-login';
export {
  type CollectorExport,
  OpenTelemetryCollector,
  type OpenTelemetryCollectorProps,
  type OtlpEndpoint,
} from './otel-collector/otel-collector';
export { Prometheus, type PrometheusProps } from './prometheus/prometheus';
export type { Reach } from './reach/reach';
export type { PersistentStorage } from './storage';
