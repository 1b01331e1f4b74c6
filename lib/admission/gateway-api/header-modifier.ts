import type { Problem } from '../../core/problem';
import { headerValueProblems } from '../header-value';
import { uniqueTextProblems } from './unique-texts';

interface NamedValue {
  readonly value: string;
}

/** Changes of headers as they stand in YAML, as far as the rules ask. */
export interface HeaderModifierSpec {
  readonly set?: readonly NamedValue[];
  readonly add?: readonly NamedValue[];
  readonly remove?: readonly string[];
}

/** Problems of changes of headers. */
export function headerModifierProblems(field: string, modifier: HeaderModifierSpec | undefined): Problem[] {
  return uniqueTextProblems(`${field}.remove`, modifier?.remove);
}

/** Problems of the values of headers, which the cluster takes and Envoy does not: it reads variables in them. */
export function headerVariableProblems(field: string, modifier: HeaderModifierSpec | undefined): Problem[] {
  return (['set', 'add'] as const).flatMap((list) =>
    (modifier?.[list] ?? []).flatMap(({ value }, i) => headerValueProblems(`${field}.${list}[${i}].value`, value)),
  );
}
