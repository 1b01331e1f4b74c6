import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import type { Cluster } from '../cluster/cluster';
import { Kinds } from '../cluster/kinds';
import type { ClusterOptions } from '../cluster/kubectl-proxy';
import { addClusterOptions, askCluster, WRONG } from './cluster-command';
import { readDist } from './dist-files';
import { keptLines, script } from './uninstall/commands';
import { inventory } from './uninstall/inventory';
import { memoryOf } from './uninstall/memory';
import { type Permissions, type Plan, planOf } from './uninstall/plan';
import { runStep } from './uninstall/run';

interface UninstallOptions extends ClusterOptions, Permissions {
  readonly yes: boolean;
  /** Seconds. */
  readonly timeout: number;
}

const TIMEOUT = 120;

/** Adds `uninstall`, which takes out of a cluster what manifests have put in, and what istiod has made of it. */
export function addUninstall(program: Command): void {
  const command = program
    .command('uninstall')
    .description('print the deletions that take the mesh out of a cluster, last stage first; with --yes do them')
    .argument('[folder]', 'folder or file with manifests', 'dist')
    .option('--yes', 'delete, and wait until all is gone', false)
    .option('--delete-custom-resources', 'also the objects of the CRDs that are not of the folder', false)
    .option('--delete-namespaces', 'also what is in the namespaces and not of the folder', false)
    .option('--purge', 'all of Istio, also of other revisions and installations, and all objects of its kinds', false)
    .option('--timeout <seconds>', 'how long a step may take', toSeconds, TIMEOUT);
  addClusterOptions(command).action((folder: string, { yes, timeout, ...options }: UninstallOptions) =>
    askCluster(
      options,
      () => (options.purge && !existsSync(folder) ? [] : [...memoryOf(folder), ...readDist(folder)]),
      async (cluster, files) => {
        const kinds = await Kinds.read(cluster);
        const plan = planOf(files, await inventory(cluster, kinds), kinds, options);
        if (yes) await run(cluster, kinds, plan, timeout);
        else show(plan, kinds, options);
      },
    ),
  );
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new InvalidArgumentError('give a number of seconds.');
  return seconds;
}

function show(plan: Plan, kinds: Kinds, options: ClusterOptions): void {
  if (plan.steps.length > 0) console.log(script(plan, kinds, options));
  console.error(plan.steps.length === 0 ? 'nothing of it is in the cluster' : 'nothing was deleted; --yes does it');
}

async function run(cluster: Cluster, kinds: Kinds, { steps, kept, warnings }: Plan, seconds: number): Promise<void> {
  const problems: string[] = [];
  for (const step of steps) {
    // What comes later relies on what goes first.
    if (problems.length > 0) break;
    const start = Date.now();
    const wrong = await runStep(cluster, kinds, step, seconds);
    problems.push(...wrong);
    const gone = step.objects.length - wrong.length;
    console.log(`${step.title}: ${gone} of ${step.objects.length} deleted (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  }
  for (const line of [...problems, ...keptLines(kept), ...warnings]) console.log(line);
  const isClean = problems.length + kept.length === 0;
  console.log(isClean ? 'nothing is left' : 'not everything is gone');
  if (!isClean) process.exitCode = WRONG;
}
