import { expressionMatcher } from '../simulation/text-matcher';

/** The part of a request that a condition looks at; `header` and `query` with the name of theirs. */
export type Subject = 'path' | 'method' | 'authority' | 'server name' | `header ${string}` | `query ${string}`;

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
export function testOf({ kind, value, ignoreCase }: Condition): Test {
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

const nameIn = (subject: Subject) => subject.slice(subject.indexOf(' ') + 1);

/** The name of a header or parameter, else what the part is called. */
export function describeSubject(subject: Subject): string {
  if (subject.startsWith('header ')) return nameIn(subject);
  if (subject.startsWith('query ')) return `query parameter ${nameIn(subject)}`;
  return subject === 'authority' ? 'host' : subject;
}

/** `end-user jason`, `path /a`, `path beginning with /api` */
export function describeCondition({ subject, kind, value, ignoreCase }: Condition): string {
  const name = describeSubject(subject);
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
