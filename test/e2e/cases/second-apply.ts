import { deepEqual } from 'node:assert/strict';
import { applyStage } from '../../mesh/apply';
import type { Procedure } from '../case';
import { type Change, synthesize } from '../program';
import type { World } from '../world';

interface Stored {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly generation?: number };
}

/** Every object of the program as it is in the cluster, without the notes of the API server on who set what. */
async function stored(world: World, stages: readonly { readonly text: string }[]): Promise<Record<string, Stored>> {
  const lists = await Promise.all(
    stages.map(
      async ({ text }) =>
        JSON.parse(await world.mesh.kubectlOutput(['get', '-o', 'json', '-f', '-'], text)) as { items: Stored[] },
    ),
  );
  const withoutNotes = ({ metadata, ...object }: Stored): Stored => ({
    ...object,
    metadata: { ...metadata, managedFields: undefined, resourceVersion: undefined } as Stored['metadata'],
  });
  return Object.fromEntries(
    lists.flatMap(({ items }) =>
      items.map((object) => [`${object.kind} ${object.metadata.namespace}/${object.metadata.name}`, withoutNotes(object)]),
    ),
  );
}

/** What a GitOps tool does all day. */
export const secondApply: Procedure = {
  name: 'a second apply of everything changes nothing',
  run: async (world, mutated) => {
    await world.become({});
    const stages = synthesize({}, { crds: true });
    const before = await stored(world, stages);
    const change: Change = mutated ? { bookinfo: { reviews: 'v3' } } : {};
    for (const stage of synthesize(change, { crds: true })) await applyStage(world.mesh, stage);
    deepEqual(await stored(world, stages), before);
  },
};
