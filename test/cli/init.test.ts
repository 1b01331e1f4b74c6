import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type InitOptions, init as run } from '../../lib/cli/init';
import { writeNew } from '../../lib/cli/init/write-new';

const parent = mkdtempSync(join(tmpdir(), 'cdk8s-istio-init-'));
afterAll(() => rmSync(parent, { recursive: true }));

function init(cwd: string, place = '.', options: Partial<InitOptions> = {}): string {
  return run(cwd, place, { ci: 'github', keepExisting: false, ...options });
}

function folder(name: string, files: Readonly<Record<string, string>> = {}): string {
  const path = join(parent, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const filesOf = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
const textOf = (...path: readonly string[]) => readFileSync(join(parent, ...path), 'utf8');
const packageOf = (...path: readonly string[]) => JSON.parse(textOf(...path, 'package.json'));

const ALWAYS = [
  '.gitattributes',
  '.gitignore',
  'README.md',
  'cdk8s.yaml',
  'lib/mesh.ts',
  'lib/versions.ts',
  'lib/web.ts',
  'main.ts',
  'package.json',
  'renovate.json',
  'test/mesh.test.ts',
  'tsconfig.json',
];

test('a folder is made, with all files and what to do next', () => {
  const said = init(parent, 'shop/mesh');
  const files = [...ALWAYS, '.github/workflows/mesh.yaml'].sort();
  expect(filesOf(join(parent, 'shop/mesh'))).toEqual(files);
  const steps = ['cd shop/mesh', 'git init', 'npm install', 'npm run synth', 'npm test'];
  const lines = [...files.map((file) => `wrote  shop/mesh/${file}`), '', 'next:', ...steps.map((step) => `  ${step}`)];
  expect(said).toBe(`${lines.join('\n')}\n  git add --all && git commit --message "A mesh"`);
  expect(textOf('shop/mesh/README.md')).toContain('# mesh\n');
});

test('package.json has what the library is tested with', () => {
  init(parent, 'versions', { name: '@team/edge' });
  const { version, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const made = packageOf('versions');
  expect(made).toMatchObject({ name: '@team/edge', private: true });
  const { 'cdk8s-istio': library, ...others } = { ...made.dependencies, ...made.devDependencies };
  expect(library).toBe(version);
  expect(devDependencies).toMatchObject(others);
  expect(textOf('versions', 'README.md')).toContain('# @team/edge\n');
});

test('the folder in which it runs, which is in a repository already', () => {
  const here = folder('My Mesh!');
  mkdirSync(join(here, '.git'));
  const said = init(here, '.', { ci: 'none' });
  expect(said).toContain('wrote  main.ts\n');
  expect(said).toContain('next:\n  npm install\n');
  expect(packageOf('My Mesh!').name).toBe('my-mesh');
  expect(filesOf(here)).toEqual(ALWAYS);
});

test.each([
  ['jest', 'jest-mesh'],
  ['.hidden', 'hidden'],
  ['日本', 'mesh'],
  ['node_modules', 'node_modules-mesh'],
])('the default name in the folder %s is %s', (path, name) => {
  const place = folder(`name-of-${Buffer.from(path).toString('hex')}`);
  init(place, path);
  expect(packageOf(place.slice(parent.length + 1), path).name).toBe(name);
});

test('a file of the library counts from where the command runs', () => {
  const here = folder('packed', { 'library.tgz': '' });
  init(here, 'a/b', { library: './library.tgz' });
  expect(packageOf('packed/a/b').dependencies['cdk8s-istio']).toBe('file:../../library.tgz');
  init(here, 'c', { library: `file:${here}/library.tgz` });
  expect(packageOf('packed/c').dependencies['cdk8s-istio']).toBe('file:../library.tgz');
  init(here, 'd', { library: 'https://example.com/library.tgz' });
  expect(packageOf('packed/d').dependencies['cdk8s-istio']).toBe('https://example.com/library.tgz');
  init(here, 'e', { library: '^1.2.0' });
  expect(packageOf('packed/e').dependencies['cdk8s-istio']).toBe('^1.2.0');
});

test('a pipeline for each service is YAML that runs the same commands', () => {
  init(parent, 'on-github');
  init(parent, 'on-gitlab', { ci: 'gitlab' });
  expect(filesOf(join(parent, 'on-gitlab'))).toEqual([...ALWAYS, '.gitlab-ci.yml'].sort());
  const github = parse(textOf('on-github/.github/workflows/mesh.yaml'), { strict: true }) as {
    readonly jobs: { readonly mesh: { readonly steps: readonly { readonly run?: string }[] } };
  };
  const gitlab = parse(textOf('on-gitlab/.gitlab-ci.yml'), { strict: true }) as {
    readonly mesh: { readonly script: readonly string[] };
  };
  const commands = github.jobs.mesh.steps.flatMap(({ run }) => (run === undefined ? [] : run.trim().split('\n')));
  const own = gitlab.mesh.script.map((line) => line.replace(' --cache .npm --prefer-offline', ''));
  const [shared, reports] = [
    commands.slice(0, commands.indexOf('npm test') + 1),
    [commands, own].map((lines) => lines.join('\n')),
  ];
  expect(own.slice(0, shared.length)).toEqual(shared);
  for (const report of reports) expect(report).toMatch(/npx cdk8s-istio diff --from \S+ --output markdown dist > /);
  const { scripts } = packageOf('on-github');
  const used = commands.flatMap((line) => /^npm (?:run )?(synth|check|test)$/.exec(line)?.[1] ?? []);
  expect(used.sort()).toEqual(Object.keys(scripts).sort());
});

test('fails when it would overwrite a file, and writes none', () => {
  const here = folder('taken', { 'main.ts': '// mine', 'README.md': 'mine', 'other.txt': '' });
  expect(() => init(here)).toThrow(
    `init: ${here} has files that would be overwritten, got README.md, main.ts; ` +
      'use another folder, or --keep-existing to leave them as they are',
  );
  expect(filesOf(here)).toEqual(['README.md', 'main.ts', 'other.txt']);
});

test('fails when a link that leads nowhere is in the place of a file', () => {
  const here = folder('linked');
  symlinkSync('/nowhere', join(here, 'main.ts'));
  expect(() => init(here)).toThrow('got main.ts;');
  expect(filesOf(here)).toEqual(['main.ts']);
});

test('files that are there stay with --keep-existing', () => {
  const here = folder('kept', { 'README.md': 'mine' });
  expect(init(here, '.', { keepExisting: true })).toContain('\nkept   README.md\n');
  expect(textOf('kept/README.md')).toBe('mine');
  expect(filesOf(here)).toEqual([...ALWAYS, '.github/workflows/mesh.yaml'].sort());
});

test('files beside the new ones do no harm', () => {
  const here = folder('beside', { LICENSE: 'mine' });
  init(here);
  expect(textOf('beside/LICENSE')).toBe('mine');
});

const NAMES = 'must be lower-case letters, digits, -, . and _, with @scope/ before them or not';
const FILE = 'use what npm pack wrote, a version or a URL';

test.each<[place: string, options: Partial<InitOptions>, message: string]>([
  ['a-file', {}, `${parent}/wrong/a-file must be a folder, and is none; use another folder`],
  ['half', {}, `${parent}/wrong/half/lib must be a folder, and is none; use another folder`],
  ['x', { name: 'My Mesh' }, `--name ${NAMES}, got "My Mesh"; use one such as my-mesh`],
  ['x', { name: '' }, `--name ${NAMES}, got ""; use one such as my-mesh`],
  ['x', { name: 'a'.repeat(215) }, `--name is longer than 214 characters, got "${'a'.repeat(215)}"; use one such as my-mesh`],
  ['x', { name: 'node_modules' }, '--name is a name that npm keeps, got "node_modules"; use one such as my-mesh'],
  ['x', { name: 'constructs' }, '--name is the name of a package that the mesh needs, got "constructs"; use one such as my-mesh'],
  ['x', { library: './gone.tgz' }, `--library is no file, got "./gone.tgz"; ${FILE}`],
  ['x', { library: '..' }, `--library is no file, got ".."; ${FILE}`],
  ['x', { library: '' }, '--library is empty, got ""; use a version, a URL or a file'],
])('fails in %s with %j', (place, options, message) => {
  const here = join(parent, 'wrong');
  if (!readdirSync(parent).includes('wrong')) {
    folder('wrong', { 'a-file': '' });
    folder('wrong/half', { lib: '' });
  }
  expect(() => init(here, place, options)).toThrow(new Error(`init: ${message}`));
  expect(filesOf(here)).toEqual(['a-file', 'half/lib']);
});

test('the command says what is wrong, and ends with exit code 1', () => {
  const here = folder('by-command', { 'main.ts': '' });
  const by = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('bin/cdk8s-istio.js'), 'init', ...args], {
      cwd: here,
      encoding: 'utf8',
    });
    return { status, stdout, stderr: stderr.split('\n')[0] };
  };
  expect(by()).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('cdk8s-istio: init: ') });
  const choices = "error: option '--ci <service>' argument 'jenkins' is invalid. Allowed choices are github, gitlab, none.";
  expect(by('x', '--ci', 'jenkins')).toEqual({ status: 1, stdout: '', stderr: choices });
  expect(by('--keep-existing')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('kept   main.ts\n') });
}, 60_000);

test('what was written is taken back when the rest cannot be', () => {
  const files = new Map([
    ['a', ''],
    ['a/b', ''],
  ]);
  const here = folder('in-the-way');
  expect(() => writeNew(here, files, false)).toThrow(`init: ${here}/a cannot be written, got EEXIST; use another folder`);
  expect(filesOf(here)).toEqual([]);
});
