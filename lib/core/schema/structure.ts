import type { Problem } from '../problem';
import { nearestField } from './nearest-field';
import { countFault, type Fault, numberFault, textFault } from './scalars';
import type { Schema } from './schema';
import type { SchemaNode } from './schema-node';
import { isMap, type Values } from './values';

const TYPES: Readonly<Record<NonNullable<Schema['type']>, { readonly is: (value: unknown) => boolean; readonly name: string }>> =
  {
    object: { is: isMap, name: 'a map' },
    array: { is: Array.isArray, name: 'a list' },
    string: { is: (value) => typeof value === 'string', name: 'a text' },
    integer: { is: Number.isInteger, name: 'a whole number' },
    number: { is: Number.isFinite, name: 'a number' },
    boolean: { is: (value) => typeof value === 'boolean', name: 'true or false' },
  };

const FITS_NONE = { problem: 'has a shape that the API does not take', fix: 'compare it with the reference of the kind' };

/** One walk through a value and its schema together. */
class Walk {
  readonly problems: Problem[] = [];
  readonly #path: (string | number)[] = [];

  value(value: unknown, schema: SchemaNode): void {
    if (value === null && schema.nullable) return;
    if (schema.type !== undefined && !TYPES[schema.type].is(value)) {
      const { name } = TYPES[schema.type];
      this.#add({ problem: `must be ${name}`, got: value, fix: `write ${name}, or leave it out` });
      return;
    }
    const { choices } = schema;
    if (choices !== undefined && !choices.includes(value)) {
      this.#add({ problem: 'is unknown', got: value, fix: `use one of ${choices.join(', ')}` });
    }
    this.#alternatives(this.#content(value, schema), schema);
  }

  /** Looks at what is in a value. Returns it as the API server reads it. */
  #content(value: unknown, schema: SchemaNode): unknown {
    if (typeof value === 'string') {
      this.#add(textFault(value, schema.limits));
    } else if (typeof value === 'number') {
      this.#add(numberFault(value, schema.limits));
    } else if (Array.isArray(value)) {
      this.#list(value, schema);
    } else if (isMap(value)) {
      const map = schema.withoutNulls(value);
      this.#map(map, schema);
      return map;
    }
    return value;
  }

  #add(fault: Fault | undefined, below?: string | number): void {
    if (fault === undefined) return;
    const path = below === undefined ? this.#path : [...this.#path, below];
    this.problems.push({ field: fieldOf(path), ...fault });
  }

  #at(key: string | number, value: unknown, schema: SchemaNode): void {
    this.#path.push(key);
    this.value(value, schema);
    this.#path.pop();
  }

  #list(list: readonly unknown[], schema: SchemaNode): void {
    const { items, keys, limits } = schema;
    this.#add(countFault(list.length, limits.minItems, limits.maxItems, 'entries'));
    if (items !== undefined) {
      for (let i = 0; i < list.length; i++) this.#at(i, list[i], items);
    }
    if (keys !== undefined) this.#uniqueKeys(list, keys);
  }

  /** Entries that the API server tells apart by some of their fields. */
  #uniqueKeys(list: readonly unknown[], keys: readonly string[]): void {
    const identities = list.map((item) => JSON.stringify(isMap(item) ? keys.map((key) => item[key]) : item));
    identities.forEach((identity, i) => {
      const first = identities.indexOf(identity);
      if (first === i) return;
      const problem = `has the ${keys.join(' and ')} of ${fieldOf([...this.#path, first])} as well`;
      this.#add({ problem, got: list[i], fix: 'tell the two apart' }, i);
    });
  }

  #map(map: Values, schema: SchemaNode): void {
    let count = 0;
    for (const name in map) {
      if (map[name] === undefined) continue;
      count++;
      const field = schema.field(name);
      if (field !== undefined) this.#at(name, map[name], field);
      else if (!schema.takesAny) this.#unknown(name, schema);
    }
    this.#add(countFault(count, schema.limits.minProperties, schema.limits.maxProperties, 'entries'));
    for (const name of schema.required) {
      if (map[name] === undefined && !schema.field(name)?.hasDefault) this.#add({ problem: 'is missing', fix: 'set it' }, name);
    }
  }

  #unknown(name: string, schema: SchemaNode): void {
    this.#add({ problem: 'is not a field of the API', fix: nearestField(name, schema.names) }, name);
  }

  #alternatives(given: unknown, schema: SchemaNode): void {
    const { exclusive, oneOf, anyOf, allOf, not } = schema;
    const hasChoice = oneOf.length + anyOf.length > 0 || not !== undefined;
    const value = hasChoice && isMap(given) ? schema.withDefaults(given) : given;
    if (exclusive !== undefined && isMap(value)) this.#exclusive(value, exclusive);
    const fitsOne = oneOf.length === 0 || oneOf.filter((alternative) => fits(value, alternative)).length === 1;
    const fitsAny = anyOf.length === 0 || anyOf.some((alternative) => fits(value, alternative));
    if (!fitsOne || !fitsAny || (not !== undefined && fits(value, not))) this.#add({ ...FITS_NONE, got: value });
    for (const part of allOf) this.value(value, part);
  }

  #exclusive(map: Values, { names, needed }: NonNullable<SchemaNode['exclusive']>): void {
    let count = 0;
    for (const name of names) if (map[name] !== undefined) count++;
    if (count === 1 || (count === 0 && !needed)) return;
    const got = names.filter((name) => map[name] !== undefined);
    const all = names.join(', ');
    if (count > 1) this.#add({ problem: `can have only one of ${all}`, got, fix: 'keep one of them' });
    else this.#add({ problem: `must have one of ${all}`, got: map, fix: 'set one of them' });
  }
}

function fits(value: unknown, alternative: SchemaNode): boolean {
  return structureProblems(value, alternative).length === 0;
}

function fieldOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((field, key) => {
    if (typeof key === 'number') return `${field}[${key}]`;
    return field === '' ? key : `${field}.${key}`;
  }, '');
}

/** Where a value differs from its schema. The fields are those below the value. */
export function structureProblems(value: unknown, schema: SchemaNode): Problem[] {
  const walk = new Walk();
  walk.value(value, schema);
  return walk.problems;
}
