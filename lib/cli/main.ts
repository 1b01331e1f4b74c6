import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { ISTIO_VERSION } from '../versions';

// Most runs end before it pays to optimize code: V8 is told to start that later.
if (Number.parseInt(process.versions.node, 10) <= 24) setFlagsFromString('--interrupt-budget=500000');

/** Each is loaded when it is asked for: one needs no more than a reader of YAML, another all charts. */
const COMMANDS: Readonly<Record<string, (program: Command) => void>> = {
  analyze: (program) => (require('./analyze') as typeof import('./analyze')).addAnalyze(program),
  diff: (program) => (require('./diff') as typeof import('./diff')).addDiff(program),
  graph: (program) => (require('./graph') as typeof import('./graph')).addGraph(program),
  images: (program) => (require('./images') as typeof import('./images')).addImages(program),
  init: (program) => (require('./init') as typeof import('./init')).addInit(program),
  inject: (program) => (require('./inject') as typeof import('./inject')).addInject(program),
  migrate: (program) => (require('./migrate') as typeof import('./migrate')).addMigrate(program),
  render: (program) => (require('./render') as typeof import('./render')).addRender(program),
  route: (program) => (require('./route') as typeof import('./route')).addRoute(program),
  synth: (program) => (require('./synth') as typeof import('./synth')).addSynth(program),
  uninstall: (program) => (require('./uninstall') as typeof import('./uninstall')).addUninstall(program),
  verify: (program) => (require('./verify') as typeof import('./verify')).addVerify(program),
};

const program = new Command('cdk8s-istio')
  .description('the commands beside `cdk8s synth`')
  .version(`for Istio ${ISTIO_VERSION}`)
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(--help lists the commands and their options)');

const [, , asked = ''] = process.argv;
for (const [name, add] of Object.entries(COMMANDS)) {
  if (name === asked || !Object.hasOwn(COMMANDS, asked)) add(program);
}

// A reader such as `head` may have seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

program.parseAsync().catch((error: unknown) => {
  console.error(`cdk8s-istio: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
