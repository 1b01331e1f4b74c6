// npm run synth: synthesizes into a folder beside dist/ and puts it in the place of dist/ when all went well; MESH=handson goes to
// dist-handson/. cdk8s-cli by itself
// deletes the output folder before it starts the program, so a mistake in the program would leave no manifests at all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { selectorChanges } from './selector-changes.mjs';

const { values, rest } = withoutOutput(process.argv.slice(2));
const program = process.env.MESH ?? 'main';
const DIST = values.at(-1) ?? (program === 'main' ? 'dist' : `dist-${program}`); // another program leaves the first one's manifests alone
const NEXT = join('.build', 'dist-next');
const PREVIOUS = join('.build', 'dist-previous');

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

const manifests = (folder) =>
  new Map(existsSync(folder) ? readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]) : []);

mkdirSync('.build', { recursive: true });
if (!existsSync(DIST) && existsSync(PREVIOUS)) renameSync(PREVIOUS, DIST);
rmSync(NEXT, { recursive: true, force: true });

const arguments_ = ['synth', '--check-upgrade=false', '--output', NEXT, ...rest];
const { status } = spawnSync(join('node_modules', '.bin', 'cdk8s'), arguments_, { stdio: ['inherit', 'ignore', 'inherit'] });
if (status !== 0) {
  console.error(`\nsynth failed; ${DIST}/ is as it was`);
  process.exit(1);
}

const before = manifests(DIST);
const after = manifests(NEXT);
rmSync(PREVIOUS, { recursive: true, force: true });
if (existsSync(DIST)) renameSync(DIST, PREVIOUS);
renameSync(NEXT, DIST);
rmSync(PREVIOUS, { recursive: true, force: true });

const change = (name) => {
  if (!before.has(name)) return 'new';
  if (!after.has(name)) return 'removed';
  return before.get(name) === after.get(name) ? 'unchanged' : 'changed';
};
for (const name of [...new Set([...before.keys(), ...after.keys()])].sort())
  console.log(`${change(name).padEnd(10)} ${join(DIST, name)}`);
for (const line of selectorChanges(before.values(), after.values())) console.error(`warning: ${line}`);
