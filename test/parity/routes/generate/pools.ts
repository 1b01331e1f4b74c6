import type { Random } from '../../admission/random';

/**
 * What the parts of rules and of requests are made from. There is little of each, and much of it is nearly the same, so that requests
 * hit rules, and nearly hit them.
 */

/** A regular expression, and texts of which some match all of it. */
interface Pattern {
  readonly regex: string;
  readonly near: readonly string[];
}

export const PATHS = [
  '/',
  '/foo',
  '/foobar',
  '/foo/bar',
  '/Foo',
  '/api',
  '/api/v1',
  '/api/v1/items',
  '/img/a.png',
  '/a%20b',
] as const;

/** Paths that Envoy changes before it looks at them, or that people get wrong. */
export const ODD_PATHS = [
  '/foo/../api',
  '/./foo',
  '//foo',
  '/%66oo',
  '/foo%2Fbar',
  '/foo/',
  '/foo?',
  '/foo#top',
  '/FOO/bar',
  '/api/V1',
] as const;

export const PATH_PATTERNS: readonly Pattern[] = [
  { regex: '/foo.*', near: ['/foo', '/foobar', '/foo/x', '/a/foo'] },
  { regex: '/api/v[0-9]+', near: ['/api/v1', '/api/v12', '/api/v1/items', '/api/v'] },
  { regex: '/foo|/api', near: ['/foo', '/api', '/foo/api', '/foobar'] },
  { regex: '.*', near: ['/', '/anything'] },
  { regex: '^/img/[^/]+\\.(png|css)$', near: ['/img/a.png', '/img/b.css', '/img/x/a.png', '/img/apng'] },
  { regex: '(?i)/foo', near: ['/foo', '/FOO', '/foo/'] },
];

export const HEADER_NAMES = ['end-user', 'x-kind', 'Cookie', 'user-agent'] as const;

export const VALUES = ['jason', 'jas', 'Jason', 'jasonx', 'tom', ''] as const;

export const VALUE_PATTERNS: readonly Pattern[] = [
  { regex: 'jas.*', near: ['jason', 'jas', 'xjason'] },
  { regex: '^(.*?; )?(user=jason)(;.*)?$', near: ['user=jason', 'a=b; user=jason; c=d', 'user=jasonx'] },
  { regex: 'jason|tom', near: ['jason', 'tom', 'jasontom'] },
  { regex: '[a-z]+', near: ['jason', 'Jason', '', 'a1'] },
  { regex: '.*', near: ['', 'x'] },
];

export const QUERY_NAMES = ['q', 'user'] as const;

export const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'] as const;

/** Text and the ways to meet or to miss a condition on it. */
export interface TextCondition {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

/** A text that is likely to meet a condition. `{}` is met by any that is there. */
export function near(random: Random, condition: TextCondition, others: readonly string[]): string {
  if (random.chance(0.08)) return random.pick(others);
  if (condition.exact !== undefined) {
    return random.chance(0.85) ? condition.exact : random.pick([`${condition.exact}x`, condition.exact.toUpperCase()]);
  }
  if (condition.prefix !== undefined) return `${condition.prefix}${random.pick(['', '', 'x', '/y'])}`;
  if (condition.regex !== undefined) {
    const known = [...PATH_PATTERNS, ...VALUE_PATTERNS].find(({ regex }) => regex === condition.regex);
    return random.pick(known?.near ?? others);
  }
  return random.pick(others);
}

/** A condition on a value of a header or of a query parameter. */
export function valueCondition(random: Random): TextCondition {
  const kind = random.below(10);
  if (kind < 4) return { exact: random.pick(VALUES) };
  if (kind < 6) return { prefix: random.pick(VALUES.filter((value) => value !== '')) };
  if (kind < 8) return { regex: random.pick(VALUE_PATTERNS).regex };
  return {};
}

/** A condition on the path. */
export function pathCondition(random: Random): TextCondition {
  const kind = random.below(10);
  if (kind < 3) return { exact: random.pick(PATHS) };
  if (kind < 7) return { prefix: random.pick(PATHS) };
  return { regex: random.pick(PATH_PATTERNS).regex };
}
