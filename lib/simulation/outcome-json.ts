import type { Outcome } from './outcome';

/** An outcome as tools read it: every field is there, null where nothing is said. */
export interface OutcomeJson
  extends Omit<
    Outcome,
    | 'ambiguous'
    | 'status'
    | 'path'
    | 'authority'
    | 'headers'
    | 'responseHeaders'
    | 'body'
    | 'redirect'
    | 'timeoutMs'
    | 'retries'
    | 'mtls'
    | 'authorization'
  > {
  readonly status: number | null;
  readonly path: string | null;
  readonly authority: string | null;
  readonly headers: NonNullable<Outcome['headers']> | null;
  readonly responseHeaders: NonNullable<Outcome['responseHeaders']> | null;
  readonly body: string | null;
  readonly redirect: NonNullable<Outcome['redirect']> | null;
  readonly timeoutMs: number | null;
  readonly retries: NonNullable<Outcome['retries']> | null;
  readonly mtls: NonNullable<Outcome['mtls']> | null;
  readonly authorization: NonNullable<Outcome['authorization']> | null;
  /** Whether the ages of objects decide, which manifests do not tell. */
  readonly ambiguous: boolean;
  /** What becomes of the request if they were made the other way round. Left out where that is the same. */
  readonly otherwise?: OutcomeJson;
}

/** An outcome as plain data. */
export function outcomeJson({ ambiguous, ...outcome }: Outcome): OutcomeJson {
  const { status, path, authority, headers, responseHeaders, body, redirect, timeoutMs, retries, mtls, authorization } = outcome;
  return {
    ...outcome,
    status: status ?? null,
    path: path ?? null,
    authority: authority ?? null,
    headers: headers ?? null,
    responseHeaders: responseHeaders ?? null,
    body: body ?? null,
    redirect: redirect ?? null,
    timeoutMs: timeoutMs ?? null,
    retries: retries ?? null,
    mtls: mtls ?? null,
    authorization: authorization ?? null,
    ambiguous: ambiguous !== undefined,
    ...(ambiguous === undefined ? {} : { otherwise: outcomeJson(ambiguous) }),
  };
}
