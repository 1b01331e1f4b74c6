import type { OneShapeOf } from '../core/one-shape-of';
import type { Failover } from './failover';

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
