import type { OneOf } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';

/** What an expression finds in a path is replaced. */
export interface PathExpression {
  /** What is looked for: an RE2 expression, at most 1024 bytes. */
  readonly match: string;
  /** What is put in its place; `\1` is the first group. */
  readonly rewrite: string;
}

type NewPath = OneOf<{
  /** The new path, or the new beginning of it where the match is by prefix. */
  uri: string;
  /** Replaces what an RE2 expression finds in the path. */
  uriRegexRewrite: PathExpression;
}> & {
  /** The new host. @default as it came */
  readonly authority?: string;
};

interface NewAuthority {
  /** The new host. */
  readonly authority: string;
}

/** Changes of a request before it goes on: of its host, of its path, or of both. */
export type HttpRewrite = OneShapeOf<NewPath | NewAuthority>;
