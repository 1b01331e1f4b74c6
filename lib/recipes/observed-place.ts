import type { Construct } from 'constructs';
import type { AtMostOneOf } from '../core/one-of';
import type { IstioControlPlane } from '../install/istio-control-plane';
import type { WorkloadRef } from '../networking/workload';
import { Telemetry } from '../telemetry/telemetry';
import { forWorkload } from './for-workload';

/** What proxies tell of: the whole mesh, unless something smaller is named. Only one Telemetry can be for a whole mesh or namespace. */
export type ObservedPlace = AtMostOneOf<{
  /** A Telemetry that is there, to which is added. */
  telemetry: Telemetry;
  /** One workload. */
  workload: WorkloadRef;
  /** All of a namespace. */
  namespace: string;
}>;

/** The Telemetry to which is added: the one that is there, or one of its own under a name. */
export function telemetryOf(
  scope: Construct,
  name: string,
  { values, namespace: own }: IstioControlPlane,
  { telemetry, workload, namespace }: ObservedPlace,
): Telemetry {
  if (telemetry !== undefined) return telemetry;
  const root = values.meshConfig.rootNamespace ?? own;
  if (workload === undefined) return new Telemetry(scope, 'telemetry', { metadata: { name, namespace: namespace ?? root } });
  const { namespace: place, ...selected } = forWorkload(workload);
  return new Telemetry(scope, 'telemetry', { metadata: { name, namespace: place }, ...selected });
}
