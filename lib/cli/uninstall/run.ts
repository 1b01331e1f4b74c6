import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../cluster/cluster';
import type { Kinds } from '../../cluster/kinds';
import { type Stored, titleOf } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import type { Step } from './plan';

/** Whatever an object owns goes before it, so that what is gone does nothing any more. */
const OPTIONS = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Foreground' };

/** Milliseconds between two looks. */
const PAUSE = 200;

/**
 * Deletes the objects of a step, and waits until they are gone.
 * @returns what was not deleted, and why
 */
export async function runStep(cluster: Cluster, kinds: Kinds, { objects }: Step, seconds: number): Promise<string[]> {
  const problems: string[] = [];
  const leaving: { readonly object: Manifest; readonly path: string }[] = [];
  for (const object of objects) {
    const path = kinds.pathOf(object);
    if (path === undefined) continue;
    const { refusal } = await cluster.send('DELETE', path, OPTIONS);
    if (refusal === undefined) leaving.push({ object, path });
    else if (refusal.code !== 404) problems.push(`${titleOf(object)} was not deleted: ${refusal.message}`);
  }
  const limit = Date.now() + seconds * 1000;
  const late = await Promise.all(
    leaving.map(async ({ object, path }) => {
      for (;;) {
        const stored = await cluster.get<Stored & { readonly metadata: { readonly finalizers?: readonly string[] } }>(path);
        if (stored === undefined) return [];
        if (Date.now() > limit) {
          const { finalizers = [] } = stored.metadata;
          const why = finalizers.length === 0 ? '' : `; it waits for ${finalizers.join(', ')}`;
          return [`${titleOf(object)} is still there after ${seconds} s${why}`];
        }
        await sleep(PAUSE);
      }
    }),
  );
  return [...problems, ...late.flat()];
}
