import { Duration } from 'cdk8s';
import { formatDuration } from './format';

/** Field names that `cdk8s import` misspells, as the API spells them. */
interface Respelled {
  readonly consecutive5XxErrors: 'consecutive5xxErrors';
  readonly wellKnownCaCertificates: 'wellKnownCACertificates';
}

type Spelling<Field> = Field extends keyof Respelled ? Respelled[Field] : Field;

/** A type of `imports/` as it stands in YAML: enums are their values, fields are spelled as in the API. */
export type Wire<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : T extends object
      ? { readonly [Field in keyof T as Spelling<Field>]: Wire<T[Field]> }
      : T;

/** A value that renders itself, and may look different from another namespace. */
export interface Rendered {
  /** @param namespace of the object in which the value stands */
  toWire(namespace: string | undefined): unknown;
}

const rendersItself = (value: object): value is Rendered => 'toWire' in value && typeof value.toWire === 'function';

/**
 * Props as they stand in YAML: durations as text, references as what they refer to, absent fields and nulls left out. The order of lists stays.
 * @param namespace of the object in which the value stands
 */
export function toWire(value: unknown, namespace: string | undefined): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Duration) return formatDuration(value);
  if (rendersItself(value)) return value.toWire(namespace);
  if (Array.isArray(value)) return value.map((item) => toWire(item, namespace));
  const fields: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined && field !== null) fields.push([name, toWire(field, namespace)]);
  }
  return Object.fromEntries(fields);
}
