import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { blocksOf, edited } from './upgrade';

const page = readFileSync('docs/delivery.md', 'utf8');
const [program] = blocksOf(page, 'ts') as [string];
const [, ...sections] = page.split(/^(?=## )/m);
const examples = sections
  .map((text) => ({
    title: text.slice(3, text.indexOf('\n')),
    edit: blocksOf(text, 'diff')[0],
    tree: blocksOf(text, 'text')[0],
    files: blocksOf(text, 'yaml'),
  }))
  .filter(({ tree }) => tree !== undefined);

/** The files that the program writes, by their path. */
function written(name: string, text: string): Readonly<Record<string, string>> {
  const folder = join('.build', `delivery-${name}`);
  mkdirSync('.build', { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(`${folder}.ts`, text.replace("'cdk8s-istio'", "'../lib'"));
  const env = { ...process.env, CDK8S_OUTDIR: folder };
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', `${folder}.ts`], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

test('every way has its example', () => {
  expect(examples.map(({ title }) => title)).toEqual(['One file for each object', 'kubectl', 'kustomize', 'Argo CD', 'Flux']);
});

test.each(examples)('$title: the files are those of the page', ({ title, edit, tree, files }) => {
  const made = written(title.replaceAll(' ', '-'), edit === undefined ? program : edited(program, edit));
  const shown = tree!.trimEnd().split('\n');
  const isPart = shown.includes('...');
  expect(Object.keys(made).filter((path) => !isPart || shown.includes(path))).toEqual(shown.filter((path) => path !== '...'));
  for (const block of files) {
    const [, path, text] = /^# (.*)\n([\s\S]*)$/.exec(block)!;
    expect(made[path!]).toBe(text);
  }
});
