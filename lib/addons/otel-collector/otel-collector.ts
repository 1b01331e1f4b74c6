import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import type { OneShapeOf } from '../../core/one-shape-of';
import { type Problem, refuse } from '../../core/problem';
import { oneOfProblems, type PropNames, propProblems, refuseProps } from '../../core/prop-names';
import { yamlText } from '../../core/yaml-text';
import { AccessLogs } from '../../recipes/access-logs';
import type { Telemetry } from '../../telemetry/telemetry';
import { OTEL_COLLECTOR_IMAGE } from '../../versions';
import { AddonWorkload } from '../addon-workload';
import type { AddonsNamespace } from '../addons-namespace';
import type { Budget } from '../budget';
import type { Jaeger } from '../jaeger/jaeger';
import { JAEGER_PORTS } from '../jaeger/jaeger-config';
import { allowFrom, allowToAnywhere, connect } from '../network-access';
import { providerName, traceTo } from '../trace-to';
import { COLLECTOR_PORTS, type CollectorTarget, collectorConfig } from './otel-collector-config';

/** Something outside of the program that takes OTLP by gRPC. */
export interface OtlpEndpoint {
  /** `<host>:<port>`. */
  readonly endpoint: string;
  /** Whether it is asked without TLS. @default false */
  readonly plain?: boolean;
}

/** Where the collector sends what it has collected. */
export type CollectorExport = OneShapeOf<{ readonly jaeger: Jaeger } | OtlpEndpoint> | 'log';

/** Props of an OpenTelemetryCollector. */
export interface OpenTelemetryCollectorProps {
  /** Where it runs, which also says what mesh it serves. */
  readonly namespace: AddonsNamespace;
  /** Where traces go. */
  readonly traces: CollectorExport;
  /** Where access logs go, which the mesh then sends to it. @default the mesh sends none */
  readonly logs?: OtlpEndpoint | 'log';
  /** The share of requests that are traced, in percent. @default 1 */
  readonly samplingPercentage?: number;
  /** The Telemetry of the mesh, where the program has one already. @default one is made */
  readonly telemetry?: Telemetry;
  /** @default 100 thousandths of a core, 256 MiB of memory, at most 512 MiB */
  readonly budget?: Budget;
}

const USER = 10001;
const ENDPOINT = /^[^/\s:]+:(\d{1,5})$/;
const BUDGET: Budget = { cpuMillis: 100, memory: Size.mebibytes(256), memoryLimit: Size.mebibytes(512) };

const EXPORT: PropNames<Exclude<CollectorExport, 'log'>> = { jaeger: 'optional', endpoint: 'optional', plain: 'optional' };

function problems(field: string, target: CollectorExport | undefined): Problem[] {
  if (target === undefined || target === 'log') return [];
  const wrong = [...propProblems(EXPORT, target, field), ...oneOfProblems(['jaeger', 'endpoint'], target, field)];
  if (wrong.length > 0) return wrong;
  if (target.jaeger?.traced) {
    const problem = 'gets the traces of the proxies already';
    return [{ field: `${field}.jaeger`, problem, got: target.jaeger.node.path, fix: 'make that Jaeger with traced: false' }];
  }
  if (target.endpoint === undefined) return [];
  const port = Number(ENDPOINT.exec(target.endpoint)?.[1]);
  if (port >= 1 && port <= 65535) return [];
  const fix = 'write <host>:<port>, without a scheme, and with a port from 1 to 65535';
  return [{ field: `${field}.endpoint`, problem: 'is not an address', got: target.endpoint, fix }];
}

function targetOf(target: CollectorExport): CollectorTarget {
  if (target === 'log') return target;
  if (target.jaeger === undefined) return { endpoint: target.endpoint, plain: target.plain ?? false };
  const { name, namespace } = target.jaeger.workload;
  return { endpoint: `${name}.${namespace.name}:${JAEGER_PORTS.otlpGrpc}`, plain: true };
}

const NAMES: PropNames<OpenTelemetryCollectorProps> = {
  namespace: 'required',
  traces: 'required',
  logs: 'optional',
  samplingPercentage: 'optional',
  telemetry: 'optional',
  budget: 'optional',
};

/** An OpenTelemetry collector between the proxies and what keeps their traces and logs: it batches, and survives a slow receiver. */
export class OpenTelemetryCollector extends Construct {
  readonly workload: AddonWorkload;

  /** @throws InvalidProps when an address is none, or the proxies send their traces to that Jaeger as well */
  constructor(scope: Construct, id: string, props: OpenTelemetryCollectorProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { namespace, traces, logs, budget = BUDGET } = props;
    refuse(this.node.path, [...problems('traces', traces), ...problems('logs', logs)]);
    this.workload = new AddonWorkload(this, id, {
      namespace,
      image: OTEL_COLLECTOR_IMAGE,
      user: USER,
      args: ['--config=/etc/otelcol/config.yaml'],
      ports: {
        'grpc-otlp': COLLECTOR_PORTS.otlpGrpc,
        'http-otlp': COLLECTOR_PORTS.otlpHttp,
        'http-metrics': COLLECTOR_PORTS.metrics,
      },
      health: { ready: '/', live: '/', port: COLLECTOR_PORTS.health },
      files: { '/etc/otelcol': { 'config.yaml': yamlText(collectorConfig(targetOf(traces), logs && targetOf(logs))) } },
      budget,
    });
    allowFrom(this, this.workload, 'the-mesh', {}, [COLLECTOR_PORTS.otlpGrpc, COLLECTOR_PORTS.otlpHttp]);
    const { telemetry } = traceTo(this, props, this.workload);
    if (logs !== undefined) {
      const { controlPlane } = namespace;
      const service = { service: this.workload.service, port: COLLECTOR_PORTS.otlpGrpc };
      new AccessLogs(this, `${providerName(this.workload)}.logs`, { controlPlane, telemetry, envoyOtelAls: service });
    }
    this.allowExports([traces, ...(logs === undefined ? [] : [logs])]);
  }

  private allowExports(targets: readonly CollectorExport[]): void {
    const outside = targets.flatMap((target) => (target === 'log' || target.endpoint === undefined ? [] : [target.endpoint]));
    const ports = outside.map((endpoint) => Number(ENDPOINT.exec(endpoint)?.[1]));
    if (ports.length > 0) allowToAnywhere(this, this.workload, 'outside', [...new Set(ports)]);
    for (const target of targets) {
      if (target !== 'log' && target.jaeger !== undefined) {
        connect(this, this.workload, target.jaeger.workload, [JAEGER_PORTS.otlpGrpc]);
      }
    }
  }
}
