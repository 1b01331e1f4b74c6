export {
  type AccessLogBackend,
  type AccessLogBackends,
  AccessLogProvider,
  type AccessLogProviderProps,
} from './access-log-provider';
export { ExternalAuthorizer, type ExternalAuthorizerProps } from './external-authorizer';
export { MetricsProvider, type MetricsProviderProps } from './metrics-provider';
export { type TracingBackend, TracingProvider, type TracingProviderProps } from './tracing-provider';
