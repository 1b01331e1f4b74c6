// Makes one file of JavaScript for each command, since reading hundreds takes longer than most of them: node scripts/bundle-cli.mjs [folder]
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const COMMANDS = [
  'analyze',
  'diff',
  'graph',
  'images',
  'init',
  'inject',
  'migrate',
  'render',
  'route',
  'synth',
  'uninstall',
  'verify',
];
const [folder = 'build/cli'] = process.argv.slice(2);
const sources = fileURLToPath(new URL('../lib/cli/', import.meta.url));

/** Shared with the user's own programs, and needed by one command alone. */
const peers = ['cdk8s', 'cdk8s-plus-27', 'constructs'];

function bundle(names, external) {
  buildSync({
    entryPoints: names.map((name) => `${sources}${name}.ts`),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
    external,
    logLevel: 'warning',
  });
}

bundle(
  ['main'],
  COMMANDS.map((name) => `./${name}`),
);
bundle(COMMANDS, peers);
bundle(['synth-plugin'], peers);
console.error(`${folder}: ${readdirSync(folder).join(', ')}`);
