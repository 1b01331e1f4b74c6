import type { OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';

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

const LONGEST_REGEX = 1024;

/** Problems of a match of anything but a path. */
export function stringMatchProblems(field: string, match: PresenceOrMatch | undefined): Problem[] {
  if (match?.prefix === '') {
    return [{ field: `${field}.prefix`, problem: 'must not be empty', got: '', fix: 'leave the match out to take every value' }];
  }
  return regexProblems(field, match);
}

/** Problems of a match of a path, where an empty prefix is one. */
export function regexProblems(field: string, match: PresenceOrMatch | undefined): Problem[] {
  if (match?.regex === undefined) return [];
  const bytes = Buffer.byteLength(match.regex);
  if (bytes >= 1 && bytes <= LONGEST_REGEX) return [];
  return [
    {
      field: `${field}.regex`,
      problem: `must have 1 to ${LONGEST_REGEX} bytes`,
      got: match.regex,
      fix: 'shorten it, or match by prefix',
    },
  ];
}
