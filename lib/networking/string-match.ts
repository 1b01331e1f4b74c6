import type { OneOf } from '../core/one-of';

/** How a text is compared, case-sensitively. */
export type StringMatch = OneOf<{
  /** The whole text. */
  exact: string;
  /** Its beginning. */
  prefix: string;
  /** An RE2 expression for the whole text, at most 1024 bytes. */
  regex: string;
}>;

/** How a header or query parameter is compared; `{}` asks only that it is there. */
export type PresenceOrMatch = StringMatch | Readonly<Record<string, never>>;
