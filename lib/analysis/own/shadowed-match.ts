import { RE2JS } from 're2js';
import { append } from '../../core/grouped';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type HttpRule, httpRules, type PlacedRule } from './http-rules';

type Match = NonNullable<HttpRule['match']>[number];
interface Text {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

/** Conditions of a match beside its path, each as one text: a match with fewer of them takes more requests. */
function conditionsOf({ uri, ignoreUriCase, name, statPrefix, ...rest }: Match): ReadonlySet<string> {
  const texts = Object.entries(rest).flatMap(([field, value]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${field}=${JSON.stringify(value)}`];
    const isText =
      ['exact', 'prefix', 'regex'].some((kind) => kind in value) || ['authority', 'method', 'scheme'].includes(field);
    return isText
      ? [`${field}=${JSON.stringify(value)}`]
      : Object.entries(value).map(([key, one]) => `${field}.${key.toLowerCase()}=${JSON.stringify(one)}`);
  });
  return new Set(texts);
}

function fullMatch(regex: string, text: string): boolean {
  try {
    return RE2JS.compile(regex).matches(text);
  } catch {
    return false;
  }
}

/** Whether the first path takes everything that the second takes. Of two regular expressions only equal ones are known to. */
function coversPath(wide: Text | undefined, narrow: Text | undefined, ignoresCase: boolean): boolean {
  if (wide === undefined || wide.prefix === '' || wide.prefix === '/' || wide.regex === '.*' || wide.regex === '/.*') return true;
  if (narrow === undefined) return false;
  const fold = (text: string) => (ignoresCase ? text.toLowerCase() : text);
  const least = narrow.exact ?? narrow.prefix;
  if (wide.regex !== undefined) {
    if (narrow.regex !== undefined) return wide.regex === narrow.regex;
    if (narrow.exact !== undefined) return fullMatch(wide.regex, narrow.exact);
    return wide.regex.endsWith('.*') && coversPrefix(wide.regex, narrow.prefix ?? '');
  }
  if (wide.prefix !== undefined) return least !== undefined && fold(least).startsWith(fold(wide.prefix));
  return narrow.exact !== undefined && fold(narrow.exact) === fold(wide.exact ?? '');
}

/** `/api/.*` takes all that begins with `/api/`: the expression has an end that takes anything, and what is before it is plain text. */
function coversPrefix(regex: string, prefix: string): boolean {
  const plain = regex.slice(0, -2);
  return !/[.+*?^${}()|[\]\\]/.test(plain) && prefix.startsWith(plain);
}

function covers(wide: Match, narrow: Match): boolean {
  if (
    narrow.ignoreUriCase === true &&
    wide.ignoreUriCase !== true &&
    wide.uri !== undefined &&
    !coversPath(wide.uri, undefined, false)
  )
    return false;
  if (!coversPath(wide.uri, narrow.uri, wide.ignoreUriCase === true)) return false;
  const narrowConditions = conditionsOf(narrow);
  return [...conditionsOf(wide)].every((condition) => narrowConditions.has(condition));
}

/** Whether two matches are the same text, of which Istio tells already. */
const isSame = (a: Match, b: Match) => JSON.stringify({ ...a, name: '' }) === JSON.stringify({ ...b, name: '' });

function rulesByObject(mesh: Mesh): ReadonlyMap<unknown, readonly PlacedRule[]> {
  const grouped = new Map<unknown, PlacedRule[]>();
  for (const placed of httpRules(mesh)) append(grouped, placed.on, placed);
  return grouped;
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const rules of rulesByObject(mesh).values()) {
    const earlier: { readonly field: string; readonly match: Match }[] = [];
    for (const { on, rule, field } of rules) {
      const matches = rule.match ?? [];
      for (const [i, match] of matches.entries()) {
        const place = `${field}.match[${i}]`;
        const hiding = earlier.find((one) => !isSame(one.match, match) && covers(one.match, match));
        if (hiding !== undefined) {
          yield {
            on,
            field: place,
            problem: `is never reached, since ${hiding.field} takes all of its requests before`,
            got: match,
          };
        }
      }
      earlier.push(...matches.map((match, i) => ({ field: `${field}.match[${i}]`, match })));
    }
  }
}

export const shadowedMatch: Rule = {
  code: 'MESH0104',
  level: 'warning',
  title: 'Match that an earlier one hides',
  explanation:
    'Rules are asked in the order in which they are written, and a prefix or a regular expression of an earlier match takes every request that this one could take. Its rule never answers.',
  fix: 'move the rule before the one that hides it, or make that one narrower',
  find,
};
