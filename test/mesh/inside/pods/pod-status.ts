import type { Pod } from '../kube-object';
import { NODE } from '../layout';
import type { ContainerProcess } from './container';

/** What the API server is told of a pod. */
export interface PodProgress {
  readonly ip: string;
  readonly started: string;
  readonly initialized: boolean;
  readonly initContainers: readonly ContainerProcess[];
  readonly containers: readonly ContainerProcess[];
}

export function isReady({ initialized, initContainers, containers }: PodProgress, { spec }: Pod): boolean {
  const sidecars = initContainers.filter(({ plan }) => isSidecar(spec.initContainers ?? [], plan.name));
  return initialized && containers.length === spec.containers.length && [...sidecars, ...containers].every(({ ready }) => ready);
}

export function isSidecar(containers: Pod['spec']['containers'], name: string): boolean {
  return containers.some((container) => container.name === name && container.restartPolicy === 'Always');
}

export function podStatus(pod: Pod, progress: PodProgress): object {
  const { ip, started, initialized, initContainers, containers } = progress;
  const ready = isReady(progress, pod);
  const condition = (type: string, holds: boolean) => ({
    type,
    status: holds ? 'True' : 'False',
    lastTransitionTime: new Date().toISOString(),
  });
  const statusOf = (process: ContainerProcess) => ({
    name: process.plan.name,
    image: process.plan.image,
    imageID: process.plan.image,
    ready: process.ready,
    started: process.running,
    restartCount: process.restarts,
    state: process.running
      ? { running: { startedAt: started } }
      : { terminated: { exitCode: 0, reason: 'Completed', startedAt: started, finishedAt: started } },
  });
  return {
    phase: initialized ? 'Running' : 'Pending',
    hostIP: NODE.ip,
    hostIPs: [{ ip: NODE.ip }],
    podIP: ip,
    podIPs: [{ ip }],
    startTime: started,
    conditions: [
      condition('PodScheduled', true),
      condition('Initialized', initialized),
      condition('ContainersReady', ready),
      condition('Ready', ready),
    ],
    initContainerStatuses: initContainers.map(statusOf),
    containerStatuses: containers.map(statusOf),
  };
}
