import type { Outcome, Request } from '../simulation';

/** One thing that is different, in words: what it was and what it is. */
export interface Aspect {
  readonly aspect:
    | 'fate'
    | 'fault'
    | 'timeout'
    | 'retries'
    | 'mirrors'
    | 'path'
    | 'host'
    | 'request headers'
    | 'response headers'
    | 'stickiness'
    | 'endpoints'
    | 'mutual TLS'
    | 'authorization'
    | 'order';
  /** Null where there was nothing of it. */
  readonly before: string | null;
  /** Null where there is nothing of it any more. */
  readonly after: string | null;
  /** As a part of a sentence whose subject are requests: `go to v2 instead of v1`. */
  readonly text: string;
}

/** What was asked: a request, for a service that has a host. */
export interface Asked {
  readonly request: Request;
  readonly host: string;
  readonly port: number;
}

/** What becomes of a request; undefined where nobody has the name that it calls. */
export type Answer = Outcome | undefined;

export const percent = (share: number) => `${Number(share.toFixed(2))} %`;
export const time = (ms: number) => (ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`);
export const listed = (parts: readonly string[]) => parts.join(', ');

/** An aspect where the two texts differ. @param now begins what is, @param never what no longer is */
export function aspectOf(
  aspect: Aspect['aspect'],
  before: string | null,
  after: string | null,
  now: string,
  never: string,
): Aspect[] {
  if (before === after) return [];
  const text = after === null ? `${never} ${before}` : `${now} ${after}${before === null ? '' : ` instead of ${before}`}`;
  return [{ aspect, before, after, text }];
}
