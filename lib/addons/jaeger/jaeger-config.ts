import type { ContextPath } from '../context-path';

/** Where Jaeger keeps traces. */
export type TraceBackend =
  | { readonly memory: { readonly maxTraces: number } }
  | { readonly folder: string; readonly retentionSeconds: number }
  | { readonly elasticsearch: { readonly servers: readonly string[]; readonly signedIn: boolean } };

/** Ports of Jaeger. */
export const JAEGER_PORTS = { otlpGrpc: 4317, otlpHttp: 4318, query: 16686, metrics: 8888, health: 13133 } as const;

const at = (port: number) => `0.0.0.0:${port}`;

/** What stands for the value of an environment variable. */
const variable = (name: string) => `\${env:${name}}`;

function backend(traces: TraceBackend): object {
  if ('memory' in traces) return { memory: { max_traces: traces.memory.maxTraces } };
  if ('folder' in traces) {
    const directories = { keys: `${traces.folder}/keys`, values: `${traces.folder}/values` };
    return { badger: { ephemeral: false, directories, ttl: { spans: `${traces.retentionSeconds}s` } } };
  }
  const { servers, signedIn } = traces.elasticsearch;
  const basic = { username: variable('STORE_USER'), password: variable('STORE_PASSWORD') };
  return { elasticsearch: { server_urls: servers, ...(signedIn && { auth: { basic } }) } };
}

/** Jaeger's configuration file, as an object: spans come by OTLP, are kept, and are shown. */
export function jaegerConfig(traces: TraceBackend, path: ContextPath): object {
  const { otlpGrpc, otlpHttp, query, metrics, health } = JAEGER_PORTS;
  return {
    service: {
      extensions: ['healthcheckv2', 'jaeger_storage', 'jaeger_query'],
      pipelines: { traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: {
        metrics: { level: 'normal', readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: metrics } } } }] },
      },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: { endpoint: at(health) } },
      jaeger_storage: { backends: { main: backend(traces) } },
      jaeger_query: {
        storage: { traces: 'main' },
        ...(path !== '/' && { base_path: path }),
        http: { endpoint: at(query) },
      },
    },
    receivers: { otlp: { protocols: { grpc: { endpoint: at(otlpGrpc) }, http: { endpoint: at(otlpHttp) } } } },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: 'main' } },
  };
}
