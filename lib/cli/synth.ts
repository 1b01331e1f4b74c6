import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readLibrary } from './init/library';

/** Adds `synth`, which is `cdk8s synth` where a mistake in the program costs no manifests. */
export function addSynth(program: Command): void {
  program
    .command('synth')
    .description('do what `cdk8s synth` does, but keep the old manifests when it fails, and say what changed')
    .argument('[options...]', 'other options of cdk8s synth, as they are')
    .option('-o, --output <folder>', 'the folder that is replaced (default: output in cdk8s.yaml, or dist)')
    .allowUnknownOption()
    .action((others: readonly string[], { output }: { readonly output?: string }) => {
      const script = join(readLibrary(__dirname).root, 'scripts', 'synth.mjs');
      const folder = output === undefined ? [] : ['--output', output];
      const { status } = spawnSync(process.execPath, [script, ...folder, ...others], { stdio: 'inherit' });
      process.exitCode = status ?? 1;
    });
}
