import type { Cluster } from '../../cluster/cluster';
import { type Kinds, pathOfKind } from '../../cluster/kinds';
import type { Stored } from '../../cluster/objects';

/** Comes and goes by itself. */
const FLEETING = ['Event', 'Endpoints', 'EndpointSlice'];

/** Name, place and marks of every object of a cluster that somebody made, in the order of its kinds. */
export async function inventory(cluster: Cluster, kinds: Kinds): Promise<Stored[]> {
  const wanted = kinds.each(
    ({ kind, plural, verbs }) =>
      !plural.includes('/') && verbs.includes('list') && verbs.includes('delete') && !FLEETING.includes(kind),
  );
  const lists = await Promise.all(
    wanted.map(async (known) => {
      const objects = await cluster.listMetadata<Stored>(pathOfKind(known));
      return objects.map(({ metadata }): Stored => ({ apiVersion: known.apiVersion, kind: known.kind, metadata }));
    }),
  );
  return lists.flat();
}

/** Whether another object has it, and takes it along. */
export const isOwned = ({ metadata: { ownerReferences = [] } }: Stored) => ownerReferences.length > 0;
