/** Types of Envoy, from the descriptors that istiod reads values by. */
interface Types {
  /** Messages: the type of each field by its name, `[]` before it for a list, `{<key>}` for a map, `#` for an enum. */
  readonly messages: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names of the values of each enum, a space between two. */
  readonly enums: Readonly<Record<string, string>>;
}

let types: Types | undefined;

/** The types, read when the first EnvoyFilter is met: most programs have none. */
export function envoyTypes(): Types {
  types ??= require('../../imports/envoy-types.json') as Types;
  return types;
}

/** Name that a field has in JSON, beside its own. */
export function jsonName(field: string): string {
  return field.replace(/_+(.?)/g, (_, letter: string) => letter.toUpperCase());
}
