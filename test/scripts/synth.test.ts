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

function synth(text: string) {
  writeFileSync(join(project, 'main.js'), text);
  return spawnSync(process.execPath, [join(REPOSITORY, 'scripts', 'synth.mjs')], { cwd: project, encoding: 'utf8' });
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
