/** Ports of the collector. */
export const COLLECTOR_PORTS = { otlpGrpc: 4317, otlpHttp: 4318, metrics: 8888, health: 13133 } as const;

/** Where the collector sends what it has collected: an address that speaks OTLP by gRPC, or its own log. */
export type CollectorTarget = { readonly endpoint: string; readonly plain: boolean } | 'log';

const at = (port: number) => `0.0.0.0:${port}`;

const exporterOf = (target: CollectorTarget) =>
  target === 'log' ? { debug: {} } : { otlp: { endpoint: target.endpoint, tls: { insecure: target.plain } } };

/** The collector's configuration file, as an object: traces, and access logs where they go somewhere, in batches and within a memory limit. */
export function collectorConfig(traces: CollectorTarget, logs: CollectorTarget | undefined): object {
  const { otlpGrpc, otlpHttp, metrics, health } = COLLECTOR_PORTS;
  const pipeline = (name: string) => ({ receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: [name] });
  const named = (target: CollectorTarget, signal: string) =>
    Object.fromEntries(Object.entries(exporterOf(target)).map(([type, config]) => [`${type}/${signal}`, config]));
  const exporters = { ...named(traces, 'traces'), ...(logs !== undefined && named(logs, 'logs')) };
  const [ofTraces = '', ofLogs] = Object.keys(exporters);
  return {
    receivers: { otlp: { protocols: { grpc: { endpoint: at(otlpGrpc) }, http: { endpoint: at(otlpHttp) } } } },
    processors: { memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 }, batch: {} },
    exporters,
    extensions: { health_check: { endpoint: at(health) } },
    service: {
      extensions: ['health_check'],
      telemetry: {
        metrics: { level: 'normal', readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: metrics } } } }] },
      },
      pipelines: { traces: pipeline(ofTraces), ...(ofLogs !== undefined && { logs: pipeline(ofLogs) }) },
    },
  };
}
