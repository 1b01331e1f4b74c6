import { kindOf } from '../../../lib/core/schema/kinds';
import type { SchemaNode } from '../../../lib/core/schema/schema-node';
import { isMap } from '../../../lib/core/schema/values';
import type { KubeObject } from '../compare';

function filled(value: unknown, schema: SchemaNode | undefined): unknown {
  if (schema === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => filled(item, schema.items));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(schema.withDefaults(value)).map(([name, field]) => [name, filled(field, schema.field(name))]),
  );
}

/** The object as an API server keeps it: with the defaults of its kind, on which istiod relies. */
export function defaulted(object: KubeObject): KubeObject {
  const [group = '', version = ''] = object.apiVersion.split('/');
  const schema = kindOf(group, object.kind)?.get(version)?.field('spec');
  return schema === undefined ? object : { ...object, spec: filled(object['spec'], schema) };
}
