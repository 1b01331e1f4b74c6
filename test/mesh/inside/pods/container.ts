import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fchmodSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ContainerFiles, containerScript, rootOf } from './container-script';

const PAUSE_BEFORE_RESTART = 1000;

/** How a container is started. */
export interface ContainerPlan extends ContainerFiles {
  readonly name: string;
  readonly image: string;
  /** Network namespace of its pod. */
  readonly network: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: string;
}

/** A container that runs, once to its end or again and again. */
export class ContainerProcess {
  restarts = 0;
  ready = false;
  private child: ChildProcess | undefined;
  private end: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(readonly plan: ContainerPlan) {
    mkdirSync(plan.folder, { recursive: true });
    writeFileSync(this.script, containerScript(plan));
  }

  private get script(): string {
    return join(this.plan.folder, 'start.sh');
  }

  /** Process that stands in the namespaces of the container; 0 while there is none. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get running(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Runs it until it succeeds. */
  async complete(): Promise<void> {
    while (!this.stopped && (await this.once()) !== 0) await this.pause();
  }

  /** Starts it, and starts it again whenever it ends. */
  async keep(ended: () => void): Promise<void> {
    while (!this.stopped) {
      const code = await this.once();
      if (this.stopped) return;
      this.ready = false;
      console.error(`container ${this.plan.log} ended with ${code}`);
      await this.pause();
      ended();
    }
  }

  /** Keeps it from being started again; the pod's network kills its processes. */
  stop(): void {
    this.stopped = true;
  }

  /** Asks its program to end, and resolves when it has. */
  async terminate(): Promise<void> {
    if (!this.running) return;
    const children = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8');
    for (const pid of children.split(' ').filter((text) => text !== '')) process.kill(Number(pid), 'SIGTERM');
    await this.end;
  }

  /** Runs another program in it to its end, whatever that is. */
  execute(command: readonly string[]): Promise<void> {
    const { folder, user, group, environment } = this.plan;
    const inside = ['--mount', '--net', `--pid=/proc/${this.pid}/ns/pid_for_children`];
    const root = ['chroot', `--userspec=${user}:${group}`, '--groups=', rootOf(folder)];
    return new Promise((resolve) => {
      spawn('nsenter', ['-t', `${this.pid}`, ...inside, '--', ...root, ...command], { env: environment, stdio: 'ignore' })
        .on('error', () => resolve())
        .on('exit', () => resolve());
    });
  }

  private async pause(): Promise<void> {
    this.restarts++;
    await sleep(PAUSE_BEFORE_RESTART);
  }

  private once(): Promise<number | NodeJS.Signals | null> {
    const { network, environment, log } = this.plan;
    const output = openSync(log, 'a');
    fchmodSync(output, 0o666); // Envoy opens its standard output once more, as another user
    const child = spawn(
      'nsenter',
      [
        `--net=/run/netns/${network}`,
        '--',
        ...['unshare', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'],
        ...['--', 'sh', this.script],
      ],
      { env: environment, stdio: ['ignore', output, output] },
    );
    closeSync(output);
    this.child = child;
    const end = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
      child.on('error', reject).on('exit', (code, signal) => resolve(code ?? signal));
    });
    this.end = end;
    return end;
  }
}
