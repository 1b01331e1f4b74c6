// npm run synth, and npx cdk8s-istio synth elsewhere: synthesizes into a folder beside dist/ and puts it in the place of dist/ when all
// went well; MESH=handson goes to dist-handson/. cdk8s-cli by itself deletes the output folder before it starts the program, so a mistake
// in the program would leave no manifests at all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const { values, rest } = withoutOutput(process.argv.slice(2));
const CLI = cdk8sCli();
const { app, output } = await settings();
// Another program leaves the first one's manifests alone.
const program = /\bMESH\b/.test(app) && process.env.MESH !== '' ? (process.env.MESH ?? 'main') : 'main';
const DIST = values.at(-1) ?? (program === 'main' ? output : `${output}-${program}`);
const BUILD = '.build';
const LABEL = DIST.replaceAll(/[^\w.-]+/g, '_');
// With the process id in their names: what a killed synth started may still write into the folder of that one.
const NEXT = join(BUILD, `${LABEL}-next-${process.pid}`);
const PREVIOUS = join(BUILD, `${LABEL}-previous-${process.pid}`);

function fail(message) {
  console.error(`synth: ${message}`);
  process.exit(1);
}

/** Found as Node finds it, also in a folder above this one. */
function cdk8sCli() {
  try {
    return join(dirname(createRequire(resolve('cdk8s.yaml')).resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
  } catch {
    return fail(`cdk8s-cli is not installed in ${process.cwd()}; run npm ci, in the folder of the program`);
  }
}

/** What cdk8s.yaml says of the program and its output. */
async function settings() {
  const isNamed = rest.some((argument) => /^(-a|--app)(=|$)/.test(argument));
  if (!existsSync('cdk8s.yaml')) {
    if (isNamed) return { app: '', output: 'dist' };
    fail(`cdk8s.yaml does not exist in ${process.cwd()}; run it in the folder of the program`);
  }
  const { parse } = await import('yaml');
  try {
    const read = parse(readFileSync('cdk8s.yaml', 'utf8')) ?? {};
    if (read.app === undefined && !isNamed) fail('cdk8s.yaml: app is missing; set it to the command that runs the program');
    return { app: String(read.app ?? ''), output: String(read.output ?? 'dist') };
  } catch ({ message }) {
    return fail(`cdk8s.yaml: is no YAML: ${message.split('\n')[0].replace(/:$/, '')}; correct it`);
  }
}

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

/** Of a mistake in the program its message and the places in the program: no file outside, nothing of Node and cdk8s-cli. */
function relevant(errors) {
  return errors
    .replace(/^Error: command ".*?" at .* returned a non-zero exit code \d+\n(?: {4}at .*\n?)*/ms, '')
    .replace(/^\S.*:\d+\n.*\n\s*\^+\n\n*(?=(\w+: .*\n)+ {4}at )/m, '')
    .replace(/^ {4}at .*\bnode:internal\b.*\n/gm, '')
    .replace(/^Validation failed\. See above.*\n/m, '')
    .replace(/\nNode\.js v\d+\.\d+\.\d+\n/, '')
    .replaceAll(`file://${process.cwd()}/`, '')
    .replaceAll(process.cwd() + sep, '')
    .replaceAll(NEXT, DIST);
}

for (const folder of [BUILD, DIST]) {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    fail(`${folder} is a file, where a folder must be; remove it, or move it`);
}
mkdirSync(BUILD, { recursive: true });
const [last] = leftBehind(`${LABEL}-previous`);
if (!existsSync(DIST) && last !== undefined) renameSync(last, DIST);
for (const folder of [...leftBehind(`${LABEL}-next`), ...leftBehind(`${LABEL}-previous`)])
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

const arguments_ = ['synth', '--check-upgrade=false', '--output', NEXT, ...rest];
const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...arguments_], {
  stdio: ['inherit', 'pipe', 'pipe'],
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
const [, findings = ''] = /\nValidations finished\n+([\s\S]*?)\n*(?:Validations ended|$)/.exec(stdout ?? '') ?? [];
process.stderr.write(relevant(stderr ?? ''));
if (findings !== '' && findings !== 'no findings') console.error(`${findings.replaceAll(NEXT, DIST)}\n`);
if (status !== 0) {
  rmSync(NEXT, { recursive: true, force: true });
  console.error(`\nsynth failed; ${DIST}/ is as it was`);
  process.exit(1);
}

const before = filesOf(DIST);
const after = filesOf(NEXT);
mkdirSync(dirname(DIST), { recursive: true });
exchange();
rmSync(PREVIOUS, { recursive: true, force: true });

const change = (name) => {
  if (!before.has(name)) return 'new';
  if (!after.has(name)) return 'removed';
  return before.get(name) === after.get(name) ? 'unchanged' : 'changed';
};
for (const name of [...new Set([...before.keys(), ...after.keys()])].sort())
  console.log(`${change(name).padEnd(10)} ${join(DIST, name)}`);
// Not before: without node_modules/ they cannot be loaded.
const { removedObjects } = await import('./removed-objects.mjs');
const { selectorChanges } = await import('./selector-changes.mjs');
for (const object of removedObjects(before, after)) console.log(`${'removed'.padEnd(10)} ${object}`);
for (const line of selectorChanges(before.values(), after.values())) console.error(`warning: ${line}`);
