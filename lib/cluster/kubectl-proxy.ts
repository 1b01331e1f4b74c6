import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoCluster } from './no-cluster';

/** Which cluster, in the words of kubectl. */
export interface ClusterOptions {
  /** The program. @default kubectl, found on the PATH */
  readonly kubectl?: string;
  /** Name of a context of the kubeconfig. @default the current one */
  readonly context?: string;
  /** @default what kubectl takes: $KUBECONFIG, or ~/.kube/config */
  readonly kubeconfig?: string;
}

/** The options as arguments of kubectl. */
export function kubectlArguments({ context, kubeconfig }: ClusterOptions): string[] {
  return [
    ...(context === undefined ? [] : [`--context=${context}`]),
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
  ];
}

/** A `kubectl proxy` that nobody else can reach: it answers at a socket in a folder of ours. */
export interface KubectlProxy {
  readonly socket: string;
  stop(): void;
}

const FIRST_WORDS = 'Starting to serve';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Starts it, so that all the ways of logging in are kubectl's own, and many requests cost one start of kubectl.
 * @throws NoCluster where kubectl is missing or refuses its arguments
 */
export function startProxy(options: ClusterOptions): Promise<KubectlProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
  const socket = join(folder, 'api');
  const program = options.kubectl ?? 'kubectl';
  const args = [...kubectlArguments(options), 'proxy', `--unix-socket=${socket}`];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  // A signal ends this process without 'exit', and the proxy would outlive it.
  const end = () => process.exit(1);
  const stop = () => {
    process.off('exit', stop);
    for (const signal of SIGNALS) process.off(signal, end);
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  for (const signal of SIGNALS) process.on(signal, end);
  return ready(child, program).then(
    () => ({ socket, stop }),
    (error: unknown) => {
      stop();
      throw error;
    },
  );
}

function ready(child: ChildProcess, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    let errors = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes(FIRST_WORDS)) resolve();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', ({ message }) =>
      reject(new NoCluster(`${program}: cannot be run: ${message}; install kubectl, or name it with --kubectl`)),
    );
    child.on('close', (code) => {
      const why = errors.trim().replace(/^error: /, '') || `it ended with exit code ${code}`;
      reject(new NoCluster(`${program}: ${why}; look at --context and --kubeconfig`));
    });
  });
}
