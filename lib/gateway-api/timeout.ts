import { Duration } from 'cdk8s';
import type { Problem } from '../core/problem';

/** The most digits of a part of a duration hold this. */
const MOST = 99_999;

/** A duration as the Gateway API writes it, which has no fractions: `7s`, `1s500ms`. */
export function formatTimeout(timeout: Duration): string {
  const all = timeout.toMilliseconds({ integral: false });
  const milliseconds = all % 1000;
  const seconds = (all - milliseconds) / 1000;
  const whole = seconds > MOST ? `${Math.floor(seconds / 3600)}h${seconds % 3600}s` : `${seconds}s`;
  if (milliseconds === 0) return whole;
  return seconds === 0 ? `${milliseconds}ms` : `${whole}${milliseconds}ms`;
}

/** Problems of a timeout, also of one that was forced past the compiler. */
export function timeoutProblems(field: string, timeout: Duration | undefined): Problem[] {
  if (timeout === undefined) return [];
  if (!(timeout instanceof Duration)) {
    return [{ field, problem: 'must be a Duration', got: timeout, fix: 'use for example Duration.seconds(2)' }];
  }
  const milliseconds = timeout.toMilliseconds({ integral: false });
  if (Number.isInteger(milliseconds) && milliseconds <= MOST * 3_600_000) return [];
  const fix = 'use for example Duration.millis(500)';
  return [{ field, problem: 'must be a whole number of milliseconds', got: milliseconds, fix }];
}
