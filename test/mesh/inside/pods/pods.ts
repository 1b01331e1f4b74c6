import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PodRecord } from '../../pod-record';
import type { Api } from '../api';
import { Collection } from '../collection';
import type { Instructions } from '../instructions';
import type { Pod } from '../kube-object';
import { NODE } from '../layout';
import { rootOf } from './container-script';
import { RunningPod } from './running-pod';

/** Runs every pod that the scheduler puts on the node: the part of a kubelet. */
export class Pods {
  private readonly pods = new Map<string, RunningPod>();
  /** Those that are told to end. */
  private readonly ending = new Map<string, RunningPod>();
  private count = 0;

  constructor(
    private readonly api: Api,
    private readonly instructions: Instructions,
  ) {}

  async start(): Promise<void> {
    this.record();
    const path = `/api/v1/pods?fieldSelector=spec.nodeName%3D${NODE.name}`;
    await new Collection<Pod>(this.api, path, (pod, gone) => this.note(pod, gone)).follow();
  }

  private note(pod: Pod, gone: boolean): void {
    const { uid, deletionTimestamp } = pod.metadata;
    if (gone) this.kill(pod);
    else if (deletionTimestamp !== undefined) this.end(pod);
    else if (!this.pods.has(uid)) this.begin(pod);
  }

  private begin(pod: Pod): void {
    const running = new RunningPod(pod, ++this.count, this.api, this.instructions, () => this.record());
    this.pods.set(pod.metadata.uid, running);
    running
      .start()
      .catch((error: Error) => console.error(`pod ${pod.metadata.namespace}/${pod.metadata.name}: ${error.message}`));
  }

  private end({ metadata: { namespace, name, uid, deletionGracePeriodSeconds = 0 } }: Pod): void {
    if (this.ending.has(uid)) return;
    const running = this.pods.get(uid);
    this.pods.delete(uid);
    this.record();
    if (running !== undefined) this.ending.set(uid, running);
    const forget = () =>
      this.api.delete(`/api/v1/namespaces/${namespace}/pods/${name}`, { gracePeriodSeconds: 0, preconditions: { uid } });
    (running?.stop(deletionGracePeriodSeconds) ?? Promise.resolve())
      .catch((error: Error) => console.error(`end of pod ${namespace}/${name}: ${error.message}`))
      .then(forget)
      .catch(() => {}); // it is gone already
  }

  /** The API server has forgotten it. */
  private kill({ metadata: { namespace, name, uid } }: Pod): void {
    const running = this.pods.get(uid) ?? this.ending.get(uid);
    this.pods.delete(uid);
    this.ending.delete(uid);
    this.record();
    running?.kill().catch((error: Error) => console.error(`end of pod ${namespace}/${name}: ${error.message}`));
  }

  /** Writes down for the outside what runs where. */
  private record(): void {
    const records = [...this.pods.values()].map(({ id, ip, ready, pod, initContainers, containers }): PodRecord => {
      const { namespace, name, labels = {} } = pod.metadata;
      const all = [...containers, ...initContainers].filter(({ running }) => running);
      return {
        id,
        ip,
        ready,
        namespace,
        name,
        labels,
        containers: all.map(({ plan, pid }) => ({ name: plan.name, pid, root: rootOf(plan.folder), user: plan.user })),
      };
    });
    const file = join(this.instructions.state, 'pods.json');
    writeFileSync(`${file}.next`, JSON.stringify(records));
    renameSync(`${file}.next`, file);
  }
}
