import type { Duration } from 'cdk8s';

/**
 * When a pod that fails is left out for a while. As long as the mesh's locality settings stand, it also makes clients fall back on
 * other zones.
 */
export interface OutlierDetection {
  /** 5xx answers in a row, or failed connections, after which a pod is left out; 0 for never. @default 5 */
  readonly consecutive5xxErrors?: number;
  /** Answers 502, 503 or 504 in a row after which a pod is left out; 0 for never. No use unless below `consecutive5xxErrors`. @default 0 */
  readonly consecutiveGatewayErrors?: number;
  /**
   * Count failures to reach the pod, such as timeouts, apart from the errors that it answers.
   * @default false
   */
  readonly splitExternalLocalOriginErrors?: boolean;
  /** Failures to reach a pod in a row after which it is left out; needs `splitExternalLocalOriginErrors`. @default 5 */
  readonly consecutiveLocalOriginFailures?: number;
  /** Time between two looks at the counts. @default 10 seconds */
  readonly interval?: Duration;
  /** How long a pod is left out the first time; the n-th time it is n times as long. @default 30 seconds */
  readonly baseEjectionTime?: Duration;
  /** Most pods that are left out at a time, in whole percent. @default 10 */
  readonly maxEjectionPercent?: number;
  /** Share of healthy pods, in whole percent, below which no pod is left out any more; 0 for never. @default 0 */
  readonly minHealthPercent?: number;
  /** HTTP statuses that count as errors, in place of 5xx. @default 500 to 599 */
  readonly outlierDetectionHttpErrorCodes?: readonly number[];
  /** @deprecated use `consecutive5xxErrors` or `consecutiveGatewayErrors` */
  readonly consecutiveErrors?: number;
}
