import { kindOf } from './kinds';
import type { SchemaNode } from './schema-node';
import { isMap, type Values } from './values';

function withoutNulls(value: unknown, schema: SchemaNode | undefined): unknown {
  if (schema === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, schema.items));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, field]) => field !== null || schema.field(name) === undefined)
      .map(([name, field]) => [name, withoutNulls(field, schema.field(name))]),
  );
}

/** The spec of a plain object without its nulls, which mean to Istio that the field is not there. Lists and free-form values keep theirs. */
export function specAsRead({ apiVersion, kind, spec }: Values): Values {
  const [group = '', version = ''] = String(apiVersion).split('/');
  const schema = kindOf(group, String(kind))?.get(version);
  return withoutNulls(spec ?? {}, schema?.field('spec')) as Values;
}
