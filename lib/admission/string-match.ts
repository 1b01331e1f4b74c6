import type { VirtualServiceSpecHttpMatchUri } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import { regularExpressionProblems } from '../core/regular-expression';
import { emptyTextProblems } from '../core/sizes';
import type { Wire } from '../core/wire';

/** How a text is compared; without any field, only that it is there. */
type Match = Wire<VirtualServiceSpecHttpMatchUri>;

/** Problems of a match of anything but a path. */
export function stringMatchProblems(field: string, match: Match | undefined): Problem[] {
  return [
    ...emptyTextProblems(`${field}.prefix`, match?.prefix, 'leave the match out to take every value'),
    ...pathMatchProblems(field, match),
  ];
}

/** Problems of a match of a path, where an empty prefix is one. */
export function pathMatchProblems(field: string, match: Match | undefined): Problem[] {
  return match?.regex === undefined ? [] : regularExpressionProblems(`${field}.regex`, match.regex);
}

/** Problems of a match that cannot be without text. */
export function fullMatchProblems(field: string, match: Match): Problem[] {
  if (match.exact === undefined && match.prefix === undefined && match.regex === undefined) {
    return [{ field, problem: 'compares with nothing', got: match, fix: 'give exact, prefix or regex' }];
  }
  return [
    ...emptyTextProblems(`${field}.exact`, match.exact, 'write the text that is compared'),
    ...stringMatchProblems(field, match),
  ];
}
