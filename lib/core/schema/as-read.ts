import { kindOf } from './kinds';
import type { SchemaNode } from './schema-node';
import { isMap, type Values } from './values';

type IsDropped = (field: unknown, known: SchemaNode | undefined, schema: SchemaNode) => boolean;

const isNull: IsDropped = (field, known) => field === null && known !== undefined;
const isNullOrUnknown: IsDropped = (field, known, { takesAny }) => (known === undefined ? !takesAny : field === null);

function without(value: unknown, schema: SchemaNode | undefined, isDropped: IsDropped): unknown {
  if (schema === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => without(item, schema.items, isDropped));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, field]) => !isDropped(field, schema.field(name), schema))
      .map(([name, field]) => [name, without(field, schema.field(name), isDropped)]),
  );
}

function specSchema({ apiVersion, kind }: Values): SchemaNode | undefined {
  const [group = '', version = ''] = String(apiVersion).split('/');
  return kindOf(group, String(kind))?.get(version)?.field('spec');
}

/** The spec of a plain object without its nulls, which mean to Istio that the field is not there. Lists and free-form values keep theirs. */
export function specAsRead(object: Values): Values {
  return without(object.spec ?? {}, specSchema(object), isNull) as Values;
}

/** The spec of a plain object as a cluster keeps it: without nulls, and without fields that its kind does not have. */
export function specAsKept(object: Values): Values {
  return without(object.spec ?? {}, specSchema(object), isNullOrUnknown) as Values;
}
