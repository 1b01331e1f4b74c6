import { applyStage, waitForStage } from '../../mesh/apply';
import type { Procedure } from '../case';
import { objectsOf, synthesize } from '../program';
import type { World } from '../world';

/** From an empty cluster, one file after the other. */
async function installAll(world: World): Promise<void> {
  const stages = synthesize({}, { crds: true });
  for (const stage of stages) {
    const start = Date.now();
    await applyStage(world.mesh, stage);
    await waitForStage(world.mesh, stage);
    console.log(`    ${stage.name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  }
  world.note(objectsOf(stages));
}

/** The same with a field that no kind has, tried only. */
async function tryMisspelled(world: World): Promise<void> {
  for (const { name, text } of synthesize({}, { crds: true }).slice(-1)) {
    await applyStage(world.mesh, { name, text: text.replace('hosts:', 'hostnames:') }, { dryRun: true });
  }
}

/** All other cases need it. */
export const install: Procedure = {
  name: 'install: stage by stage, strictly, without error and without a second try',
  run: async (world, mutated) => {
    await installAll(world);
    if (mutated) await tryMisspelled(world);
  },
};
