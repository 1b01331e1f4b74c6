import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { BUILD, peer } from './bundle';
import { type Contestant, measure, ratio } from './measure';
import { serviceMesh } from './service-mesh';
import { comparison, type Table, timeOf } from './table';

const FOLDER = join(BUILD, 'analysis');
const SIZES = [1000, 2000, 4000];

function manifests(services: number): string {
  const file = join(FOLDER, `${services}.yaml`);
  writeFileSync(
    file,
    serviceMesh(services)
      .map((object) => dump(object))
      .join('---\n'),
  );
  return file;
}

/** The analyzer against istioctl's, and how it grows with the mesh. */
export function benchAnalysis(): Table[] {
  const cli = join(FOLDER, 'cli');
  mkdirSync(FOLDER, { recursive: true });
  execFileSync(process.execPath, ['scripts/bundle-cli.mjs', cli], { stdio: 'ignore' });
  const files = SIZES.map((size) => ({ size, file: manifests(size) }));
  const [, { file: middle } = { file: '' }] = files;
  const contestants: Contestant[] = [
    { name: 'istioctl analyze', command: [peer('istioctl'), 'analyze', '--use-kube=false', '-A', middle] },
    ...files.map(({ size, file }) => ({
      name: `cdk8s-istio analyze, ${size} services`,
      command: [process.execPath, join(cli, 'main.js'), 'analyze', file] as const,
    })),
  ];
  const [istioctl, ...sizes] = measure(contestants, 5);
  const about =
    '2,000 services with their rules, 10,000 objects in one file; istioctl looks with 32 of its 53 analyzers, since it has no cluster.';
  return [
    comparison('Analyzing 10,000 objects', about, [istioctl!, { ...sizes[1]!, name: 'cdk8s-istio analyze' }], istioctl!),
    {
      title: 'Analyzing larger meshes',
      about: 'Aim: at most 2.2 times the time for twice the services.',
      head: ['', 'time', 'growth per doubling'],
      rows: sizes.map((each, i) => [each.name, timeOf(each), i === 0 ? '' : ratio(each, sizes[i - 1]!).toFixed(2)]),
    },
  ];
}
