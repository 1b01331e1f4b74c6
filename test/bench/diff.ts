import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { BUILD, peer } from './bundle';
import { type Contestant, measure, ratio } from './measure';
import { serviceMesh } from './service-mesh';
import { comparison, type Table, timeOf } from './table';

const FOLDER = join(BUILD, 'diff');
const SIZES = [500, 1000, 2000];
const MOST = 2000;

/** A mesh in which the canary of some services gets other shares. @param isMoved whether that of the service of a number does */
function manifests(services: number, name: string, isMoved: (i: number) => boolean): string {
  const file = join(FOLDER, `${services}-${name}.yaml`);
  let i = -1;
  const texts = serviceMesh(services).map((object) => {
    if (object.kind === 'Service') i++;
    const text = dump(object);
    return object.kind === 'VirtualService' && isMoved(i)
      ? text.replace('weight: 90', 'weight: 80').replace('weight: 10', 'weight: 20')
      : text;
  });
  writeFileSync(file, texts.join('---\n'));
  return file;
}

/** What a change does, in meshes of several sizes. */
export function benchDiff(): Table[] {
  const cli = join(FOLDER, 'cli');
  mkdirSync(FOLDER, { recursive: true });
  execFileSync(process.execPath, ['scripts/bundle-cli.mjs', cli], { stdio: 'ignore' });
  const old = new Map(SIZES.map((size) => [size, manifests(size, 'old', () => false)]));
  const one = manifests(MOST, 'one', (i) => i === 0);
  const diff = (size: number, file: string) => [process.execPath, join(cli, 'main.js'), 'diff', old.get(size)!, file] as const;
  const contestants: Contestant[] = [
    { name: 'istioctl analyze', command: [peer('istioctl'), 'analyze', '--use-kube=false', '-A', one] },
    { name: 'cdk8s-istio diff', command: diff(MOST, one) },
    ...SIZES.map((size) => ({
      name: `cdk8s-istio diff, ${size} services`,
      command: diff(
        size,
        manifests(size, 'tenth', (i) => i % 10 === 0),
      ),
    })),
  ];
  const [istioctl, single, ...sizes] = measure(contestants, 3);
  return [
    comparison(
      'What one change does in 10,000 objects',
      '2,000 services with their rules on both sides, one canary step; istioctl reads one side and says nothing of traffic.',
      [istioctl!, single!],
      istioctl!,
    ),
    {
      title: 'What a change of every tenth service does',
      about: 'A canary step in one of ten services. Aim: at most 2.5 times the time for twice the services.',
      head: ['', 'time', 'growth per doubling'],
      rows: sizes.map((each, i) => [each.name, timeOf(each), i === 0 ? '' : ratio(each, sizes[i - 1]!).toFixed(2)]),
    },
  ];
}
