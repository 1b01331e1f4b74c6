import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, bundle, peer } from './bundle';
import { type Contestant, measure } from './measure';
import { comparison, type Table } from './table';

const ROUNDS = 9;
const ROUNDS_FROM_THE_COMMAND_LINE = 5;
const CHARTS = ['base', 'istio-control/istio-discovery', 'gateways/istio-ingress', 'gateways/istio-egress'];

/** The same manifests through cdk8s alone. */
function includeProgram(manifests: string): string {
  const file = join(BUILD, 'include.js');
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

/** Helm on each of the charts that istioctl renders for the profile. */
function helmTemplate(): [string, ...string[]] {
  const list = ['list', '-m', '-f', '{{.Dir}}', 'istio.io/istio'];
  const istio = execFileSync('go', list, { cwd: join('test', 'oracle'), encoding: 'utf8' }).trim();
  const helm = peer('helm');
  const runs = CHARTS.map((chart) => {
    const path = join(istio, 'manifests', 'charts', chart);
    return `'${helm}' template release '${path}' --namespace istio-system --include-crds --set profile=demo`;
  });
  return ['sh', '-ec', runs.join('\n')];
}

/** The demo program against those who render the same charts. */
export function benchDemo(): Table[] {
  const istioctl = peer('istioctl');
  const generate = ['manifest', 'generate', '--set', 'profile=demo'] as const;
  const manifests = join(process.cwd(), BUILD, 'demo.yaml');
  writeFileSync(manifests, execFileSync(istioctl, generate, { maxBuffer: 1 << 26 }));
  const output = (name: string) => ({ CDK8S_OUTDIR: join(BUILD, name) });
  const program = bundle('main.ts');
  const rendering: Contestant[] = [
    { name: 'istioctl manifest generate', command: [istioctl, ...generate] },
    { name: `helm template, ${CHARTS.length} charts`, command: helmTemplate() },
    { name: 'main.ts by plain node', command: [process.execPath, program], env: output('node') },
    {
      name: "istioctl's manifests through cdk8s Include",
      command: [process.execPath, includeProgram(manifests)],
      env: output('include'),
    },
  ];
  const synth = ['synth', '--output', join(BUILD, 'cli')] as const;
  const endToEnd: Contestant[] = [
    { name: 'npx cdk8s synth', command: ['npx', 'cdk8s', ...synth] },
    { name: 'npx cdk8s synth --check-upgrade=false', command: ['npx', 'cdk8s', ...synth, '--check-upgrade=false'] },
    { name: 'cdk8s without npx', command: [join('node_modules', '.bin', 'cdk8s'), ...synth, '--check-upgrade=false'] },
    {
      name: 'cdk8s with a program that does nothing',
      command: [join('node_modules', '.bin', 'cdk8s'), ...synth, '--check-upgrade=false', '--app', `mkdir -p ${BUILD}/cli`],
    },
    { name: 'npm run synth', command: ['npm', 'run', 'synth'] },
    { name: 'node scripts/run.mjs main.ts', command: [process.execPath, 'scripts/run.mjs', 'main.ts'], env: output('run') },
    { name: 'main.ts by plain node', command: [process.execPath, program], env: output('node') },
  ];
  const rendered = measure(rendering, ROUNDS);
  const synthesized = measure(endToEnd, ROUNDS_FROM_THE_COMMAND_LINE);
  return [
    comparison(
      'The demo program',
      `\`main.ts\`, which has bookinfo and its rules as well, against what renders the charts of Istio for \`profile=demo\`. Aim: no slower than istioctl.`,
      rendered,
      rendered[0]!,
    ),
    comparison(
      'From the command line',
      'The same program by all ways to start it. `npx cdk8s synth` is npx, then cdk8s-cli, then esbuild, then the program.',
      synthesized,
      synthesized[0]!,
    ),
  ];
}
