import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const { exports, bin, files, main, types } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly exports: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly main: string;
  readonly types: string;
};
const areas = readdirSync('lib').filter((name) => !name.includes('.') && readdirSync(join('lib', name)).includes('index.ts'));

test('each area of the library is an entry of the package, under its name', () => {
  const expected = areas.map((area): [string, string] => [`./${area}`, `./build/lib/${area}/index.js`]);
  const { '.': whole, './package.json': itself, ...entries } = exports;
  expect(entries).toEqual(Object.fromEntries(expected));
  expect([whole, itself]).toEqual(['./build/lib/index.js', './package.json']);
  expect([`./${main}`, types]).toEqual([whole, 'build/lib/index.d.ts']);
});

test('the library needs no test runner', () => {
  const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const users = sources.filter((file) =>
    /from '(@?jest|expect|@jest\/)|require\('(@?jest|expect)/.test(readFileSync(join('lib', file), 'utf8')),
  );
  expect(users).toEqual([]);
});

test('sources are there for the maps, but what only the command needs', () => {
  expect(files).toEqual(expect.arrayContaining(['bin', 'build', 'lib', '!lib/cli', 'imports/*.ts', 'templates']));
  expect(bin).toEqual({ 'cdk8s-istio': 'bin/cdk8s-istio.js' });
});
