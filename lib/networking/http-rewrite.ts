import type { AtMostOneOf } from '../core/one-of';

/** Changes of a request before it goes on. */
export type HttpRewrite = {
  /** The new host. @default as it came */
  readonly authority?: string;
} & AtMostOneOf<{
  /** The new path, or the new beginning of it where the match is by prefix. */
  uri: string;
  /** Replaces what an RE2 expression finds in the path. */
  uriRegexRewrite: {
    /** What is looked for. */
    readonly match: string;
    /** What is put in its place; `\1` is the first group. */
    readonly rewrite: string;
  };
}>;
