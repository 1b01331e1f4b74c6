import type { Problem } from '../core/problem';

/** What HTTP allows in the names of headers and cookies. */
const TOKEN = /^[-!#$%&'*+.^_`|~0-9A-Za-z]+$/;

/** Problems of the name of a header or cookie. */
export function tokenProblems(field: string, name: string, what: 'header' | 'cookie'): Problem[] {
  if (TOKEN.test(name)) return [];
  return [{ field, problem: `is not the name of a ${what}`, got: name, fix: 'use letters, digits, - and _' }];
}
