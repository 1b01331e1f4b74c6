import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-synth-'));
  cpSync('scripts', join(folder, 'scripts'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\n');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A program that writes files with an object of each name. */
function program(files: Readonly<Record<string, readonly string[]>>): string {
  const texts = Object.entries(files).map(([file, names]) => [
    file,
    names.map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: shop\n`).join('---\n'),
  ]);
  return `
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
for (const [file, text] of ${JSON.stringify(texts)}) {
  const path = join(process.env.CDK8S_OUTDIR, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}`;
}

function synth(text: string): string {
  writeFileSync(join(folder, 'program.js'), text);
  const { stdout, stderr } = spawnSync(process.execPath, ['scripts/synth.mjs', '--app', `${process.execPath} program.js`], {
    cwd: folder,
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`;
}

test('files in folders, and objects that are no longer there, are listed', () => {
  expect(synth(program({ '50-apps/shop/a.yaml': ['a'], '60-traffic.yaml': ['b', 'c'] }))).toBe(
    'new        dist/50-apps/shop/a.yaml\nnew        dist/60-traffic.yaml\n',
  );
  expect(synth(program({ '50-apps/shop/d.yaml': ['d'], '60-traffic.yaml': ['c'] }))).toBe(
    `removed    dist/50-apps/shop/a.yaml
new        dist/50-apps/shop/d.yaml
changed    dist/60-traffic.yaml
removed    ConfigMap shop/a
removed    ConfigMap shop/b
`,
  );
  expect(existsSync(join(folder, 'dist/50-apps/shop/a.yaml'))).toBe(false);
});

test('an object that moves to another file is not removed', () => {
  synth(program({ 'a.yaml': ['a', 'b'] }));
  expect(synth(program({ 'a.yaml': ['a'], 'b.yaml': ['b'] }))).toBe('changed    dist/a.yaml\nnew        dist/b.yaml\n');
});

test('a dist/ that a killed synth had put aside comes back', () => {
  synth(program({ 'a.yaml': ['a'] }));
  cpSync(join(folder, 'dist'), join(folder, '.build', 'dist-previous-99999999'), { recursive: true });
  rmSync(join(folder, 'dist'), { recursive: true });
  mkdirSync(join(folder, '.build', 'dist-next-99999999'));
  expect(synth('process.exit(1)')).toContain('synth failed; dist/ is as it was');
  expect(existsSync(join(folder, 'dist', 'a.yaml'))).toBe(true);
  expect(existsSync(join(folder, '.build', 'dist-next-99999999'))).toBe(false);
});

test('what is no object in the old files is passed over, as the marks of a merge are', () => {
  synth(program({ 'a.yaml': ['a', 'b'] }));
  const text = readFileSync(join(folder, 'dist', 'a.yaml'), 'utf8');
  writeFileSync(join(folder, 'dist', 'a.yaml'), `${text}---\n<<<<<<< HEAD\nkind: Deployment\nspec: [\n=======\n>>>>>>> topic\n`);
  writeFileSync(join(folder, 'dist', 'values.yaml'), 'kind: Deployment\nmetadata:\n  name: a\n---\ntext\n');
  expect(synth(program({ 'a.yaml': ['a'] }))).toBe(
    'changed    dist/a.yaml\nremoved    dist/values.yaml\nremoved    ConfigMap shop/b\n',
  );
});
