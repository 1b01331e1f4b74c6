/** A question; `docs/verify.md` says what each is about. */
type Question = 'exists' | 'equals' | 'crds' | 'ready' | 'webhooks' | 'injection' | 'versions' | 'sidecars';

/** A field of an object that is not what `dist/` says. */
export interface Difference {
  /** As in `spec.http[0].timeout`. */
  readonly path: string;
  /** What `dist/` says; absent where it says nothing. */
  readonly dist?: unknown;
  /** What is in the cluster; absent where nothing is. */
  readonly cluster?: unknown;
}

/** One line of the report. */
export interface Check {
  readonly check: Question;
  /** The file, object, namespace or webhook that it is about. */
  readonly subject: string;
  readonly ok: boolean;
  readonly message: string;
  /** What to do, where something is wrong. */
  readonly fix?: string;
  /** Where an object differs. */
  readonly differences?: readonly Difference[];
}

/** `3 pods`, `1 pod`. */
export const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
