import { type OneOfFields, oneOfFields } from './one-of-fields';
import type { Schema } from './schema';
import type { Values } from './values';

const NONE: readonly never[] = [];

/**
 * A schema made ready for the walk through many objects. Every node has the same fields, and makes those below it when they are first
 * asked for: a tenth of the time of reading the schema each time.
 */
export class SchemaNode {
  readonly type: Schema['type'];
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  readonly choices: readonly unknown[] | undefined;
  readonly required: readonly string[];
  readonly keys: readonly string[] | undefined;
  /** Whether fields that it does not name are taken. Only a schema with a type says which fields there are. */
  readonly takesAny: boolean;
  readonly exclusive: OneOfFields | undefined;
  readonly oneOf: readonly SchemaNode[];
  readonly anyOf: readonly SchemaNode[];
  readonly allOf: readonly SchemaNode[];
  readonly not: SchemaNode | undefined;
  readonly #fields = new Map<string, SchemaNode>();
  #items: SchemaNode | undefined;
  #others: SchemaNode | undefined;

  /** @param limits the schema itself, for its sizes and ranges */
  constructor(readonly limits: Schema) {
    this.type = limits.type;
    this.nullable = limits.nullable ?? false;
    this.hasDefault = limits.default !== undefined;
    this.choices = limits.enum;
    this.required = limits.required ?? NONE;
    this.keys = limits['x-kubernetes-list-map-keys'];
    this.takesAny =
      limits.type === undefined ||
      limits.additionalProperties === true ||
      limits['x-kubernetes-preserve-unknown-fields'] === true;
    this.exclusive = limits.oneOf && oneOfFields(limits.oneOf);
    this.oneOf = this.exclusive ? NONE : nodesOf(limits.oneOf);
    this.anyOf = nodesOf(limits.anyOf);
    this.allOf = nodesOf(limits.allOf);
    this.not = limits.not && new SchemaNode(limits.not);
  }

  /** Names of the fields that there are. */
  get names(): readonly string[] {
    return Object.keys(this.limits.properties ?? {});
  }

  /** Schema of the entries of a list. */
  get items(): SchemaNode | undefined {
    if (this.limits.items !== undefined) this.#items ??= new SchemaNode(this.limits.items);
    return this.#items;
  }

  /** Schema of a field, undefined where there is no such field. */
  field(name: string): SchemaNode | undefined {
    return this.#fields.get(name) ?? this.#newField(name);
  }

  /** A map as an API server reads it: a null where the schema has none is as if the field was not there. */
  withoutNulls(map: Values): Values {
    for (const name in map) {
      if (map[name] === null) return Object.fromEntries(Object.entries(map).filter(([name, value]) => this.#keeps(name, value)));
    }
    return map;
  }

  /** A map with what the API server writes into it where a field is missing. */
  withDefaults(map: Values): Values {
    const { properties = {} } = this.limits;
    const missing = Object.entries(properties).filter(([name, field]) => field.default !== undefined && map[name] === undefined);
    return missing.length === 0 ? map : { ...map, ...Object.fromEntries(missing.map(([name, field]) => [name, field.default])) };
  }

  #keeps(name: string, value: unknown): boolean {
    return value !== null || (this.field(name)?.nullable ?? true);
  }

  #newField(name: string): SchemaNode | undefined {
    const { properties, additionalProperties } = this.limits;
    if (properties !== undefined && Object.hasOwn(properties, name)) {
      const field = new SchemaNode(properties[name] as Schema);
      this.#fields.set(name, field);
      return field;
    }
    if (typeof additionalProperties === 'object') this.#others ??= new SchemaNode(additionalProperties);
    return this.#others;
  }
}

function nodesOf(schemas: readonly Schema[] = NONE): readonly SchemaNode[] {
  return schemas.length === 0 ? NONE : schemas.map((schema) => new SchemaNode(schema));
}
