import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Answer, Question } from './app/question';
import { OUTSIDE_SOCKET, podSocket } from './inside/layout';
import { until } from './inside/until';
import type { PodRecord } from './pod-record';
import { type Processes, running, stateFolder } from './state';

/** What a program said. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Who asks: the pod of an application, by its label `app`, or whoever stands outside of the cluster. */
export type Asker = { readonly app: string; readonly namespace: string } | 'outside';

/** A mesh that runs, seen from this machine. */
export class Mesh {
  private constructor(
    readonly name: string,
    private readonly processes: Processes,
  ) {}

  /** @throws where no mesh of that name runs */
  static find(name: string): Mesh {
    const processes = running(name);
    if (processes === undefined) throw new Error(`no mesh "${name}" runs; start it by: npm run mesh -- up --name ${name}`);
    return new Mesh(name, processes);
  }

  get folder(): string {
    return stateFolder(this.name);
  }

  get pods(): PodRecord[] {
    return JSON.parse(readFileSync(join(this.folder, 'pods.json'), 'utf8')) as PodRecord[];
  }

  /** The pod with that name, or with a name that begins so; `namespace/` may stand before it. */
  pod(wanted: string): PodRecord {
    const [name = '', namespace] = wanted.split('/').reverse();
    const candidates = this.pods.filter((pod) => namespace === undefined || pod.namespace === namespace);
    const found = candidates.filter((pod) => pod.name === name);
    const [first, ...others] = found.length > 0 ? found : candidates.filter((pod) => pod.name.startsWith(name));
    if (first !== undefined && others.length === 0) return first;
    const list = (first === undefined ? this.pods : [first, ...others]).map((pod) => `  ${pod.namespace}/${pod.name}`);
    throw new Error(`${first === undefined ? 'no pod' : 'more than one pod'} is "${wanted}"; there are\n${list.join('\n')}`);
  }

  /** The program and arguments that run something in the network of the node, outside of the cluster. It sees the files of this machine. */
  outsideCommand(args: readonly string[]): string[] {
    return ['nsenter', '-t', `${this.processes.inner}`, '--net', '--', ...args];
  }

  kubectlCommand(args: readonly string[]): string[] {
    return this.outsideCommand(['kubectl', `--kubeconfig=${join(this.folder, 'kubeconfig')}`, ...args]);
  }

  /** The program and arguments that run something in a container. */
  execCommand(pod: PodRecord, args: readonly string[], wanted?: string): string[] {
    const container = pod.containers.find(({ name }) => wanted === undefined || name === wanted);
    if (container === undefined) {
      const names = pod.containers.map(({ name }) => name);
      throw new Error(`pod ${pod.name} has no running container ${wanted ?? ''}; there are: ${names.join(', ')}`);
    }
    const { pid, root, user } = container;
    return [
      ...['nsenter', '-t', `${this.processes.inner}`, '--mount', '--pid', '--'],
      ...['nsenter', '-t', `${pid}`, '--mount', '--net', `--pid=/proc/${pid}/ns/pid_for_children`, '--'],
      ...['chroot', `--userspec=${user}:${user}`, '--groups=', root, ...args],
    ];
  }

  kubectl(args: readonly string[], input?: string): Promise<Outcome> {
    return run(this.kubectlCommand(args), input);
  }

  /** What kubectl says. @throws with its message where it fails */
  async kubectlOutput(args: readonly string[], input?: string): Promise<string> {
    const { code, output, errors } = await this.kubectl(args, input);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} failed: ${errors.trim()}`);
    return output;
  }

  exec(pod: PodRecord, args: readonly string[], container?: string): Promise<Outcome> {
    return run(this.execCommand(pod, args, container));
  }

  /** Lets somebody ask something, by a real request through the sidecar, if there is one. */
  async ask(from: Asker, question: Question): Promise<Answer[]> {
    const socket = from === 'outside' ? OUTSIDE_SOCKET : podSocket(this.asker(from).id);
    return JSON.parse(await post(`/proc/${this.processes.inner}/root${socket}`, JSON.stringify(question))) as Answer[];
  }

  /** Files of the logs of all containers of that name, oldest state included. */
  logs(container: string): string[] {
    const folder = join(this.folder, 'logs');
    return readdirSync(folder)
      .filter((file) => file.endsWith(`_${container}.log`))
      .map((file) => join(folder, file));
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    for (const pid of [this.processes.inner, this.processes.outer]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended together with the other
      }
    }
    await until(`mesh ${this.name} ends`, () => (running(this.name) === undefined ? true : undefined));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private asker({ app, namespace }: Exclude<Asker, 'outside'>): PodRecord {
    const found = this.pods.find((pod) => pod.namespace === namespace && pod.labels['app'] === app && pod.ready);
    if (found === undefined) throw new Error(`no pod with app=${app} in ${namespace} is ready`);
    return found;
  }
}

function run([command = '', ...args]: readonly string[], input?: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, output, errors }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function post(socketPath: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, method: 'POST', path: '/' }, async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve(text);
    });
    sent.on('error', reject).end(body);
  });
}
