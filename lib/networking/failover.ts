/** Where the traffic of a region goes when no pod of it is healthy. */
export interface Failover {
  /** The region whose pods are unhealthy. */
  readonly from: string;
  /** The region that takes over. */
  readonly to: string;
}
