import type { Duration } from 'cdk8s';
import { durationProblems } from '../core/format';
import type { Problem } from '../core/problem';
import { type StringMatch, stringMatchProblems } from './string-match';

/** The methods that CORS can allow. */
export type CorsMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | '*';

/** Which pages of other origins may call from a browser. */
export interface CorsPolicy {
  /** Origins that may call. @default none */
  readonly allowOrigins?: readonly StringMatch[];
  /** @deprecated use `allowOrigins` with `exact` */
  readonly allowOrigin?: readonly string[];
  /** Methods that may be used. @default none beyond the simple ones */
  readonly allowMethods?: readonly CorsMethod[];
  /** Request headers that may be sent. @default none beyond the simple ones */
  readonly allowHeaders?: readonly string[];
  /** Response headers that the page may read. @default none beyond the simple ones */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may keep the answer, in whole seconds. @default the browser's own time */
  readonly maxAge?: Duration;
  /** Whether cookies and credentials may be sent. @default false */
  readonly allowCredentials?: boolean;
  /** What becomes of preflight requests of origins that match nothing. @default FORWARD */
  readonly unmatchedPreflights?: 'UNSPECIFIED' | 'FORWARD' | 'IGNORE';
}

/** Problems of a CORS policy. */
export function corsProblems(field: string, cors: CorsPolicy | undefined): Problem[] {
  if (cors === undefined) return [];
  const { maxAge, allowOrigins = [] } = cors;
  const problems = [
    ...durationProblems(`${field}.maxAge`, maxAge),
    ...allowOrigins.flatMap((origin, i) => stringMatchProblems(`${field}.allowOrigins[${i}]`, origin)),
  ];
  const seconds = maxAge?.toSeconds({ integral: false }) ?? 0;
  if (!Number.isInteger(seconds)) {
    problems.push({
      field: `${field}.maxAge`,
      problem: 'must be whole seconds',
      got: seconds,
      fix: 'use for example Duration.hours(24)',
    });
  }
  return problems;
}
