import type { AuthorizationPolicySpecRules } from '../../imports/security.istio.io';

import type { AtLeastOneOf, NonEmpty } from '../core/one-of';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import type { AnonymousCondition, Condition } from './authorization-condition';
import type { Operation } from './authorization-operation';
import type { AddressSource, Source } from './authorization-source';
import { referredProblems, renderValues } from './referred-values';

/** Requests that a policy is about: all three hold. `{}` is every request. */
export interface Rule {
  /** One of these it comes from. @default anywhere */
  readonly from?: NonEmpty<{ readonly source: Source }>;
  /** One of these is asked for. @default anything */
  readonly to?: NonEmpty<{ readonly operation: Operation }>;
  /** All of these hold. @default nothing more is asked */
  readonly when?: readonly Condition[];
}

/** Requests that an external authorizer is asked about, before anybody is known. `{}` is every request. */
export interface CustomRule {
  /** One of these addresses it comes from. @default anywhere */
  readonly from?: NonEmpty<{ readonly source: AtLeastOneOf<Required<AddressSource>> }>;
  /** One of these is asked for. @default anything */
  readonly to?: NonEmpty<{ readonly operation: Operation }>;
  /** All of these hold. @default nothing more is asked */
  readonly when?: readonly AnonymousCondition[];
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list with each entry rendered. What was forced past the compiler is left as it is, for the schema to refuse. */
function each(list: unknown, render: (item: Fields) => Fields): unknown {
  return Array.isArray(list) ? list.map((item) => (isObject(item) ? render(item) : item)) : list;
}

function renderFields(fields: unknown, namespace: string | undefined): unknown {
  if (!isObject(fields)) return fields;
  const given = Object.entries(fields).filter(([, values]) => values !== undefined);
  return Object.fromEntries(given.map(([name, values]) => [name, renderValues(name, values, namespace)]));
}

function renderCondition({ key, values, notValues, ...rest }: Fields, namespace: string | undefined): Fields {
  return {
    key,
    ...(values !== undefined && { values: renderValues(`${key}`, values, namespace) }),
    ...(notValues !== undefined && { notValues: renderValues(`${key}`, notValues, namespace) }),
    ...rest,
  };
}

function renderRule({ from, to, when, ...rest }: Fields, namespace: string | undefined): Fields {
  return {
    ...(from !== undefined && { from: each(from, (item) => ({ ...item, source: renderFields(item['source'], namespace) })) }),
    ...(to !== undefined && { to: each(to, (item) => ({ ...item, operation: renderFields(item['operation'], namespace) })) }),
    ...(when !== undefined && { when: each(when, (condition) => renderCondition(condition, namespace)) }),
    ...rest,
  };
}

/**
 * Rules as they stand in YAML.
 * @param namespace of the policy
 */
export function renderRules(rules: readonly (Rule | CustomRule)[], namespace: string | undefined) {
  return each(rules, (rule) => renderRule(rule, namespace)) as readonly Wire<AuthorizationPolicySpecRules>[];
}

/** The lists of a rule, each with its place and the name by which its values are known. */
function listsOf({ from, to, when }: Rule): { field: string; name: string; values: unknown }[] {
  const fields = (place: string, lists: object | undefined) =>
    Object.entries(lists ?? {}).map(([name, values]) => ({ field: `${place}.${name}`, name, values: values as unknown }));
  return [
    ...(from ?? []).flatMap(({ source }, i) => fields(`from[${i}].source`, source)),
    ...(to ?? []).flatMap(({ operation }, i) => fields(`to[${i}].operation`, operation)),
    ...(when ?? []).flatMap(({ key, values, notValues }, i) => [
      { field: `when[${i}].values`, name: key, values },
      { field: `when[${i}].notValues`, name: key, values: notValues },
    ]),
  ];
}

/** Problems of what a rule refers to, beyond what stands in YAML. */
export function ruleReferenceProblems(field: string, rule: Rule, namespace: string | undefined): Problem[] {
  return listsOf(rule).flatMap(({ field: place, name, values }) =>
    referredProblems(`${field}.${place}`, name, values, namespace),
  );
}
