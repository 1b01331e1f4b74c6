import type { Duration } from 'cdk8s';

/** How often, and on what, a failed request is tried again. */
export interface HttpRetry {
  /** Further tries after the first; 0 turns retries off. */
  readonly attempts: number;
  /** Longest time of each try, the first included. @default the timeout of the route */
  readonly perTryTimeout?: Duration;
  /** Shortest wait before the first further try; later ones wait longer. @default 25 ms */
  readonly backoff?: Duration;
  /**
   * What is tried again: Envoy's conditions and HTTP statuses, separated by commas without blanks.
   * @default connect-failure,refused-stream,unavailable,cancelled
   */
  readonly retryOn?: string;
  /** Try in other localities as well. @default by the locality settings of the destination */
  readonly retryRemoteLocalities?: boolean;
  /** Do not try a host again that has failed this request. @default true */
  readonly retryIgnorePreviousHosts?: boolean;
}
