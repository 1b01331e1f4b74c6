import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const REPOSITORY = resolve('.');

/** A program that writes one file for each name; `fail` stops it before. */
const program = (files: readonly string[], fail = false) => `
const { writeFileSync, mkdirSync } = require('node:fs');
mkdirSync(process.env.CDK8S_OUTDIR, { recursive: true });
if (${fail}) throw new Error('a mistake');
for (const name of ${JSON.stringify(files)}) writeFileSync(process.env.CDK8S_OUTDIR + '/' + name + '.yaml', 'kind: ' + name + '\\n');
`;

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'cdk8s-istio-synth-'));
  symlinkSync(join(REPOSITORY, 'node_modules'), join(project, 'node_modules'));
  writeFileSync(join(project, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\noutput: dist\n');
});

afterEach(() => rmSync(project, { recursive: true }));

function synth(text: string, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(project, 'main.js'), text);
  return spawnSync(process.execPath, [join(REPOSITORY, 'scripts', 'synth.mjs')], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

const dist = () => readdirSync(join(project, 'dist')).sort();

test('says what is new, changed and gone', () => {
  expect(synth(program(['A', 'B'])).stdout).toBe('new        dist/A.yaml\nnew        dist/B.yaml\n');
  expect(synth(program(['B', 'C'])).stdout).toBe('removed    dist/A.yaml\nunchanged  dist/B.yaml\nnew        dist/C.yaml\n');
  expect(dist()).toEqual(['B.yaml', 'C.yaml']);
});

test('leaves dist/ as it was when the program fails, with exit code 1', () => {
  synth(program(['A']));
  const { status, stderr } = synth(program(['B'], true));
  expect(status).toBe(1);
  expect(stderr).toContain('a mistake');
  expect(stderr).toContain('synth failed; dist/ is as it was');
  expect(dist()).toEqual(['A.yaml']);
  expect(readFileSync(join(project, 'dist', 'A.yaml'), 'utf8')).toBe('kind: A\n');
});

test('does not ask the network for a newer CLI', () => {
  const { stdout, stderr } = synth(program(['A']));
  expect(stdout + stderr).not.toContain('version');
});

test('of a mistake the message and the places in the program are said, and nothing of Node and cdk8s-cli', () => {
  const { stderr } = synth("function mesh() { throw new RangeError('a mistake'); }\nmesh();\n");
  expect(stderr).toBe(`RangeError: a mistake
    at mesh (main.js:1:25)
    at Object.<anonymous> (main.js:2:1)

synth failed; dist/ is as it was
`);
});

test('the folder is that of cdk8s.yaml', () => {
  writeFileSync(join(project, 'cdk8s.yaml'), 'app: node main.js\noutput: deploy/manifests\n');
  expect(synth(program(['A'])).stdout).toBe('new        deploy/manifests/A.yaml\n');
});

test('MESH names a program only where cdk8s.yaml says so, and is main where it is empty', () => {
  expect(synth(program(['A']), { MESH: 'blue' }).stdout).toBe('new        dist/A.yaml\n');
  writeFileSync(join(project, 'cdk8s.yaml'), `app: node "\${MESH:-main}.js"\n`);
  expect(synth(program(['A']), { MESH: '' }).stdout).toBe('unchanged  dist/A.yaml\n');
  writeFileSync(join(project, 'blue.js'), program(['B']));
  expect(synth(program(['A']), { MESH: 'blue' }).stdout).toBe('new        dist-blue/B.yaml\n');
});

test.each([
  ['cdk8s.yaml is not there', () => rmSync(join(project, 'cdk8s.yaml')), 'cdk8s.yaml does not exist in PROJECT; run it in'],
  ['cdk8s.yaml is no YAML', () => writeFileSync(join(project, 'cdk8s.yaml'), 'app: ['), 'cdk8s.yaml: is no YAML: '],
  [
    'cdk8s.yaml has no app',
    () => writeFileSync(join(project, 'cdk8s.yaml'), 'output: dist'),
    'cdk8s.yaml: app is missing; set it',
  ],
  ['nothing is installed', () => rmSync(join(project, 'node_modules')), 'cdk8s-cli is not installed in PROJECT; run npm ci'],
  ['dist is a file', () => writeFileSync(join(project, 'dist'), ''), 'dist is a file, where a folder must be; remove it'],
])('fails when %s, and says what to do', (_, spoil, message) => {
  spoil();
  const { status, stderr, stdout } = synth(program(['A']));
  expect(stderr).toContain(`synth: ${message.replace('PROJECT', project)}`);
  expect(stderr).not.toContain('    at ');
  expect([status, stdout]).toEqual([1, '']);
});
