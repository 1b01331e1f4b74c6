import { wholeNumberProblems } from '../core/numbers';
import type { OneShapeOf } from '../core/one-shape-of';
import type { Problem } from '../core/problem';
import { type Failover, failoverProblems, placeLabelProblems } from './failover';
import { localitiesProblems } from './locality';

/** How the traffic of one place is spread over others. */
export interface Distribute {
  /** The place it comes from: `<region>/<zone>/<subzone>`, with a `*` as its end perhaps. */
  readonly from: string;
  /** Share of each place, in whole percent; they add up to 100. Places that are not named get nothing. */
  readonly to: Readonly<Record<string, number>>;
}

interface Spread {
  /** Shares by place. @default each pod gets as much as any other, or the near ones first where pods are left out for errors */
  readonly distribute?: readonly Distribute[];
}

interface FallBack {
  /** Regions that take over from others. Needs `outlierDetection` to notice. @default any region may */
  readonly failover?: readonly Failover[];
  /**
   * Labels, `<key>` or `<key>=<value>`, by which pods are preferred: those that agree with the client in all come first, then those
   * that agree in all but the last, and so on. Needs `outlierDetection` to notice.
   * @default region, then zone, then subzone
   */
  readonly failoverPriority?: readonly string[];
}

/** Preference by the place of client and pod. It replaces the setting of the mesh as a whole. */
export type LocalityLbSetting = {
  /** Whether places count at all. @default by the mesh config, else true */
  readonly enabled?: boolean;
} & OneShapeOf<Spread | FallBack>;

function distributeProblems(field: string, { to }: Distribute): Problem[] {
  const weights = Object.entries(to);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return [
    ...weights.flatMap(([place, weight]) => wholeNumberProblems(`${field}.to[${place}]`, weight, 1, 100)),
    ...(sum === 100
      ? []
      : [{ field: `${field}.to`, problem: 'must add up to 100', got: to, fix: `change the shares, which make ${sum}` }]),
    ...localitiesProblems(
      weights.map(([place]) => ({ field: `${field}.to[${place}]`, value: place })),
      false,
    ),
  ];
}

/** Problems of the preference by place. */
export function localityLbSettingProblems(field: string, setting: LocalityLbSetting | undefined): Problem[] {
  if (setting === undefined) return [];
  const { distribute = [], failover = [], failoverPriority } = setting;
  const places = distribute.map(({ from }, i) => ({ field: `${field}.distribute[${i}].from`, value: from }));
  const doubled = 'is looked at by failover already';
  return [
    ...distribute.flatMap((entry, i) => distributeProblems(`${field}.distribute[${i}]`, entry)),
    ...localitiesProblems(places, true),
    ...failoverProblems(`${field}.failover`, failover),
    ...(failover.length === 0 ? [] : placeLabelProblems(`${field}.failoverPriority`, failoverPriority, doubled)),
  ];
}
