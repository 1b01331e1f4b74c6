import type { MeshSettings } from '../model/mesh-config';

/** How a proxy changes paths before anything matches them. */
export type PathNormalization = NonNullable<NonNullable<MeshSettings['pathNormalization']>['normalization']>;

const NEEDS_NONE = /^[\w\-~!$&'()*+,:;=@/]*$/;
const ESCAPED = /[^!#-;=?-\]_a-z~]/g;
/** Parameters of `.` and `..`, which reach up to the next slash. */
const PARAMETERS = /(\/\.{1,2});[^/]*/g;
const UNRESERVED = /^[\w\-.~]$/;

/** Characters that need no escape as they are, and the rest escaped. */
function canonical(path: string): string {
  return path
    .replace(PARAMETERS, '$1')
    .replaceAll('\\', '/')
    .replace(/%([0-9a-fA-F]{2})/g, (escaped, code: string) => {
      const character = String.fromCharCode(Number.parseInt(code, 16));
      return UNRESERVED.test(character) ? character : escaped;
    })
    .replace(ESCAPED, (character) => encodeURIComponent(character));
}

/** A path without `.` and `..`, which never leave it. */
function withoutDots(path: string): string {
  const segments = path.split('/');
  const kept: string[] = [];
  for (const [i, segment] of segments.entries()) {
    const isLast = i === segments.length - 1;
    if (segment === '..' && kept.length > 1) kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  }
  return kept.join('/');
}

/** A path of slashes alone keeps two. */
function withMergedSlashes(path: string): string {
  return /^\/{2,}$/.test(path) ? '//' : path.replace(/\/{2,}/g, '/');
}

/** A path as it is matched and passed on, its query left as it is. A part after `#` is not sent. */
export function normalizedPath(path: string, how: PathNormalization): string {
  const query = path.search(/[?#]/);
  const pathname = query < 0 ? path : path.slice(0, query);
  const hash = path.indexOf('#');
  const rest = query < 0 ? '' : path.slice(query, hash < 0 ? undefined : hash);
  if (how === 'NONE' || (how !== 'MERGE_SLASHES' && how !== 'DECODE_AND_MERGE_SLASHES' && NEEDS_NONE.test(pathname))) {
    return pathname + rest;
  }
  const decoded = how === 'DECODE_AND_MERGE_SLASHES' ? pathname.replace(/%2f|%5c/gi, '/') : pathname;
  const plain = withoutDots(canonical(decoded));
  return (how === 'BASE' || how === 'DEFAULT' ? plain : withMergedSlashes(plain)) + rest;
}
