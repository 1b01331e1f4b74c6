import { adaptToEnvoy } from '../adapt';
import { applyStage, stagesOf, waitForStage } from '../apply';
import { Mesh } from '../mesh';
import type { Options } from './options';
import { step } from './step';

/** Applies a folder of manifests, file by file, and waits after each for what the next needs. */
export async function apply({ name, folder, asIs }: Options): Promise<void> {
  const mesh = Mesh.find(name);
  for (const original of stagesOf(folder)) {
    const { stage, changes } = asIs ? { stage: original, changes: [] } : adaptToEnvoy(original);
    for (const change of changes) console.log(`  for an Envoy without Istio's own filters: ${change}`);
    const lines = await step(`${stage.name}: applied`, () => applyStage(mesh, stage));
    await step(`${stage.name}: ${lines.length} objects, all that runs is available`, () => waitForStage(mesh, stage));
  }
}
