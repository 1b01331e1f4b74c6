import { deepEqual } from 'node:assert/strict';
import { MANAGER } from '../../mesh/apply';
import { until } from '../../mesh/inside/until';
import type { Procedure } from '../case';
import { untilSettled } from '../everything';
import { type Change, synthesize } from '../program';
import type { World } from '../world';

const WAYS = {
  'kubectl diff': [],
  'kubectl diff --server-side': ['--server-side', `--field-manager=${MANAGER}`],
} as const;

/** What the cluster would become by an apply, where that differs from what it is. */
async function differences(world: World, change: Change): Promise<string[]> {
  const found: string[] = [];
  for (const { name, text } of synthesize(change, { crds: true })) {
    for (const [way, options] of Object.entries(WAYS)) {
      const { code, output, errors } = await world.mesh.kubectl(['diff', ...options, '-f', '-'], text);
      if (code !== 0 || output !== '' || errors !== '') found.push(`${way} of ${name} ends with ${code}: ${output}${errors}`);
    }
  }
  return found;
}

/** With `Ignore` in the manifests istiod closes the webhook behind our back. */
const DRIFTING: Change = { webhooks: { delivery: 'install' } };

async function untilClosed({ mesh }: World): Promise<void> {
  const look = ['get', 'validatingwebhookconfigurations', '-o', 'jsonpath={.items[*].webhooks[*].failurePolicy}'];
  await until('istiod closes the webhooks', async () => ((await mesh.kubectlOutput(look)).includes('Ignore') ? undefined : true));
}

/** istiod runs, and has written into its webhooks what it writes. */
export const diff: Procedure = {
  name: 'kubectl diff of everything is empty while istiod runs, client-side and server-side',
  run: async (world, mutated) => {
    const change = mutated ? DRIFTING : {};
    await world.become(change);
    await untilClosed(world);
    await untilSettled(world.mesh);
    deepEqual(await differences(world, change), []);
  },
};
