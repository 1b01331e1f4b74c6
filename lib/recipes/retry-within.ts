import { Duration } from 'cdk8s';
import { durationProblems, formatDuration } from '../core/format';
import { LARGEST_INT32, wholeNumberProblems } from '../core/numbers';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { HttpRetry } from '../networking/http-retry';

/** How often a request is tried, in how much time. */
export interface RetryBudgetProps extends Omit<HttpRetry, 'perTryTimeout'> {
  /** Longest time of the request with all its tries: what its caller is ready to wait. */
  readonly budget: Duration;
  /** Further tries after the first, at least 1. */
  readonly attempts: number;
  /** Longest time of each try, the first included. @default an equal part of the budget for each */
  readonly perTryTimeout?: Duration;
  /**
   * What is tried again: Envoy's conditions and HTTP statuses, separated by commas without blanks. Requests that must not be done twice
   * need `connect-failure,refused-stream`, where the service has not seen them.
   * @default gateway-error,connect-failure,refused-stream: also what the service answers with 502, 503 or 504, and tries that take too long
   */
  readonly retryOn?: string;
}

/** Timeout and retries of a rule. */
export interface RetriesInTime {
  readonly timeout: Duration;
  readonly retries: HttpRetry & { readonly perTryTimeout: Duration };
}

const DEFAULT_RETRY_ON = 'gateway-error,connect-failure,refused-stream';

const milliseconds = (duration: Duration) => duration.toMilliseconds({ integral: false });

function triesProblems({ budget, attempts, perTryTimeout }: RetryBudgetProps): Problem[] {
  if (perTryTimeout === undefined) {
    if (milliseconds(budget) >= attempts + 1) return [];
    const fix = 'use a longer budget, or fewer attempts';
    return [{ field: 'budget', problem: `is too short for ${attempts + 1} tries`, got: formatDuration(budget), fix }];
  }
  const all = milliseconds(perTryTimeout) * (attempts + 1);
  if (all <= milliseconds(budget)) return [];
  const tries = `${attempts + 1} tries take ${all / 1000}s, longer than the budget of ${formatDuration(budget)}`;
  const fix = 'use a shorter perTryTimeout, fewer attempts, or a longer budget';
  return [{ field: 'perTryTimeout', problem: `is too long: ${tries}`, got: formatDuration(perTryTimeout), fix }];
}

const NAMES: PropNames<RetryBudgetProps> = {
  budget: 'required',
  attempts: 'required',
  perTryTimeout: 'optional',
  retryOn: 'optional',
  backoff: 'optional',
  retryRemoteLocalities: 'optional',
  retryIgnorePreviousHosts: 'optional',
};

/**
 * Timeout and retries that fit each other, for a rule: `{ route: [...], ...retryWithin({ budget: Duration.seconds(2), attempts: 3 }) }`.
 * A try that hangs leaves time for all the others. The short waits between tries come out of the budget too.
 * @throws InvalidProps when the tries do not fit into the budget
 */
export function retryWithin(props: RetryBudgetProps): RetriesInTime {
  refuseProps('retryWithin', NAMES, props);
  const { budget, attempts, perTryTimeout, retryOn = DEFAULT_RETRY_ON, ...others } = props;
  const problems = [
    ...durationProblems('budget', budget),
    ...wholeNumberProblems('attempts', attempts, 1, LARGEST_INT32),
    ...durationProblems('perTryTimeout', perTryTimeout),
  ];
  refuse('retryWithin', problems.length > 0 ? problems : triesProblems(props));
  const part = Duration.millis(Math.floor(milliseconds(budget) / (attempts + 1)));
  return { timeout: budget, retries: { attempts, perTryTimeout: perTryTimeout ?? part, retryOn, ...others } };
}
