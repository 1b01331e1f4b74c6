import { Duration } from 'cdk8s';
import type { Problem } from './problem';

/** A duration as Istio reads it: `7s`, `0.5s`. Whole seconds where it is some, else a fraction down to the millisecond. */
export function formatDuration(duration: Duration): string {
  return `${duration.toMilliseconds({ integral: false }) / 1000}s`;
}

/** Problems of a duration, also of one that was forced past the compiler: Istio takes a whole number of milliseconds, at least one. */
export function durationProblems(field: string, duration: Duration | undefined): Problem[] {
  if (duration === undefined) return [];
  if (!(duration instanceof Duration)) {
    return [{ field, problem: 'must be a Duration', got: duration, fix: 'use for example Duration.seconds(2)' }];
  }
  const milliseconds = duration.toMilliseconds({ integral: false });
  if (Number.isInteger(milliseconds) && milliseconds >= 1) return [];
  return [
    {
      field,
      problem: 'must be a whole number of milliseconds, at least 1',
      got: formatDuration(duration),
      fix: 'use for example Duration.millis(500)',
    },
  ];
}

/** Problems of a share of requests in percent: 0, or 0.0001 (one in a million) to 100. */
export function percentageProblems(field: string, percentage: number | undefined): Problem[] {
  if (percentage === undefined || percentage === 0 || (percentage >= 0.0001 && percentage <= 100)) return [];
  return [{ field, problem: 'must be a percentage between 0.0001 and 100, or 0', got: percentage, fix: 'use for example 12.5' }];
}

/** Problems of a port number. */
export function portProblems(field: string, port: number | undefined): Problem[] {
  if (port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65535)) return [];
  return [{ field, problem: 'must be a port number', got: port, fix: 'use a whole number between 1 and 65535' }];
}
