import type { Problem } from '../core/problem';
import type { Resource } from '../core/resource';
import { schemaProblems } from '../core/schema/schema-problems';

/** Problems of a resource when it is made, also of one that was forced past the compiler: its rules rely on the schema. */
export function structureFirst(resource: Resource, rules: () => Problem[]): Problem[] {
  const structural = schemaProblems(resource.toJson() as Readonly<Record<string, unknown>>);
  return structural.length > 0 ? structural : rules();
}
