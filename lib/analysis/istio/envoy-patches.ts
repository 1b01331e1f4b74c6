import type { Mesh, MeshObject, Specs } from '../../model';
import type { Report, Rule } from '../rule';
import { onceAnObject } from './once-an-object';

type EnvoyFilter = MeshObject<Specs['networking.istio.io/EnvoyFilter']>;
type ConfigPatch = NonNullable<EnvoyFilter['spec']['configPatches']>[number];

/** One change that an EnvoyFilter makes. */
export interface EnvoyPatch {
  readonly on: EnvoyFilter;
  readonly index: number;
  readonly patch: ConfigPatch;
}

/** Changes of all EnvoyFilters; of one, up to the first that has no patch. */
export function* envoyPatches(mesh: Mesh): Iterable<EnvoyPatch> {
  for (const on of mesh.of('networking.istio.io/EnvoyFilter')) {
    for (const [index, patch] of (on.spec.configPatches ?? []).entries()) {
      if (patch.patch === undefined) break;
      yield { on, index, patch };
    }
  }
}

/** A rule that looks at each change by itself. */
export function patchRule(
  rule: Omit<Rule, 'find' | 'level'>,
  isWrong: (operation: string | undefined, applyTo: string | undefined) => boolean,
  problem: (applyTo: string) => string,
): Rule {
  function* find(mesh: Mesh): Iterable<Report> {
    for (const { on, index, patch } of envoyPatches(mesh)) {
      const { operation } = patch.patch ?? {};
      if (!isWrong(operation, patch.applyTo)) continue;
      const field = `spec.configPatches[${index}].patch.operation`;
      yield { on, field, problem: problem(patch.applyTo ?? 'no applyTo'), got: operation };
    }
  }
  return { ...rule, level: 'error', find: (mesh) => onceAnObject(find(mesh)) };
}
