import { type TextPattern, textPattern } from './text-pattern';

/** Characters that a segment of a path may have, as Envoy knows them for templates. */
const IN_SEGMENT = "a-zA-Z0-9\\-._~%!$&'()+,;:@=";
const ONE_SEGMENT = `[${IN_SEGMENT}]+`;
const ANY_SEGMENTS = `[${IN_SEGMENT}/]*`;

const isTemplate = (path: string) => path.includes('{*}') || path.includes('{**}');

function template(path: string): TextPattern {
  const segments = path.split('/').map((segment) => {
    if (segment === '{*}' || segment === '*') return ONE_SEGMENT;
    if (segment === '{**}' || segment === '**') return ANY_SEGMENTS;
    return segment.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  const expression = new RegExp(`^${segments.join('/')}$`);
  return (text) => expression.test(text);
}

/** Paths without query that a policy means: a template with `{*}` for a segment and `{**}` for the rest, else a text with a `*` at an end. */
export function pathPattern(path: string): TextPattern {
  return isTemplate(path) ? template(path) : textPattern(path);
}
