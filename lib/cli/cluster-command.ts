import type { Command } from 'commander';
import { Cluster } from '../cluster/cluster';
import type { ClusterOptions } from '../cluster/kubectl-proxy';

/** Something is wrong in the cluster, or was not done. */
export const WRONG = 1;
/** Nothing can be said: wrong usage, no manifests, no cluster. */
export const UNKNOWN = 2;

/** Adds what says which cluster, and makes wrong usage end with the exit code of these commands. */
export function addClusterOptions(command: Command): Command {
  return command
    .option('--context <name>', 'context of the kubeconfig (default: the current one)')
    .option('--kubeconfig <file>', 'kubeconfig (default: that of kubectl)')
    .option('--kubectl <path>', 'the program that reaches the cluster (default: kubectl on the PATH)')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : UNKNOWN));
}

/** Asks a cluster of what was read; whatever keeps that from an answer is said, and ends with exit code 2. */
export async function askCluster<T>(
  options: ClusterOptions,
  read: () => T,
  run: (cluster: Cluster, what: T) => Promise<void>,
): Promise<void> {
  let cluster: Cluster | undefined;
  try {
    const what = read();
    cluster = await Cluster.open(options);
    await run(cluster, what);
  } catch (error) {
    console.error(`cdk8s-istio: ${error instanceof Error ? error.message : error}`);
    process.exitCode = UNKNOWN;
  } finally {
    cluster?.close();
  }
}
