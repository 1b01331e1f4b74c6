import { kindOf } from '../core/schema/kinds';
import type { SchemaNode } from '../core/schema/schema-node';
import { isMap } from '../core/schema/values';
import type { MeshObject } from './mesh-object';

/** The largest number of a field that has no sign. */
const UNSIGNED = 2 ** 32 - 1;

function fits(value: unknown, schema: SchemaNode | undefined): boolean {
  if (schema === undefined || value === null || value === undefined) return true;
  if (schema.choices !== undefined && !schema.choices.includes(value)) return false;
  switch (schema.type) {
    case 'object':
      if (!isMap(value)) return false;
      for (const name in value) if (!fits(value[name], schema.field(name))) return false;
      return true;
    case 'array':
      return Array.isArray(value) && value.every((item) => item !== null && fits(item, schema.items));
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return (
        Number.isInteger(value) &&
        (schema.limits.maximum !== UNSIGNED || ((value as number) >= 0 && (value as number) <= UNSIGNED))
      );
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

/** Whether the fields of an object that the API knows have values of the types it wants, so that istiod can read them at all. */
export function isReadable({ group, version, kind, spec }: MeshObject): boolean {
  const versions = kindOf(group, kind);
  return fits(spec, (versions?.get(version) ?? [...(versions?.values() ?? [])].at(-1))?.field('spec'));
}
