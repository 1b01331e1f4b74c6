import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import * as model from '../../lib/model';
import * as pictures from '../../lib/pictures';

const page = readFileSync('docs/pictures.md', 'utf8');

test('each option and format of graph stands on the page', () => {
  const { stdout } = spawnSync(process.execPath, ['bin/cdk8s-istio.js', 'graph', '--help'], { encoding: 'utf8' });
  const options = [...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option as string);
  const formats = [...(/choices: ([^)]*?)[,)]\s*default/s.exec(stdout)?.[1] ?? '').matchAll(/"([a-z]+)"/g)].map(
    ([, name]) => `--format ${name}`,
  );
  expect(options.sort()).toEqual(['--focus', '--format', '--namespace']);
  expect(formats).toHaveLength(5);
  expect([...options, ...formats].filter((option) => !page.includes(`\`${option}`))).toEqual([]);
});

test('the screenshots are there, and small', () => {
  const images = [...page.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) =>
    join(dirname('docs/pictures.md'), path as string),
  );
  expect(images.length).toBeGreaterThan(2);
  for (const image of images) {
    expect(existsSync(image)).toBe(true);
    expect(readFileSync(image).length).toBeLessThan(300_000);
  }
});

test('the program on the page runs', () => {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const modules: Readonly<Record<string, unknown>> = { 'cdk8s-istio/model': model, 'cdk8s-istio/pictures': pictures };
  const { code: script } = transformSync(`${code}\nmodule.exports = { nodes, faulty, picture, page };`, {
    loader: 'ts',
    format: 'cjs',
  });
  const module = { exports: {} as Record<string, unknown> };
  const load = (name: string) => modules[name] ?? require(name);
  runInNewContext(script, { module, require: load });
  const { picture, page: made, faulty } = module.exports;
  expect(picture).toMatch(/^<svg /);
  expect(made).toMatch(/^<!doctype html>/);
  expect(faulty).toEqual([]);
});
