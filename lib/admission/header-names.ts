import type { Problem } from '../core/problem';

/** What HTTP allows in the name of a header, and the comma, which Istio takes as well. */
const TOKEN = /^[-!#$%&'*+,.^_`|~0-9A-Za-z]+$/;
const PSEUDO_HEADERS = [':method', ':scheme', ':authority', ':path', ':status'];
const CLAIM = /^@request\.auth\.claims(\..+|\[.+\])$/is;
const ANY_AUTHORITY = /^(:authority|host)$/i;

/** Whether a condition on a header is one on a claim of the client's token: `@request.auth.claims.group`. */
export function isClaim(name: string): boolean {
  return CLAIM.test(name);
}

/** Whether a header is the host that the client asks for, under either of its names. */
export function isAuthority(name: string): boolean {
  return ANY_AUTHORITY.test(name);
}

/** Problems of the name of a header that is compared. */
export function comparedHeaderProblems(field: string, name: string): Problem[] {
  if (TOKEN.test(name) || PSEUDO_HEADERS.includes(name) || isClaim(name)) return [];
  const fix = 'use letters, digits and -, or one of :method, :scheme, :authority, :path, or @request.auth.claims.<name>';
  return [{ field, problem: 'has a key that is not the name of a header', got: name, fix }];
}

/** Problems of the name of a header in a CORS policy, `*` for all. */
export function corsHeaderProblems(field: string, name: string): Problem[] {
  if (TOKEN.test(name)) return [];
  return [{ field, problem: 'is not the name of a header', got: name, fix: 'use letters, digits and -, or * for all' }];
}
