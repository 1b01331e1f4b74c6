// npm run synth: synthesizes into a folder beside dist/ and puts it in the place of dist/ when all went well; MESH=handson goes to
// dist-handson/. cdk8s-cli by itself deletes the output folder before it starts the program, so a mistake in the program would leave no
// manifests at all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removedObjects } from './removed-objects.mjs';
import { selectorChanges } from './selector-changes.mjs';

const { values, rest } = withoutOutput(process.argv.slice(2));
const program = process.env.MESH ?? 'main';
const DIST = values.at(-1) ?? (program === 'main' ? 'dist' : `dist-${program}`); // another program leaves the first one's manifests alone
const BUILD = '.build';
const LABEL = DIST.replaceAll(/[^\w.-]+/g, '_');
// With the process id in their names: what a killed synth started may still write into the folder of that one.
const NEXT = join(BUILD, `${LABEL}-next-${process.pid}`);
const PREVIOUS = join(BUILD, `${LABEL}-previous-${process.pid}`);

/** Takes --output out of the arguments, since it is not cdk8s-cli that writes there. */
function withoutOutput(given) {
  const values = [];
  const rest = [];
  for (let i = 0; i < given.length; i++) {
    if (given[i] === '--output' || given[i] === '-o') values.push(given[++i] ?? 'dist');
    else if (given[i].startsWith('--output=')) values.push(given[i].slice('--output='.length));
    else rest.push(given[i]);
  }
  return { values, rest };
}

function filesOf(folder) {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, path, name }) => relative(folder, join(parentPath ?? path, name)).replaceAll('\\', '/'));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function isRunning(id) {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Folders that a killed synth left, of which the last dist/ may be one. */
function leftBehind(name) {
  const [beginning, pattern] = [`${name}-`, /-(\d+)$/];
  return readdirSync(BUILD)
    .filter((entry) => entry.startsWith(beginning) && pattern.test(entry) && !isRunning(Number(pattern.exec(entry)[1])))
    .map((entry) => join(BUILD, entry));
}

/** Not even SIGKILL to this process, or to its group, comes between. Where the machine itself ends there, the next synth puts dist/ back. */
function exchange() {
  const script = fileURLToPath(new URL('exchange.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script, NEXT, DIST, PREVIOUS], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status === 0) return;
  console.error(`\n${DIST}/ could not be replaced by ${NEXT}/, and is as it was`);
  process.exit(1);
}

mkdirSync(BUILD, { recursive: true });
const [last] = leftBehind(`${LABEL}-previous`);
if (!existsSync(DIST) && last !== undefined) renameSync(last, DIST);
for (const folder of [...leftBehind(`${LABEL}-next`), ...leftBehind(`${LABEL}-previous`)])
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

const arguments_ = ['synth', '--check-upgrade=false', '--output', NEXT, ...rest];
const { status, stdout } = spawnSync(join('node_modules', '.bin', 'cdk8s'), arguments_, {
  stdio: ['inherit', 'pipe', 'inherit'],
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
const [, findings = ''] = /\nValidations finished\n+([\s\S]*?)\n*(?:Validations ended|$)/.exec(stdout ?? '') ?? [];
if (findings !== '' && findings !== 'no findings') console.error(`${findings.replaceAll(NEXT, DIST)}\n`);
if (status !== 0) {
  rmSync(NEXT, { recursive: true, force: true });
  console.error(`\nsynth failed; ${DIST}/ is as it was`);
  process.exit(1);
}

const before = filesOf(DIST);
const after = filesOf(NEXT);
exchange();
rmSync(PREVIOUS, { recursive: true, force: true });

const change = (name) => {
  if (!before.has(name)) return 'new';
  if (!after.has(name)) return 'removed';
  return before.get(name) === after.get(name) ? 'unchanged' : 'changed';
};
for (const name of [...new Set([...before.keys(), ...after.keys()])].sort())
  console.log(`${change(name).padEnd(10)} ${join(DIST, name)}`);
for (const object of removedObjects(before, after)) console.log(`${'removed'.padEnd(10)} ${object}`);
for (const line of selectorChanges(before.values(), after.values())) console.error(`warning: ${line}`);
