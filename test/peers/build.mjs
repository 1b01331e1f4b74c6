// @ts-check
/**
 * Builds the real programs that the tests run against, from pinned Go modules:
 *
 *     node test/peers/build.mjs [name ...]      all of them when none is named
 *
 * What happens is told on standard error; standard output has the path of each program, one a line.
 * A program is built once for each state of its go.mod, go.sum and, where it is ours, its sources.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const cache = join(root, '.cache', 'bin');

// Kubernetes reports its version only where the build gives it, and kubectl refuses what it reports otherwise.
const [, kubernetes, minor] = /k8s\.io\/kubernetes (v1\.(\d+)\.\d+)/.exec(goMod('test/peers/kubernetes')) ?? [];
const kubernetesVersion = Object.entries({ gitVersion: kubernetes, gitMajor: 1, gitMinor: minor })
  .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
  .join(' ');

/**
 * A program of somebody else's is also a `tool` line in the go.mod of its module, so that
 * `go mod tidy` there keeps what it needs.
 *
 * @typedef {{ module: string, main: string, link?: string }} Program
 * @type {Record<string, Program>}
 */
const programs = {
  oracle: { module: 'test/oracle', main: '.' },
  istioctl: { module: 'test/oracle', main: 'istio.io/istio/istioctl/cmd/istioctl' },
  'pilot-agent': { module: 'test/oracle', main: 'istio.io/istio/pilot/cmd/pilot-agent' },
  'pilot-discovery': { module: 'test/oracle', main: 'istio.io/istio/pilot/cmd/pilot-discovery' },
  'kube-apiserver': kubernetesProgram('kube-apiserver'),
  'kube-controller-manager': kubernetesProgram('kube-controller-manager'),
  'kube-scheduler': kubernetesProgram('kube-scheduler'),
  'kube-proxy': kubernetesProgram('kube-proxy'),
  prometheus: { module: 'test/peers/prometheus', main: 'github.com/prometheus/prometheus/cmd/prometheus' },
  promtool: { module: 'test/peers/prometheus', main: 'github.com/prometheus/prometheus/cmd/promtool' },
  etcd: { module: 'test/peers/etcd', main: 'go.etcd.io/etcd/server/v3' },
  ratelimit: { module: 'test/peers/ratelimit', main: 'github.com/envoyproxy/ratelimit/src/service_cmd' },
  redis: { module: 'test/peers/ratelimit', main: '.' },
  helm: { module: 'test/peers/helm', main: 'helm.sh/helm/v4/cmd/helm' },
};

/**
 * @param {string} name
 * @returns {Program}
 */
function kubernetesProgram(name) {
  return { module: 'test/peers/kubernetes', main: `k8s.io/kubernetes/cmd/${name}`, link: kubernetesVersion };
}

// One set of flags for all, or Go's build cache holds everything twice.
const flags = ['-trimpath', '-buildvcs=false'];
const environment = { CGO_ENABLED: '0' };

/**
 * The path of a program, which is built first where it is missing.
 *
 * @param {string} name
 * @returns {string}
 */
export function peer(name) {
  const { program, path } = locate(name);
  if (!existsSync(path)) {
    requireGo(program.module);
    console.error(`${name}: building`);
    const start = Date.now();
    build(name, program, path);
    console.error(`${name}: built in ${((Date.now() - start) / 1000).toFixed(1)} s`);
    removeOlder(name, path);
  }
  return path;
}

/** @param {string} name */
function locate(name) {
  const program = programs[name];
  if (!program) {
    throw new Error(`no program "${name}"; one of ${Object.keys(programs).join(', ')}`);
  }
  return { program, path: join(cache, fingerprint(program), name) };
}

/**
 * @param {string} name
 * @param {Program} program
 * @param {string} path
 */
function build(name, program, path) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const { status } = spawnSync(
    'go',
    ['build', ...flags, `-ldflags=-s -w ${program.link ?? ''}`, '-o', unfinished, program.main],
    {
      cwd: join(root, program.module),
      env: { ...process.env, ...environment },
      stdio: ['ignore', process.stderr, process.stderr],
    },
  );
  if (status !== 0) {
    rmSync(unfinished, { force: true });
    throw new Error(`${name}: go build of ${program.main} in ${program.module} failed; the message of Go is above`);
  }
  renameSync(unfinished, path);
}

/** @param {Program} program */
function fingerprint(program) {
  const folder = join(root, program.module);
  const files = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  const ours = program.main === '.' ? files.filter((file) => file.endsWith('.go')).sort() : [];
  const hash = createHash('sha256');
  hash.update(JSON.stringify([program, flags, environment, process.platform, process.arch]));
  for (const file of ['go.mod', 'go.sum', ...ours]) {
    hash.update(`\n${file}\n`).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * @param {string} name
 * @param {string} path
 */
function removeOlder(name, path) {
  for (const folder of readdirSync(cache, { withFileTypes: true })) {
    const other = join(cache, folder.name, name);
    if (other === path || folder.isSymbolicLink() || !existsSync(other)) {
      continue; // what is linked belongs to another checkout
    }
    rmSync(other);
    if (readdirSync(dirname(other)).length === 0) {
      rmdirSync(dirname(other));
    }
  }
}

/** @param {string} module */
function requireGo(module) {
  const [, wanted = ''] = /^go (\S+)$/m.exec(goMod(module)) ?? [];
  let found;
  try {
    found = execFileSync('go', ['env', 'GOVERSION'], { cwd: join(root, module), encoding: 'utf8' })
      .trim()
      .replace(/^go/, '');
  } catch {
    throw new Error(`${module}/go.mod: needs Go ${wanted} or later, got no "go" that runs on the PATH; install Go`);
  }
  if (found.localeCompare(wanted, undefined, { numeric: true }) < 0) {
    throw new Error(
      `${module}/go.mod: needs Go ${wanted} or later, got ${found}; install it, or let Go fetch it: GOTOOLCHAIN=auto`,
    );
  }
}

/** @param {string} module */
function goMod(module) {
  return readFileSync(join(root, module, 'go.mod'), 'utf8');
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2);
  try {
    for (const name of named.length > 0 ? named : Object.keys(programs)) {
      if (existsSync(locate(name).path)) {
        console.error(`${name}: up to date`);
      }
      console.log(peer(name));
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
