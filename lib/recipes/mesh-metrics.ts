import { Construct } from 'constructs';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { IstioControlPlane } from '../install/istio-control-plane';
import type { ProviderRef } from '../networking/provider-reference';
import type { MetricsOverride, StandardMetric } from '../telemetry/metrics';
import type { Telemetry } from '../telemetry/telemetry';
import type { WorkloadMode } from '../telemetry/workload-mode';
import { type ObservedPlace, telemetryOf } from './observed-place';

/** Props of MeshMetrics. */
export type MeshMetricsProps = ObservedPlace & {
  /** The control plane whose mesh is measured. */
  readonly controlPlane: IstioControlPlane;
  /** Metrics that proxies do not have. @default none */
  readonly without?: readonly StandardMetric[];
  /** Tags of all other metrics: an expression of CEL for the value, `request.host`, or `null` to take away one of Istio's. @default none */
  readonly tags?: Readonly<Record<string, string | null>>;
  /** The side of calls on which both hold. @default CLIENT_AND_SERVER */
  readonly mode?: WorkloadMode;
  /** Who gets the metrics. @default prometheus, which every mesh has */
  readonly provider?: ProviderRef<'metrics'>;
};

const NAMES: PropNames<MeshMetricsProps> = {
  controlPlane: 'required',
  without: 'optional list',
  tags: 'optional',
  mode: 'optional',
  provider: 'optional',
  telemetry: 'optional',
  workload: 'optional',
  namespace: 'optional',
};

/**
 * The metrics that Prometheus gets, with fewer or more of them and of their tags. Each value of a tag makes a series of its own, so a tag
 * must have few values.
 */
export class MeshMetrics extends Construct {
  readonly telemetry: Telemetry;

  /** @throws InvalidProps as Telemetry does */
  constructor(scope: Construct, id: string, props: MeshMetricsProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { controlPlane, without = [], tags, mode, provider = controlPlane.provider('metrics', 'prometheus'), ...place } = props;
    const tagOverrides = Object.entries(tags ?? {}).map(
      ([name, value]) => [name, value === null ? { operation: 'REMOVE' as const } : { value }] as const,
    );
    const overrides: MetricsOverride[] = [
      ...(tagOverrides.length === 0
        ? []
        : [{ match: { metric: 'ALL_METRICS', mode } as const, tagOverrides: Object.fromEntries(tagOverrides) }]),
      ...without.map((metric) => ({ match: { metric, mode }, disabled: true })),
    ];
    this.telemetry = telemetryOf(this, id, controlPlane, place);
    this.telemetry.addMetrics({ providers: [provider], overrides });
  }
}
