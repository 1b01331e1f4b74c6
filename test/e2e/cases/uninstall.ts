import { deepEqual } from 'node:assert/strict';
import type { Procedure } from '../case';
import { everything } from '../everything';
import { synthesize } from '../program';

/** Deletes everything, last stage first. */
export const uninstall: Procedure = {
  name: 'uninstall leaves no object',
  run: async (world, mutated) => {
    await world.become({});
    for (const { name, text } of synthesize({}, { crds: true }).reverse()) {
      if (mutated && name.startsWith('10')) continue;
      await world.mesh.kubectlOutput(['delete', '--wait', '--timeout=60s', '-f', '-'], text);
    }
    // What istiod itself puts into every namespace, and no manifest has.
    await world.mesh.kubectlOutput(['delete', 'configmaps', '--all-namespaces', '--selector=istio.io/config=true']);
    deepEqual(await everything(world.mesh), world.before);
  },
};
