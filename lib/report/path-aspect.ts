import type { Outcome, Request } from '../simulation';
import type { Aspect } from './aspect';
import { ANY_PATH } from './request-space';

const ANY_END = ANY_PATH.slice(1);
const EXAMPLE = 'a path such as';

const pathname = (path: string) => path.split('?', 1)[0]!;
const shown = (path: string) => (path.endsWith(ANY_END) ? `${path.slice(0, -ANY_END.length)}...` : path);

/** The path with which requests arrive, where it differs: `arrive with path /v2/... instead of /...`. */
export function pathAspects(before: Outcome, after: Outcome, { path: sent = '/' }: Request): Aspect[] {
  if (before.path === undefined || after.path === undefined || before.path === after.path) return [];
  const paths = [before.path, after.path].map(pathname) as [string, string];
  const [was, is] = (paths[0] === paths[1] ? [before.path, after.path] : paths).map(shown) as [string, string];
  const isAny = pathname(sent).endsWith(ANY_END);
  return [{ aspect: 'path', before: was, after: is, text: `arrive with ${isAny ? 'path' : EXAMPLE} ${is} instead of ${was}` }];
}

/** As it is said of requests that all have one path. */
export const ofOnePath = (aspect: Aspect): Aspect => ({ ...aspect, text: aspect.text.replace(EXAMPLE, 'path') });
