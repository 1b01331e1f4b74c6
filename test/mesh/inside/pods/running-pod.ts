import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api';
import type { Instructions } from '../instructions';
import type { Container, Pod } from '../kube-object';
import { MEMORY, NODE, PODS, podSocket } from '../layout';
import { until } from '../until';
import { ContainerProcess } from './container';
import { argumentsOf, environmentOf } from './env';
import { imageOf } from './image';
import { connectPod, disconnectPod, podAddress } from './pod-network';
import { isReady, type PodProgress, podStatus } from './pod-status';
import { succeeds } from './probe';
import { terminate } from './termination';
import { makeVolumes } from './volumes';

const PROBE_OFTEN = 50;
const PROBE_SELDOM = 2000;
/** As Kubernetes has it where a probe does not say: a machine that is busy for a moment ends nothing. */
const FAILURES_UNTIL_UNREADY = 3;

/** One pod from its start to its end. */
export class RunningPod implements PodProgress {
  readonly id: string;
  readonly ip: string;
  readonly started = new Date().toISOString();
  readonly initContainers: ContainerProcess[] = [];
  readonly containers: ContainerProcess[] = [];
  initialized = false;
  private stopped = false;
  private killed = false;
  private socketTaken = false;
  private connected: Promise<void> | undefined;
  private reported: Promise<void> = Promise.resolve();

  constructor(
    readonly pod: Pod,
    number: number,
    private readonly api: Api,
    private readonly instructions: Instructions,
    private readonly changed: () => void,
  ) {
    this.id = `p${number}`;
    this.ip = podAddress(number);
  }

  get ready(): boolean {
    return isReady(this, this.pod);
  }

  private get folder(): string {
    return join(PODS, this.id);
  }

  async start(): Promise<void> {
    this.connected = connectPod(this.id, this.ip);
    mkdirSync(this.folder, { recursive: true });
    this.writeNames();
    await this.connected;
    await this.report();
    await this.wait('its volumes', async () =>
      (await makeVolumes(this.api, this.pod, this.ip, join(this.folder, 'volumes'))) === undefined ? true : undefined,
    );
    for (const container of this.pod.spec.initContainers ?? []) {
      if (this.stopped) return;
      const process = await this.create(container, this.initContainers);
      if (container.restartPolicy === 'Always') await this.startSidecar(container, process);
      else await process.complete();
    }
    if (this.stopped) return;
    this.initialized = true;
    for (const container of this.pod.spec.containers) this.run(container, await this.create(container, this.containers));
    await this.report();
  }

  /** Ends it at the latest after a time. */
  async stop(seconds: number): Promise<void> {
    this.stopped = true;
    for (const container of [...this.initContainers, ...this.containers]) container.stop();
    if (seconds > 0) await terminate(this.pod, this.containers, this.initContainers, seconds);
    await this.kill();
  }

  /** Ends it now. */
  async kill(): Promise<void> {
    this.stopped = true;
    if (this.killed) return;
    this.killed = true;
    for (const container of [...this.initContainers, ...this.containers]) container.stop();
    await this.connected?.catch(() => {});
    if (this.connected !== undefined) await disconnectPod(this.id);
    for (const path of [this.folder, podSocket(this.id)]) rmSync(path, { recursive: true, force: true });
  }

  private async startSidecar(container: Container, process: ContainerProcess): Promise<void> {
    this.run(container, process);
    const { startupProbe } = container;
    if (startupProbe === undefined) return;
    await this.wait(`the startup probe of ${container.name}`, async () =>
      (await succeeds(this.ip, container, startupProbe)) ? true : undefined,
    );
  }

  private run(container: Container, process: ContainerProcess): void {
    process.keep(() => void this.report()).catch((error: Error) => console.error(`${this.id}: ${error.message}`));
    void this.watchReadiness(container, process);
  }

  private async watchReadiness({ readinessProbe, ...container }: Container, process: ContainerProcess): Promise<void> {
    const { failureThreshold = FAILURES_UNTIL_UNREADY } = readinessProbe ?? {};
    let failures = 0;
    while (!this.stopped) {
      const succeeded = readinessProbe === undefined || (await succeeds(this.ip, container, readinessProbe));
      failures = succeeded ? 0 : failures + 1;
      const ready = process.running && (succeeded || (process.ready && failures < failureThreshold));
      if (ready !== process.ready && !this.stopped) {
        process.ready = ready;
        await this.report();
      }
      await sleep(ready ? PROBE_SELDOM : PROBE_OFTEN);
    }
  }

  private async create(container: Container, list: ContainerProcess[]): Promise<ContainerProcess> {
    const environment = await this.wait(`the environment of ${container.name}`, () =>
      environmentOf(this.api, this.pod, this.ip, container),
    );
    const { name, namespace, labels = {} } = this.pod.metadata;
    const image = imageOf(container.image, argumentsOf(container, environment), this.instructions);
    const ports = (container.ports ?? []).map(({ name: port, containerPort }) => ({ name: port, port: containerPort }));
    const app = { namespace, pod: name, app: labels['app'] ?? name, version: labels['version'], ports };
    const socket = image.isApp && list === this.containers && this.takeSocket() ? `/mesh/sockets/${this.id}.sock` : undefined;
    const user = container.securityContext?.runAsUser ?? this.pod.spec.securityContext?.runAsUser ?? image.user;
    const process = new ContainerProcess({
      name: container.name,
      image: container.image,
      folder: join(this.folder, container.name),
      network: this.id,
      mounts: [
        ...Object.entries(image.files).map(([target, source]) => [source, target] as const),
        [join(this.folder, 'resolv.conf'), '/etc/resolv.conf'],
        [join(this.folder, 'hosts'), '/etc/hosts'],
        ...(image.isApp ? [[join(MEMORY, 'sockets'), '/mesh/sockets'] as const] : []),
        ...(container.volumeMounts ?? []).map(
          ({ name: volume, mountPath, subPath = '' }) => [join(this.folder, 'volumes', volume, subPath), mountPath] as const,
        ),
      ],
      user,
      group: container.securityContext?.runAsGroup ?? this.pod.spec.securityContext?.runAsGroup ?? user,
      command: image.command,
      environment: image.isApp ? { ...environment, MESH_APP: JSON.stringify({ ...app, socket }) } : environment,
      log: join(this.instructions.state, 'logs', `${namespace}_${name}_${container.name}.log`),
    });
    list.push(process);
    return process;
  }

  /** Only the first application of a pod is asked to ask. */
  private takeSocket(): boolean {
    const free = !this.socketTaken;
    this.socketTaken = true;
    return free;
  }

  private writeNames(): void {
    const { name, namespace } = this.pod.metadata;
    const search = `${namespace}.svc.cluster.local svc.cluster.local cluster.local`;
    const names = `nameserver ${NODE.dns}\nsearch ${search}\noptions ndots:5\n`;
    writeFileSync(join(this.folder, 'resolv.conf'), names);
    writeFileSync(join(this.folder, 'hosts'), `127.0.0.1 localhost\n${this.ip} ${this.pod.spec.hostname ?? name}\n`);
  }

  /** Waits for as long as the pod is wanted. */
  private async wait<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    const { namespace, name } = this.pod.metadata;
    return until(
      `pod ${namespace}/${name} has ${what}`,
      () => {
        if (this.stopped) throw new Error(`pod ${namespace}/${name} ended before it had ${what}`);
        return ask();
      },
      { seconds: 3600 },
    );
  }

  /** One report after the other: a later one that comes first would be overwritten by what is no longer so. */
  private report(): Promise<void> {
    this.changed();
    this.reported = this.reported.then(() => this.reportNow());
    return this.reported;
  }

  private async reportNow(): Promise<void> {
    const { namespace, name } = this.pod.metadata;
    try {
      await this.api.patch(`/api/v1/namespaces/${namespace}/pods/${name}/status`, { status: podStatus(this.pod, this) });
    } catch (error) {
      if (!this.stopped) console.error(`status of ${namespace}/${name}: ${(error as Error).message}`);
    }
  }
}
