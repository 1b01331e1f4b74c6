import type { NonEmpty } from '../core/one-of';
import type { PortValue } from '../security/authorization-condition';
import type { Operation, PathValue } from '../security/authorization-operation';
import type { Rule } from '../security/authorization-rule';

/** What is asked for, of which all may be left out. */
export interface AskedFields {
  readonly ports?: NonEmpty<PortValue>;
  readonly methods?: NonEmpty<Uppercase<string>>;
  readonly paths?: NonEmpty<PathValue>;
  readonly notPaths?: NonEmpty<PathValue>;
}

/** The part of a rule that says what is asked for; without any field, none. */
export function askedFor(fields: AskedFields): Pick<Rule, 'to'> {
  const given = Object.entries(fields).filter(([, values]) => values !== undefined);
  return given.length === 0 ? {} : { to: [{ operation: Object.fromEntries(given) as unknown as Operation }] };
}
