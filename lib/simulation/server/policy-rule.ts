import type { Specs } from '../../model/specs';
import { type Attribute, type Holds, keyAttribute, OPERATION, type Policed, sourceAttributes } from './attributes';

type Spec = Specs['security.istio.io/AuthorizationPolicy'];
export type PolicyRule = NonNullable<Spec['rules']>[number];
type Values = readonly string[] | undefined;

/** How a rule is read. */
export interface Reading extends Policed {
  /** Whether the proxy reads requests on the port. */
  readonly isForRequests: boolean;
  /** Whether the rule allows: one that it cannot ask is then worth nothing, and else asks for less. */
  readonly isAllowing: boolean;
}

/** A question that cannot be asked on the port, so that the whole rule is left out. */
class Unaskable extends Error {}

/** Whether an attribute has one of the values, and none of the others. */
function conditions(attribute: Attribute, values: Values, notValues: Values, reading: Reading): Holds[] {
  const read = (list: Values): Holds[] => {
    if (list === undefined || list.length === 0) return [];
    const canBeAsked = reading.isForRequests || !attribute.isOfRequests;
    const all = canBeAsked ? attribute.oneOf(list) : undefined;
    if (all !== undefined) return [all];
    if (reading.isAllowing) throw new Unaskable();
    if (!canBeAsked) return [];
    const some = list.flatMap((value) => attribute.oneOf([value]) ?? []);
    return some.length === 0 ? [] : [(seen) => some.some((holds) => holds(seen))];
  };
  return [
    ...read(values),
    ...read(notValues).map(
      (holds): Holds =>
        (seen) =>
          !holds(seen),
    ),
  ];
}

const all =
  (list: readonly Holds[]): Holds =>
  (seen) =>
    list.every((holds) => holds(seen));

function oneOf(list: readonly Holds[]): Holds {
  return list.length === 0 ? () => true : (seen) => list.some((holds) => holds(seen));
}

/** Fields of a source or an operation, each with the one that says what it must not be. */
function fields(said: object, attributes: Readonly<Record<string, Attribute>>, reading: Reading): Holds {
  const texts = said as Readonly<Record<string, Values>>;
  return all(
    Object.entries(attributes).flatMap(([name, attribute]) => {
      const not = `not${name[0]?.toUpperCase()}${name.slice(1)}`;
      return conditions(attribute, texts[name], texts[not], reading);
    }),
  );
}

function compiled({ from = [], to = [], when = [] }: PolicyRule, reading: Reading): Holds | undefined {
  const keys = when.map(({ key, values, notValues }) => ({ attribute: keyAttribute(key, reading), values, notValues }));
  if (keys.some(({ attribute }) => attribute === undefined)) return undefined;
  const sources = sourceAttributes(reading);
  return all([
    oneOf(from.map(({ source }) => fields(source ?? {}, sources, reading))),
    oneOf(to.map(({ operation }) => fields(operation ?? {}, OPERATION, reading))),
    ...keys.flatMap(({ attribute, values, notValues }) =>
      attribute === undefined ? [] : conditions(attribute, values, notValues, reading),
    ),
  ]);
}

/**
 * Whether a rule is about what a proxy sees.
 * @returns undefined for a rule that Istio leaves out: it is none, or it allows by what cannot be known on the port
 */
export function ruleHolds(rule: PolicyRule, reading: Reading): Holds | undefined {
  try {
    return compiled(rule, reading);
  } catch (error) {
    if (error instanceof Unaskable) return undefined;
    throw error;
  }
}
