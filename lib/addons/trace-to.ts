import { Construct } from 'constructs';
import { Traces } from '../recipes/traces';
import type { Telemetry } from '../telemetry/telemetry';
import type { AddonWorkload } from './addon-workload';
import type { AddonsNamespace } from './addons-namespace';

const OTLP = 4317;
const SAMPLED = 1;

/** What is asked for of traces. */
export interface Traced {
  readonly namespace: AddonsNamespace;
  readonly samplingPercentage?: number;
  readonly telemetry?: Telemetry;
}

/** With the namespace, since the profile demo has providers of its own under short names. */
export const providerName = ({ name, namespace }: AddonWorkload) => `${name}.${namespace.name}`;

/** Makes the proxies of the mesh send their traces to a workload that takes OTLP. */
export function traceTo(scope: Construct, traced: Traced, workload: AddonWorkload): Traces {
  const { namespace, samplingPercentage: randomSamplingPercentage = SAMPLED, telemetry } = traced;
  const place = telemetry === undefined ? {} : { telemetry };
  const opentelemetry = { service: workload.service, port: OTLP };
  return new Traces(new Construct(scope, 'traces'), providerName(workload), {
    controlPlane: namespace.controlPlane,
    randomSamplingPercentage,
    opentelemetry,
    ...place,
  });
}
