import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { teamsMesh } from '../pictures/meshes';
import { BUILD } from './bundle';
import { type Contestant, measure } from './measure';
import { type Table, timeOf } from './table';

const FOLDER = join(BUILD, 'pictures');
const SIZES = [200, 2000];
const FORMATS = ['svg', 'html', 'json'] as const;
const ROUNDS = 3;

const size = (file: string) => `${(statSync(file).size / 1024).toFixed(0)} KiB`;

/** Time and size of the pictures of large meshes. */
export function benchPictures(): Table[] {
  const cli = join(FOLDER, 'cli');
  mkdirSync(FOLDER, { recursive: true });
  execFileSync(process.execPath, ['scripts/bundle-cli.mjs', cli], { stdio: 'ignore' });
  const all = SIZES.flatMap((services) => {
    const manifests = join(FOLDER, `${services}.yaml`);
    writeFileSync(manifests, teamsMesh(services));
    return FORMATS.map((format) => ({ services, format, manifests, file: join(FOLDER, `${services}.${format}`) }));
  });
  const command = ({ format, manifests }: (typeof all)[number]) =>
    [process.execPath, join(cli, 'main.js'), 'graph', manifests, '--format', format] as const;
  for (const one of all) {
    const [program, ...args] = command(one);
    writeFileSync(one.file, execFileSync(program, args, { maxBuffer: 1 << 28 }));
  }
  const contestants = all.map((one): Contestant => ({ name: `${one.format}, ${one.services} services`, command: command(one) }));
  const measured = measure(contestants, ROUNDS);
  return [
    {
      title: 'Drawing a mesh',
      about:
        'Teams of twenty services each, behind one gateway; the page holds its objects and 400 requests that can be followed.',
      head: ['', 'time', 'size'],
      rows: measured.map((each, i) => [each.name, timeOf(each), size(all[i]!.file)]),
    },
  ];
}
