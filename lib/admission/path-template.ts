import type { Problem } from '../core/problem';

const ONE_SEGMENT = '{*}';
const REST = '{**}';

/** What a segment of a path may consist of: RFC 3986, `pchar`. */
const SEGMENT = /^[-a-zA-Z0-9._~%!$&'()+,;:@=]+$/;

/** What is wrong with a path, in the words of a problem. */
function faultOf(path: string): string | undefined {
  const isTemplate = path.includes(ONE_SEGMENT) || path.includes(REST);
  let afterRest = false;
  for (const segment of path.replace(/^\/+|\/+$/g, '').split('/')) {
    if (segment === ONE_SEGMENT || segment === REST) {
      if (afterRest) return `has a template after ${REST}`;
      afterRest = segment === REST;
    } else if (/[{}]/.test(segment)) {
      return 'has a brace that belongs to no template';
    } else if (isTemplate && !SEGMENT.test(segment)) {
      return 'has a segment that no path with a template can have';
    }
  }
  return undefined;
}

/**
 * Problems of a path of an authorization rule: exact, with a `*` at one end, or with the templates `{*}` for one segment and `{**}` for
 * the rest of them.
 */
export function pathProblems(field: string, path: string): Problem[] {
  const problem = faultOf(path);
  if (problem === undefined) return [];
  const fix = `write a whole segment as ${ONE_SEGMENT} or, as the last template, ${REST}; no other * beside them: /shops/${ONE_SEGMENT}/items/${REST}`;
  return [{ field, problem, got: path, fix }];
}
