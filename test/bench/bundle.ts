import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Where the programs and what they write go. */
export const BUILD = join('.build', 'bench');

/** One JavaScript file of a program, as `scripts/run.mjs` makes it. */
export function bundle(source: string): string {
  const outfile = join(BUILD, source.replace(/\.ts$/, '.js').replaceAll('/', '-'));
  buildSync({ entryPoints: [source], outfile, bundle: true, platform: 'node', packages: 'external', logLevel: 'warning' });
  return outfile;
}

/** One of the real programs, built first where it is missing. */
export function peer(name: string): string {
  const build = ['test/peers/build.mjs', name];
  return execFileSync(process.execPath, build, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
