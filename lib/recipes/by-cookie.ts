import { type Problem, refuse } from '../core/problem';
import type { HttpMatch } from '../networking/http-match';
import { tokenProblems } from './http-token';

/** What HTTP allows in the value of a cookie. */
const VALUE = /^[!#-+\--:<-[\]-~]*$/;

/** Problems of the value of a cookie. */
export function cookieValueProblems(field: string, value: string): Problem[] {
  if (VALUE.test(value)) return [];
  const fix = 'use printable ASCII without blank, quote, comma, semicolon and backslash, encoded as the application does';
  return [{ field, problem: 'is not the value of a cookie', got: value, fix }];
}

/** The text as RE2 takes it for itself. */
const quoted = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * A condition on one cookie of a request, wherever it stands among the others.
 * @param value of the cookie, as a whole and case-sensitive; without it, any value will do
 * @throws InvalidProps when no cookie can have such a name or value
 */
export function byCookie(
  name: string,
  value?: string,
): HttpMatch & { readonly headers: { readonly cookie: { readonly regex: string } } } {
  refuse('byCookie', [
    ...tokenProblems('name', name, 'cookie'),
    ...(value === undefined ? [] : cookieValueProblems('value', value)),
  ]);
  const wanted = value === undefined ? '[^;]*' : quoted(value);
  return { headers: { cookie: { regex: `(.*; *)?${quoted(name)}=${wanted}( *;.*)?` } } };
}
