import type { OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import { regularExpressionProblems } from '../core/regular-expression';
import { emptyTextProblems } from '../core/sizes';

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

/** Problems of a match of anything but a path. */
export function stringMatchProblems(field: string, match: PresenceOrMatch | undefined): Problem[] {
  return [
    ...emptyTextProblems(`${field}.prefix`, match?.prefix, 'leave the match out to take every value'),
    ...pathMatchProblems(field, match),
  ];
}

/** Problems of a match of a path, where an empty prefix is one. */
export function pathMatchProblems(field: string, match: PresenceOrMatch | undefined): Problem[] {
  return match?.regex === undefined ? [] : regularExpressionProblems(`${field}.regex`, match.regex);
}

/** Problems of a match of which no text may be empty. */
export function fullMatchProblems(field: string, match: StringMatch): Problem[] {
  return [
    ...emptyTextProblems(`${field}.exact`, match.exact, 'write the text that is compared'),
    ...stringMatchProblems(field, match),
  ];
}
