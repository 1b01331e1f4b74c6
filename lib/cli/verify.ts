import { type Command, Option } from 'commander';
import type { ClusterOptions } from '../cluster/kubectl-proxy';
import { addClusterOptions, askCluster, WRONG } from './cluster-command';
import { readDist } from './dist-files';
import { json, table } from './verify/report';
import { verify } from './verify/run';

interface VerifyOptions extends ClusterOptions {
  readonly output: 'text' | 'json';
}

/** Adds `verify`, which says whether a cluster is what `dist/` says, and whether the mesh in it works. */
export function addVerify(program: Command): void {
  const command = program
    .command('verify')
    .description('say whether a cluster is what the manifests say, and whether the mesh works; it changes nothing')
    .argument('[folder]', 'folder or file with manifests', 'dist')
    .addOption(
      new Option('--output <format>', 'a line for each check, or JSON with every difference')
        .choices(['text', 'json'])
        .default('text'),
    );
  addClusterOptions(command).action((folder: string, { output, ...options }: VerifyOptions) =>
    askCluster(
      options,
      () => readDist(folder),
      async (cluster, files) => {
        const checks = await verify(cluster, files);
        console.log(output === 'json' ? json(checks) : table(checks));
        if (checks.some(({ ok }) => !ok)) process.exitCode = WRONG;
      },
    ),
  );
}
