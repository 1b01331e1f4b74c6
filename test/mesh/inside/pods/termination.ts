import { setTimeout as sleep } from 'node:timers/promises';
import type { Hook, Pod } from '../kube-object';
import type { ContainerProcess } from './container';

async function runHook(process: ContainerProcess, { exec, sleep: pause }: Hook): Promise<void> {
  if (exec?.command !== undefined) await process.execute(exec.command);
  if (pause !== undefined) await sleep(pause.seconds * 1000);
}

/**
 * Ends the containers of a pod as a kubelet does: the hooks of all at once, then the applications, then the sidecars, the last one
 * first. Resolves when all have ended, or when the time is over.
 */
export async function terminate(
  { spec }: Pod,
  applications: readonly ContainerProcess[],
  sidecars: readonly ContainerProcess[],
  seconds: number,
): Promise<void> {
  const specs = [...spec.containers, ...(spec.initContainers ?? [])];
  const hooks = new Map(
    [...applications, ...sidecars].map((process) => {
      const hook = specs.find(({ name }) => name === process.plan.name)?.lifecycle?.preStop;
      return [process, process.running && hook !== undefined ? runHook(process, hook) : Promise.resolve()];
    }),
  );
  const end = async (process: ContainerProcess): Promise<void> => {
    await hooks.get(process);
    await process.terminate();
  };
  const endAll = async (): Promise<void> => {
    await Promise.all(applications.map(end));
    for (const sidecar of [...sidecars].reverse()) await end(sidecar);
  };
  const timer = new AbortController();
  await Promise.race([endAll(), sleep(seconds * 1000, undefined, { signal: timer.signal }).catch(() => {})]);
  timer.abort();
}
