import { ipBlock } from '../simulation/server/ip-block';
import { expressionMatcher } from '../simulation/text-matcher';

/** The part of a request that a condition looks at; `header`, `query` and `claim` with the name of theirs: `claim a][b` is one in a map. */
export type Subject =
  | 'path'
  | 'method'
  | 'authority'
  | 'server name'
  | 'client address'
  | 'token issuer'
  | 'token subject'
  | 'token audience'
  | `claim ${string}`
  | `header ${string}`
  | `query ${string}`;

/** A condition on one part of a request, as rules of either side have it. */
export interface Condition {
  readonly subject: Subject;
  readonly kind: 'exact' | 'prefix' | 'suffix' | 'regex' | 'present';
  /** Empty for `present`. */
  readonly value: string;
  readonly ignoreCase: boolean;
}

/** Whether a value, or that there is none, meets a condition. */
export type Test = (value: string | undefined) => boolean;

/** A condition, ready to be asked. */
export function testOf({ subject, kind, value, ignoreCase }: Condition): Test {
  if (subject === 'client address') return ipBlock(value) ?? (() => false);
  const folded = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const wanted = folded(value);
  switch (kind) {
    case 'present':
      return (text) => text !== undefined;
    case 'exact':
      return (text) => text !== undefined && folded(text) === wanted;
    case 'prefix':
      return (text) => text !== undefined && folded(text).startsWith(wanted);
    case 'suffix':
      return (text) => text !== undefined && folded(text).endsWith(wanted);
    default: {
      const matches = expressionMatcher(value);
      return (text) => text !== undefined && (matches?.(text) ?? false);
    }
  }
}

/** A pattern of an AuthorizationPolicy as a condition: with a `*` at its beginning or end, or alone for any value. */
export function patternCondition(subject: Subject, pattern: string): Condition {
  const ignoreCase = subject === 'authority';
  if (pattern === '*') return { subject, kind: 'present', value: '', ignoreCase: false };
  if (/\{\*{1,2}\}/.test(pattern)) {
    const value = pattern
      .replace(/[.+?^$()|[\]\\]/g, '\\$&')
      .replaceAll('{**}', '.*')
      .replaceAll('{*}', '[^/]+');
    return { subject, kind: 'regex', value, ignoreCase: false };
  }
  if (pattern.endsWith('*')) return { subject, kind: 'prefix', value: pattern.slice(0, -1), ignoreCase };
  if (pattern.startsWith('*')) return { subject, kind: 'suffix', value: pattern.slice(1), ignoreCase };
  return { subject, kind: 'exact', value: pattern, ignoreCase };
}

const nameIn = (subject: Subject) => subject.slice(subject.indexOf(' ') + 1);

/** The name of a header or parameter, else what the part is called. */
export function describeSubject(subject: Subject): string {
  if (subject.startsWith('header ')) return nameIn(subject);
  if (subject.startsWith('query ')) return `query parameter ${nameIn(subject)}`;
  if (subject.startsWith('claim ')) return `claim ${nameIn(subject).replaceAll('][', '.')}`;
  return subject === 'authority' ? 'host' : subject;
}

const PHRASES: Readonly<Partial<Record<Subject, string>>> = {
  'client address': 'client address in',
  'token audience': 'a token for the audience',
  'token issuer': 'a token of',
  'token subject': 'a token about',
};

/** `end-user jason`, `path /a`, `path beginning with /api`, `a token of https://id.example.com` */
export function describeCondition({ subject, kind, value, ignoreCase }: Condition): string {
  const name = PHRASES[subject] ?? describeSubject(subject);
  if (kind === 'present' && subject.startsWith('token ')) return 'a token';
  const folding = ignoreCase ? ' in letters of any size' : '';
  switch (kind) {
    case 'present':
      return subject.startsWith('header ') ? `a header ${name}` : `a ${name}`;
    case 'exact':
      return `${name} ${value === '' ? '""' : value}${folding}`;
    case 'prefix':
      return `${name} beginning with ${value}${folding}`;
    case 'suffix':
      return `${name} ending with ${value}`;
    default:
      return `${name} like ${value}`;
  }
}
