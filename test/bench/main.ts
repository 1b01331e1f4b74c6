import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { benchInjection } from './injection';
import { type Contestant, measure, report } from './measure';
import { benchTypes } from './types';

const BUILD = '.build';
const SIZES = [1000, 2000, 4000];

function bundle(source: string): string {
  const outfile = join(BUILD, 'bench', source.replace(/\.ts$/, '.js').replaceAll('/', '-'));
  buildSync({ entryPoints: [source], outfile, bundle: true, platform: 'node', packages: 'external', logLevel: 'warning' });
  return outfile;
}

function peer(name: string): string {
  return execFileSync(process.execPath, ['test/peers/build.mjs', name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
}

/** The same manifests through cdk8s alone: how fast a program on cdk8s can be at all. */
function includeProgram(manifests: string): string {
  const file = join(BUILD, 'bench', 'include.js');
  writeFileSync(
    file,
    `const { App, Chart, Include } = require('cdk8s');
const app = new App();
new Include(new Chart(app, 'all'), 'manifests', { url: ${JSON.stringify(manifests)} });
app.synth();
`,
  );
  return file;
}

function demoProgram(): void {
  const istioctl = peer('istioctl');
  const generate = ['manifest', 'generate', '--set', 'profile=demo'] as const;
  const manifests = join(process.cwd(), BUILD, 'bench', 'demo.yaml');
  writeFileSync(manifests, execFileSync(istioctl, generate, { maxBuffer: 1 << 26 }));
  const output = (name: string) => ({ CDK8S_OUTDIR: join(BUILD, 'bench', name) });
  const contestants: Contestant[] = [
    { name: 'istioctl manifest generate --set profile=demo', command: [istioctl, ...generate] },
    { name: 'node: the program main.ts', command: [process.execPath, bundle('main.ts')], env: output('node') },
    { name: 'npx cdk8s synth', command: ['npx', 'cdk8s', 'synth', '--output', join(BUILD, 'bench', 'cli')] },
    { name: 'npm run synth', command: ['npm', 'run', 'synth'] },
    {
      name: "node: istioctl's manifests through cdk8s Include",
      command: [process.execPath, includeProgram(manifests)],
      env: output('include'),
    },
  ];
  const measured = measure(contestants, 9);
  report('the demo program (ratio to istioctl)', measured, () => measured[0]!);
}

function growth(): void {
  const program = bundle('test/bench/many-rules.ts');
  const contestants = SIZES.map(
    (size): Contestant => ({
      name: `${size} VirtualServices with their DestinationRules`,
      command: [process.execPath, program, String(size)],
      env: { CDK8S_OUTDIR: join(BUILD, 'bench', `rules-${size}`) },
    }),
  );
  const measured = measure(contestants, 5);
  report('growth (ratio to half the size)', measured, (each, i) => measured[i - 1] ?? each);
}

mkdirSync(join(BUILD, 'bench'), { recursive: true });
demoProgram();
growth();
benchInjection();
benchTypes();
