import { type Problem, refuse } from './problem';
import type { Resource } from './resource';

/**
 * Refuses a spec that is final: what the schema of its kind refuses, and where that is satisfied, what the rules do, which rely on it.
 * @throws InvalidProps with all of it
 */
export function refuseSpec<Spec extends object>(resource: Resource, spec: Spec, rules: (spec: Spec) => Problem[]): void {
  const structural = resource.schemaProblemsOf(spec);
  refuse(resource.node.path, structural.length > 0 ? structural : rules(spec));
}
