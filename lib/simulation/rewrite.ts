import type { HttpRuleSpec } from '../model/virtual-service';
import { pathnameOf } from './http-request';
import type { PathMatch } from './route-matcher';

/** What becomes of a path with query. */
export type PathChange = (path: string) => string;

type RewriteSpec = NonNullable<HttpRuleSpec['rewrite']>;

export const unchanged: PathChange = (path) => path;

/** The part of a path that a condition matched, replaced; what comes after it stays. */
export function replacedMatch(match: PathMatch, replacement: string): PathChange {
  if (match.kind === 'prefix' || match.kind === 'segments') return (path) => replacement + path.slice(match.value.length);
  return (path) => replacement + path.slice(pathnameOf(path).length);
}

/** `\1` in what replaces an expression is its first group, `\0` all of it. */
function expansion(template: string): (group: (index: number) => string | null) => string {
  return (group) => template.replace(/\\(\d|\\)/g, (_, what: string) => (what === '\\' ? '\\' : (group(Number(what)) ?? '')));
}

function replacedExpression(expression: string, template: string): PathChange {
  const { RE2JS } = require('re2js') as typeof import('re2js');
  const compiled = RE2JS.compile(expression);
  const expand = expansion(template);
  return (path) => {
    const pathname = pathnameOf(path);
    const matcher = compiled.matcher(pathname);
    let rewritten = '';
    let from = 0;
    while (matcher.find()) {
      rewritten += pathname.slice(from, matcher.start()) + expand((index) => matcher.group(index));
      from = matcher.end();
    }
    return rewritten + pathname.slice(from) + path.slice(pathname.length);
  };
}

/** @param takesSegments whether `/` as the new path takes the matched segments away */
export function pathChange(rewrite: RewriteSpec | undefined, match: PathMatch, takesSegments: boolean): PathChange {
  const { uri = '', uriRegexRewrite } = rewrite ?? {};
  if (uriRegexRewrite !== undefined) return replacedExpression(uriRegexRewrite.match ?? '', uriRegexRewrite.rewrite ?? '');
  if (uri === '') return unchanged;
  if (!takesSegments || uri !== '/') return replacedMatch(match, uri);
  return (path) => `/${path.slice(match.kind === 'segments' ? match.value.length : 0).replace(/^\//, '')}`;
}
