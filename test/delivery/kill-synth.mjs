// @ts-check
/**
 * Kills `npm run synth` at random moments, and looks whether dist/ is the old or the new one, whole:
 *
 *     node test/delivery/kill-synth.mjs [seed]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';

const TIMES = 50;
const OBJECTS = 200;

const PROGRAM = `
import { ApiObject, Chart } from 'cdk8s';
import { MeshApp } from ${JSON.stringify(resolve('lib/delivery/mesh-app'))};
const app = new MeshApp({ layout: 'file-per-object' });
const chart = new Chart(app, '50-apps');
for (let i = 0; i < ${OBJECTS}; i++) {
  new ApiObject(chart, 'c' + i, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' + i }, data: { run: process.argv[2] } });
}
app.synth();
`;

const folder = mkdtempSync(join(tmpdir(), 'kill-synth-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

function prepare() {
  cpSync('scripts', join(folder, 'scripts'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\n');
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  mkdirSync(join(folder, '.build'));
  const options = { bundle: true, packages: /** @type {const} */ ('external'), platform: /** @type {const} */ ('node') };
  buildSync({ entryPoints: [join(folder, 'program.ts')], outfile: join(folder, 'program.js'), ...options });
}

/** @param {string} run */
function synth(run) {
  const app = `${process.execPath} program.js ${run}`;
  return spawn(process.execPath, ['scripts/synth.mjs', '--app', app], { cwd: folder, detached: true, stdio: 'ignore' });
}

/** The folders change places in a process that outlives synth for a moment. @param {number} id */
async function exchanged(id) {
  const isExchange = new RegExp(`exchange\\.mjs .*-next-${id}\\b`);
  while (isExchange.test(spawnSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).stdout)) await sleep(5);
}

/** Which runs wrote the files of dist/, and how many files there are. */
function found() {
  const dist = join(folder, 'dist');
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = entries.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  return { count: texts.length, runs: new Set(texts.map((text) => /run: "(\d+)"\n$/.exec(text)?.[1] ?? 'cut')) };
}

/** Mulberry32: the same moments for the same seed. @param {number} state */
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Resolves when a run begins to write, which is late: before, cdk8s-cli and the program are loaded. @param {number} id */
async function writes(id) {
  while (!existsSync(join(folder, '.build', `dist-next-${id}`))) await sleep(1);
}

async function main() {
  prepare();
  const start = Date.now();
  const [code] = await once(synth('0'), 'exit');
  if (code !== 0) throw new Error(`synth: exit code ${code}`);
  // Half of the moments are of the whole time, half of that from the first file on. The machine is more or less busy, so both adapt.
  const spans = [Date.now() - start, (Date.now() - start) / 4];
  const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);
  const next = random(seed);
  const count = { old: 0, new: 0 };
  let last = '0';
  let run = 0;
  for (let i = 0; i < TIMES; ) {
    const child = synth(String(++run));
    const id = /** @type {number} */ (child.pid);
    const gone = once(child, 'exit');
    const half = i % 2;
    if (half === 1) await Promise.race([gone, writes(id)]);
    await Promise.race([gone, sleep(/** @type {number} */ (spans[half]) * next())]);
    const isKilled = child.exitCode === null;
    // Half of them with all that was started, as when a terminal is lost.
    if (isKilled) process.kill(i % 4 < 2 ? -id : id, 'SIGKILL');
    await gone;
    await exchanged(id);
    const { count: files, runs } = found();
    const [is] = runs;
    if (files !== OBJECTS || runs.size !== 1 || (is !== last && is !== String(run)))
      throw new Error(`seed ${seed}, run ${run}: dist/ has ${files} files of the runs ${[...runs].join(', ')} after ${last}`);
    spans[half] = /** @type {number} */ (spans[half]) * (is === last ? 1.1 : 0.85);
    if (isKilled) {
      count[is === last ? 'old' : 'new']++;
      i++;
    }
    last = /** @type {string} */ (is);
  }
  const [end] = await once(synth('0'), 'exit');
  const left = readdirSync(join(folder, '.build')).filter((name) => name.startsWith('dist-previous'));
  if (end !== 0 || !found().runs.has('0') || left.length > 0) throw new Error(`seed ${seed}: the next synth does not go through`);
  console.log(`synth killed ${TIMES} times (seed ${seed}): the old dist/ ${count.old}, the new one ${count.new}, a half 0`);
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
