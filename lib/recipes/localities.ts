import { type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Failover } from '../networking/failover';
import type { LoadBalancer } from '../networking/load-balancer';
import { type EjectedOutliers, type EjectOutliersProps, ejectOutliers } from './eject-outliers';

/** How a pod is picked within a place. */
interface Balanced {
  /** @default that of the mesh, LEAST_REQUEST */
  readonly loadBalancer?: LoadBalancer & { readonly localityLbSetting?: undefined; readonly zoneAwareLbSetting?: undefined };
}

/** Where requests go when the near pods are ill. */
export interface FailOverProps extends Balanced {
  /** Regions that take over from others. @default any region may */
  readonly regions?: readonly Failover[];
  /**
   * Labels, `<key>` or `<key>=<value>`, by which pods are near: those that agree with the client in all come first, then those that agree
   * in all but the last, and so on.
   * @default region, then zone, then subzone
   */
  readonly nearBy?: readonly string[];
  /** When a pod is ill. Without it no client would notice. @default as `ejectOutliers` has it, with all pods of a place at a time */
  readonly outliers?: EjectOutliersProps;
}

/** Part of a traffic policy. */
export interface ByLocality {
  readonly loadBalancer: LoadBalancer;
}

function nothingProblems(field: string, list: readonly unknown[] | undefined): Problem[] {
  if (list === undefined || list.length > 0) return [];
  return [{ field, problem: 'is empty', got: list, fix: 'name at least one, or leave it out' }];
}

const NAMES: PropNames<FailOverProps> = {
  regions: 'optional list',
  nearBy: 'optional list',
  outliers: 'optional',
  loadBalancer: 'optional',
};

/**
 * Sends requests to the nearest pods that are well, for a traffic policy:
 * `trafficPolicy: { ...failOver({ regions: [{ from: 'eu-west', to: 'eu-north' }] }) }`.
 * @throws InvalidProps when nothing would be noticed, or nowhere is named
 */
export function failOver(props: FailOverProps = {}): ByLocality & EjectedOutliers {
  refuseProps('failOver', NAMES, props);
  const { regions, nearBy, outliers, loadBalancer } = props;
  refuse('failOver', [...nothingProblems('regions', regions), ...nothingProblems('nearBy', nearBy)]);
  const localityLbSetting = {
    enabled: true,
    ...(regions !== undefined && { failover: regions }),
    ...(nearBy !== undefined && { failoverPriority: nearBy }),
  };
  return {
    loadBalancer: { ...loadBalancer, localityLbSetting },
    ...ejectOutliers({ maxEjectionPercent: 100, ...outliers }),
  };
}

/** Share of each place in whole percent, by the place that requests come from: `<region>/<zone>/<subzone>`, with a `*` as its end perhaps. */
export type SharesByPlace = Readonly<Record<string, Readonly<Record<string, number>>>>;

const BALANCED: PropNames<Balanced> = { loadBalancer: 'optional' };

/**
 * Spreads the requests of each place over places, for a traffic policy:
 * `trafficPolicy: { ...distribute({ 'eu-west/*': { 'eu-west/*': 80, 'eu-north/*': 20 } }) }`. A place that is not named gets nothing.
 * @throws InvalidProps when no place is named
 */
export function distribute(places: SharesByPlace, balanced: Balanced = {}): ByLocality {
  refuseProps('distribute', BALANCED, balanced);
  const { loadBalancer } = balanced;
  const entries = Object.entries(places).map(([from, to]) => ({ from, to }));
  refuse('distribute', nothingProblems('places', entries));
  return { loadBalancer: { ...loadBalancer, localityLbSetting: { enabled: true, distribute: entries } } };
}
