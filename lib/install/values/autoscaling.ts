/** One step of scaling: no more than `value` within `periodSeconds`. */
export interface ScalingPolicy {
  /** Whether `value` counts pods or is a percentage of them. */
  readonly type: 'Pods' | 'Percent';
  /** Largest change, above 0. */
  readonly value: number;
  /** Length of the window, from 1 to 1800 seconds. */
  readonly periodSeconds: number;
}

/** How fast a number of replicas moves in one direction. */
export interface ScalingRules {
  /**
   * How long to look back for the safest recommendation, from 0 to 3600 seconds.
   * @default 0 upwards, 300 downwards
   */
  readonly stabilizationWindowSeconds?: number;
  /**
   * Which of the policies counts when several allow a different change.
   * @default Max
   */
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled';
  /**
   * Limits of one step.
   * @default upwards 4 pods or 100 percent in 15 seconds, downwards 100 percent in 15 seconds
   */
  readonly policies?: readonly ScalingPolicy[];
  /**
   * How far the metric may be off its target without a change, as a quantity: `100m` is a tenth.
   * @default a tenth, for the whole cluster
   */
  readonly tolerance?: string;
}

/** How fast a HorizontalPodAutoscaler moves. */
export interface ScalingBehavior {
  /**
   * Upwards.
   * @default what Kubernetes does
   */
  readonly scaleUp?: ScalingRules;
  /**
   * Downwards.
   * @default what Kubernetes does
   */
  readonly scaleDown?: ScalingRules;
}

/** How many pods may be missing while nodes are drained. Name one of the two. */
export interface DisruptionBudget {
  /**
   * How many pods stay, a number or a percentage.
   * @default 1, unless `maxUnavailable` is set
   */
  readonly minAvailable?: number | string;
  /**
   * How many pods may be missing, a number or a percentage. When set, `minAvailable` is ignored.
   * @default none
   */
  readonly maxUnavailable?: number | string;
  /**
   * Whether pods that are not ready may be evicted beyond the budget; `''` leaves it to Kubernetes.
   * @default ''
   */
  readonly unhealthyPodEvictionPolicy: 'IfHealthyBudget' | 'AlwaysAllow' | '';
}
