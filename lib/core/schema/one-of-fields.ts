import type { Schema } from './schema';

/** Fields of which only one can be set, as the CRDs of Istio say it. */
export interface OneOfFields {
  readonly names: readonly string[];
  /** Whether one of them must be set. */
  readonly needed: boolean;
}

function requiredAlone(schema: Schema): string | undefined {
  const [name, ...more] = schema.required ?? [];
  return more.length === 0 && Object.keys(schema).length === 1 ? name : undefined;
}

/** Whether a schema says that none of the fields is set. */
function isNone({ not }: Schema, names: readonly string[]): boolean {
  const excluded = not?.anyOf?.map(requiredAlone) ?? [];
  return excluded.length === names.length && names.every((name) => excluded.includes(name));
}

/** The fields that the alternatives of a schema are about; undefined where they are about something else. */
export function oneOfFields(alternatives: readonly Schema[]): OneOfFields | undefined {
  const names = alternatives.map(requiredAlone).filter((name) => name !== undefined);
  const others = alternatives.filter((alternative) => requiredAlone(alternative) === undefined);
  if (names.length === 0 || !others.every((other) => isNone(other, names))) return undefined;
  return { names, needed: others.length === 0 };
}
