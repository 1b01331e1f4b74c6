import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/verify.md', 'utf8');

/** The first cells of the rows of all tables. */
const cells = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell);

test('each check of verify has its row', () => {
  const folder = 'lib/cli/verify';
  const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const made = sources.flatMap((text) => [...text.matchAll(/(?:check: |summary\()'([a-z]+)'/g)].map(([, check]) => check));
  expect(new Set(made)).toEqual(new Set(cells.filter((cell) => !cell?.startsWith('--'))));
});

test.each(['verify', 'uninstall'])('each option of %s stands on the page', (command) => {
  const { stdout } = spawnSync(process.execPath, ['bin/cdk8s-istio.js', command, '--help'], { encoding: 'utf8' });
  const options = [...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option as string);
  expect(options.length).toBeGreaterThan(3);
  expect(options.filter((option) => !page.includes(`\`${option}`) && !page.includes(` ${option}`))).toEqual([]);
});
