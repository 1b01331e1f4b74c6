import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run, same, tried } from './shell.mjs';

const PIPELINES = {
  github: {
    file: '.github/workflows/mesh.yaml',
    lines: ({ jobs }) => jobs.mesh.steps.filter((step) => step.run !== undefined).map((step) => step.run),
  },
  gitlab: { file: '.gitlab-ci.yml', lines: ({ mesh }) => mesh.script },
};

/** What somebody does who forgot a step, and what the pipeline must say to it: the line that fails. */
const MISTAKES = [
  {
    what: 'dist/ is older than the program',
    fails: /git diff/,
    edit: ['lib/mesh.ts', "'web.example.com'", "'shop.example.com'"],
  },
  {
    what: 'a route has changed',
    fails: /npm test/,
    edit: ['lib/mesh.ts', "'web.example.com'", "'shop.example.com'"],
    synth: true,
  },
  { what: 'a type is wrong', fails: /npm run check/, edit: ['main.ts', 'addMesh(app);', 'addMesh(app as unknown as string);'] },
  { what: 'the program throws', fails: /npm run synth/, edit: ['lib/mesh.ts', "mode: 'STRICT'", "mode: 'STRIKT' as never"] },
];

/**
 * A registry that has not got the packages for other machines makes a lock without them, which `npm ci` then refuses. They are the same
 * as in this repository's own lock.
 */
function completeLock(folder) {
  const path = join(folder, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const ours = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
    for (const place of Object.keys(optionalDependencies).map((name) => `node_modules/${name}`))
      if (ours[place] !== undefined) lock.packages[place] ??= ours[place];
  }
  writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
}

/** Runs the lines of a pipeline as its service does, each in a shell of its own, up to the first that fails. */
function runPipeline(folder, ci, { isInstalled }) {
  const { file, lines } = PIPELINES[ci];
  const all = lines(parse(readFileSync(join(folder, file), 'utf8')));
  if (all.length < 5 || all.some((line) => typeof line !== 'string')) throw new Error(`${file} has no lines to run`);
  for (const line of isInstalled ? all.slice(1) : all) {
    const { status, output } = tried(folder, line);
    if (status !== 0) return { failed: line, output };
  }
  return {};
}

const commit = (folder) =>
  run(folder, 'git add --all && git -c user.name=a -c user.email=a@example.com commit --quiet --message change');

/** Starts a mesh repository with the command of the package, and does what its README says. */
export function checkMeshRepository(parent, tarball, ci) {
  const folder = join(parent, `mesh-${ci}`);
  const npx = `npm exec --yes --prefer-offline --package=${tarball} -- cdk8s-istio`;
  const said = run(parent, `${npx} init mesh-${ci} --ci ${ci} --library ${tarball}`);
  if (!said.includes(`cd mesh-${ci}`)) throw new Error(`init does not say what is next:\n${said}`);
  run(folder, 'git init --quiet && npm install --prefer-offline --no-audit --no-fund');
  completeLock(folder);
  run(folder, 'npm run synth && npm test');
  same('what a first test run writes', run(folder, 'find . -name "*.snap" -not -path "./node_modules/*"'), '');
  if (!existsSync(join(folder, 'dist', 'apply.sh'))) throw new Error('dist/apply.sh, which the README names, is not there');
  commit(folder);
  expectGreen(folder, ci);
  for (const mistake of MISTAKES) expectRed(folder, ci, mistake);
  return `${ci}: started, installed, synthesized, tested; its pipeline passes, and finds ${MISTAKES.length} mistakes`;
}

function expectGreen(folder, ci) {
  const { failed, output } = runPipeline(folder, ci, { isInstalled: false });
  if (failed !== undefined) throw new Error(`${ci}: the pipeline fails at ${failed}\n${output}`);
  same('what the pipeline leaves behind', run(folder, 'git status --porcelain'), '');
}

function expectRed(folder, ci, { what, fails, edit: [path, from, to], synth }) {
  const file = join(folder, path);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
  if (synth === true) run(folder, 'npm run synth');
  commit(folder);
  const { failed = 'nothing', output } = runPipeline(folder, ci, { isInstalled: true });
  if (!fails.test(failed)) throw new Error(`${ci}: ${what}, and the pipeline fails at ${failed}\n${output}`);
  run(folder, 'git reset --quiet --hard HEAD~1 && git clean --quiet --force -d dist');
}

/** What is there already is not written over. */
export function checkRefusal(parent, tarball) {
  const folder = join(parent, 'taken');
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.ts'), '// mine\n');
  const { status, output } = tried(folder, `npm exec --yes --prefer-offline --package=${tarball} -- cdk8s-istio init`);
  if (status !== 1 || !output.includes('would be overwritten, got main.ts')) throw new Error(`init did not refuse:\n${output}`);
  same('the files of somebody else', run(folder, 'ls -A && cat main.ts'), 'main.ts\n// mine\n');
}
