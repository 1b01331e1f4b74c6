import type { Duration } from 'cdk8s';
import type { CORS_METHODS } from '../admission/cors-policy';
import type { StringMatch } from './string-match';

/** The methods that CORS can allow. */
export type CorsMethod = (typeof CORS_METHODS)[number];

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
