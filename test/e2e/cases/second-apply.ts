import { deepEqual } from 'node:assert/strict';
import { applyStage } from '../../mesh/apply';
import type { Procedure } from '../case';
import { type Change, objectsOf, synthesize } from '../program';
import { storedObjects } from '../stored-objects';

/** What a GitOps tool does all day, while istiod and the controllers of Kubernetes run. */
export const secondApply: Procedure = {
  name: 'a second apply of everything changes nothing, not even a version or an owner of a field',
  run: async (world, mutated) => {
    await world.become({});
    const texts = synthesize({}, { crds: true }).map(({ text }) => text);
    const before = await storedObjects(world.mesh, texts);
    const change: Change = mutated ? { bookinfo: { reviews: 'v3' } } : {};
    const again = synthesize(change, { crds: true });
    for (const stage of again) await applyStage(world.mesh, stage);
    world.note([...objectsOf(synthesize({}, { crds: true })), ...objectsOf(again)]);
    deepEqual(await storedObjects(world.mesh, texts), before);
  },
};
