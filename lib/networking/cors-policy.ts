import type { Duration } from 'cdk8s';
import { corsHeaderProblems } from '../admission/header-names';
import { durationProblems } from '../core/format';
import type { Problem } from '../core/problem';
import { fullMatchProblems, type StringMatch } from './string-match';

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

function maxAgeProblems(field: string, maxAge: Duration | undefined): Problem[] {
  const problems = durationProblems(field, maxAge);
  if (maxAge === undefined || problems.length > 0) return problems;
  const seconds = maxAge.toSeconds({ integral: false });
  if (Number.isInteger(seconds)) return [];
  return [{ field, problem: 'must be whole seconds', got: seconds, fix: 'use for example Duration.hours(24)' }];
}

/** Problems of a CORS policy. */
export function corsProblems(field: string, cors: CorsPolicy | undefined): Problem[] {
  if (cors === undefined) return [];
  const { maxAge, allowOrigins = [], allowHeaders = [], exposeHeaders = [] } = cors;
  return [
    ...allowOrigins.flatMap((origin, i) => fullMatchProblems(`${field}.allowOrigins[${i}]`, origin)),
    ...allowHeaders.flatMap((name, i) => corsHeaderProblems(`${field}.allowHeaders[${i}]`, name)),
    ...exposeHeaders.flatMap((name, i) => corsHeaderProblems(`${field}.exposeHeaders[${i}]`, name)),
    ...maxAgeProblems(`${field}.maxAge`, maxAge),
  ];
}
