import type { Failover } from './failover';

/**
 * Preference for pods in the zone of the client, by as much as they can take. It replaces the setting of the mesh as a whole, and
 * needs `ISTIO_META_ENABLE_SELF_DISCOVERY=true` in the client's proxy metadata.
 */
export interface ZoneAwareLbSetting {
  /** @default by the mesh config */
  readonly enabled?: boolean;
  /** Pods in the client's region below which zones do not count. @default 6 */
  readonly minClusterSize?: number;
  /** Regions that take over from others. Needs `outlierDetection` to notice. @default any region may */
  readonly failover?: readonly Failover[];
  /**
   * Labels, `<key>` or `<key>=<value>`, by which pods are preferred within a region; not those of region, zone and subzone.
   * @default none
   */
  readonly failoverPriority?: readonly string[];
}
