import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const LIB = resolve('lib');

const KINDS = ['networking', 'security', 'telemetry', 'extensions', 'gateway-api'];

/** What the files of each folder of lib/ may import, beside their own folder. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['imports'],
  admission: ['core', 'imports'],
  networking: ['admission', 'core', 'imports'],
  security: ['admission', 'core', 'imports', 'networking'],
  telemetry: ['admission', 'core', 'imports', 'networking'],
  extensions: ['admission', 'core', 'imports', 'networking'],
  'gateway-api': ['admission', 'core', 'imports', 'networking'],
  install: [...KINDS, 'admission', 'core', 'imports', 'versions'],
  injection: ['admission', 'core', 'imports', 'install'],
  certificates: ['core', 'networking'],
  recipes: [...KINDS, 'certificates', 'core', 'imports', 'install', 'versions'],
  addons: [...KINDS, 'admission', 'core', 'install', 'recipes', 'versions'],
  delivery: ['core'],
  testing: ['core'],
  'values-files': ['core', 'imports', 'install', 'versions'],
  cluster: ['core'],
  model: ['admission', 'core', 'imports'],
  analysis: ['admission', 'core', 'model'],
  simulation: ['admission', 'core', 'model'],
  jest: ['analysis', 'model', 'simulation'],
  pictures: ['analysis', 'core', 'model', 'simulation'],
  report: ['analysis', 'core', 'model', 'simulation'],
  cli: [
    'addons',
    'analysis',
    'cluster',
    'core',
    'delivery',
    'imports',
    'injection',
    'install',
    'model',
    'pictures',
    'report',
    'security',
    'simulation',
    'values-files',
    'versions',
  ],
  apps: [...KINDS, 'certificates', 'core', 'imports', 'injection', 'install', 'recipes', 'addons', 'versions'],
};

const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const areaOf = (path: string) =>
  relative(LIB, path)
    .replace(/^\.\.\/(imports)\/.*/, '$1')
    .split('/')[0] as string;

function importsOf(file: string): string[] {
  const path = join(LIB, file);
  return [...readFileSync(path, 'utf8').matchAll(/ from '(\.[^']+)'/g)].map(([, target]) =>
    areaOf(resolve(dirname(path), target!)),
  );
}

test('imports go one way, from the program to the core', () => {
  const wrong = files
    .filter((file) => file.includes('/'))
    .flatMap((file) => {
      const area = file.split('/')[0]!;
      const allowed = [area, ...(MAY_IMPORT[area] ?? [])];
      return importsOf(file)
        .filter((target) => !allowed.includes(target))
        .map((target) => `${file} imports ${target}`);
    });
  expect(wrong).toEqual([]);
});

test('cdk8s-plus makes workloads of applications alone', () => {
  const users = files.filter((file) => readFileSync(join(LIB, file), 'utf8').includes("from 'cdk8s-plus-27'"));
  expect(users.filter((file) => !/^(apps|addons)\//.test(file))).toEqual([]);
});

test('nothing imports main.ts', () => {
  expect(files.filter((file) => /from '[./]*\/main'/.test(readFileSync(join(LIB, file), 'utf8')))).toEqual([]);
});
