import { deepEqual } from 'node:assert/strict';
import { applyStage } from '../../mesh/apply';
import type { Procedure } from '../case';
import { steady } from '../everything';
import { type Change, synthesize } from '../program';
import type { World } from '../world';

interface Stored {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
}

/** Every object of the program as it is in the cluster, with its version, and with who set which field when. */
function stored(world: World, stages: readonly { readonly text: string }[]): Promise<Record<string, Stored>> {
  return steady('the objects of the program', async () => {
    const get = ['get', '--show-managed-fields', '-o', 'json', '-f', '-'];
    const lists = await Promise.all(
      stages.map(async ({ text }) => JSON.parse(await world.mesh.kubectlOutput(get, text)) as { items: Stored[] }),
    );
    const all = lists.flatMap(({ items }) => items);
    return Object.fromEntries(all.map((object) => [titleOf(object), isBare(object) ? withoutNotes(object) : object]));
  });
}

/** At the second apply of an object of which the manifest says nothing but the name, the server notes an owner, once. */
const isBare = ({ kind, metadata }: Stored) =>
  kind === 'Namespace' && Object.keys(metadata.labels ?? {}).join() === 'kubernetes.io/metadata.name';

const withoutNotes = ({ metadata, ...object }: Stored) => ({
  ...object,
  metadata: { ...metadata, managedFields: undefined, resourceVersion: undefined } as Stored['metadata'],
});

const titleOf = ({ kind, metadata: { namespace, name } }: Stored) => `${kind} ${namespace}/${name}`;

/** What a GitOps tool does all day, while istiod and the controllers of Kubernetes run. */
export const secondApply: Procedure = {
  name: 'a second apply of everything changes nothing, not even a version or an owner of a field',
  run: async (world, mutated) => {
    await world.become({});
    const stages = synthesize({}, { crds: true });
    const before = await stored(world, stages);
    const change: Change = mutated ? { bookinfo: { reviews: 'v3' } } : {};
    for (const stage of synthesize(change, { crds: true })) await applyStage(world.mesh, stage);
    deepEqual(await stored(world, stages), before);
  },
};
