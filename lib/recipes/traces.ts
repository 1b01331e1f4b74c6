import { Construct } from 'constructs';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { TracingBackend } from '../install/extension-providers';
import { TracingProvider } from '../install/extension-providers';
import type { IstioControlPlane } from '../install/istio-control-plane';
import type { Telemetry } from '../telemetry/telemetry';
import type { Tracing } from '../telemetry/tracing';
import { type ObservedPlace, telemetryOf } from './observed-place';

/** Props of Traces: where they go, what they tell of, and anything that a Telemetry says of traces. */
export type TracesProps = TracingBackend &
  ObservedPlace &
  Omit<Tracing, 'providers'> & {
    /** The control plane whose mesh is traced. */
    readonly controlPlane: IstioControlPlane;
  };

const NAMES: PropNames<TracesProps> = {
  controlPlane: 'required',
  zipkin: 'optional',
  datadog: 'optional',
  skywalking: 'optional',
  opentelemetry: 'optional',
  telemetry: 'optional',
  workload: 'optional',
  namespace: 'optional',
  match: 'optional',
  disableSpanReporting: 'optional',
  randomSamplingPercentage: 'optional',
  customTags: 'optional',
  disableContextPropagation: 'optional',
  enableIstioTags: 'optional',
  useRequestIdForTraceSampling: 'optional',
};

/**
 * Traces of requests, wired at both ends: the provider in the mesh config, and the Telemetry that uses it. Applications must hand on the
 * headers of a trace from the requests they get to those they make.
 */
export class Traces extends Construct {
  readonly provider: TracingProvider;
  readonly telemetry: Telemetry;

  /** @throws InvalidProps as TracingProvider and Telemetry do */
  constructor(scope: Construct, id: string, props: TracesProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { controlPlane, zipkin, datadog, skywalking, opentelemetry, telemetry, workload, namespace, ...tracing } = props;
    const backend = { zipkin, datadog, skywalking, opentelemetry } as TracingBackend;
    this.provider = new TracingProvider(this, 'provider', { controlPlane, name: id, ...backend });
    this.telemetry = telemetryOf(this, id, controlPlane, { telemetry, workload, namespace } as ObservedPlace);
    this.telemetry.addTracing({ ...tracing, providers: [this.provider] });
  }
}
