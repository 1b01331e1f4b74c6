import type { Duration } from 'cdk8s';
import { durationProblems } from '../core/format';
import type { Problem } from '../core/problem';

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

/** Envoy's conditions, of HTTP and of gRPC. */
const CONDITIONS: readonly string[] = [
  ...['5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream'],
  ...['retriable-status-codes', 'retriable-headers', 'envoy-ratelimited', 'http3-post-connect-failure'],
  ...['cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable'],
];
/** The HTTP statuses that have a name. */
const STATUS = /^(10[0-3]|20[0-8]|226|30[0-578]|40\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01])$/;

function retryOnProblems(field: string, retryOn: string | undefined): Problem[] {
  if (retryOn === undefined || retryOn === '') return [];
  return retryOn
    .split(',')
    .filter((condition) => !CONDITIONS.includes(condition) && !STATUS.test(condition))
    .map((condition) => ({
      field,
      problem: 'has a condition that is neither one of Envoy nor an HTTP status',
      got: condition,
      fix: `use ${CONDITIONS.join(', ')} or a status, separated by commas without blanks`,
    }));
}

/** Problems of a retry policy. */
export function retryProblems(field: string, retries: HttpRetry | undefined): Problem[] {
  if (retries === undefined) return [];
  const { attempts, perTryTimeout, backoff, retryOn, retryRemoteLocalities } = retries;
  const problems = [
    ...durationProblems(`${field}.perTryTimeout`, perTryTimeout),
    ...durationProblems(`${field}.backoff`, backoff),
    ...retryOnProblems(`${field}.retryOn`, retryOn),
  ];
  if (!Number.isInteger(attempts) || attempts < 0) {
    problems.push({
      field: `${field}.attempts`,
      problem: 'must be a whole number, 0 or more',
      got: attempts,
      fix: 'use 0 for no retries',
    });
  } else if (attempts === 0 && (perTryTimeout ?? retryOn ?? retryRemoteLocalities) !== undefined) {
    problems.push({
      field: `${field}.attempts`,
      problem: 'is 0, which turns retries off and goes with no other setting of them',
      got: 0,
      fix: 'set attempts to 1 or more, or leave out perTryTimeout, retryOn and retryRemoteLocalities',
    });
  }
  return problems;
}
