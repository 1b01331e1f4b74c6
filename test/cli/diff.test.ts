import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000); // it starts processes

const folder = mkdtempSync(join(tmpdir(), 'mesh-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const git = (...words: readonly string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { encoding: 'utf8' });
const diff = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['bin/cdk8s-istio.js', 'diff', ...words], { encoding: 'utf8' });
const dist = join(folder, 'dist');
const service = (port: number) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: page, namespace: shop }\nspec:\n  ports: [{ port: ${port} }]\n`;

beforeAll(() => {
  git('init', '--quiet');
  mkdirSync(join(dist, 'a folder'), { recursive: true });
  writeFileSync(join(folder, 'README.md'), 'no manifest');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'empty');
  git('tag', 'empty');
  writeFileSync(join(dist, 'a folder', 'é.yaml'), service(80));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'a service');
  git('tag', 'first');
  writeFileSync(join(dist, 'a folder', 'é.yaml'), service(81));
});

test('the old side is what git has', () => {
  const { stdout, status } = diff('--from', 'first', dist);
  expect(stdout).toContain('changed: Service shop/page');
  expect(status).toBe(0);
  expect(diff('--from', 'HEAD', join(dist, 'a folder', 'é.yaml')).stdout).toContain('changed: Service shop/page');
});

test('a folder that was not there is empty', () => {
  expect(diff('--from', 'empty', dist, '--output', 'json').stdout).toContain('"change": "added"');
});

test('of a folder that is no longer there, all is removed', () => {
  const { stdout, status } = diff('--from', 'first', join(dist, 'a folder', 'gone.yaml'));
  expect([stdout, status]).toEqual(['', 1]);
  mkdirSync(join(folder, 'later'));
  writeFileSync(join(folder, 'later', 'page.yaml'), service(80));
  git('add', 'later');
  git('commit', '--quiet', '--message', 'later');
  rmSync(join(folder, 'later', 'page.yaml'));
  expect(diff('--from', 'HEAD', join(folder, 'later')).stdout).toContain('removed: Service shop/page');
  rmSync(join(folder, 'later'), { recursive: true });
  expect(diff('--from', 'HEAD', join(folder, 'later')).stdout).toContain('removed: Service shop/page');
});

test.each([
  [['--from', 'HEAD', tmpdir()], `--from: needs a folder in a repository of git, got ${tmpdir()}`],
  [['--from', 'nowhere', dist], `--from: is no revision of the repository of ${dist}, got "nowhere"`],
  [['--from', '--output', dist], '--from: is no revision'],
  [[], 'diff: takes the old and the new folder, got none'],
  [['a'], 'diff: takes the old and the new folder, got a'],
  [['--from', 'first', dist, dist], '--from: takes one folder'],
  [[join(folder, 'none'), dist], 'none: does not exist'],
  [[dist, dist, '--output', 'markdown', '--limit', '5'], 'report: limit is too small for a report, got 5'],
])('fails for %j', (words, message) => {
  const { stderr, status } = diff(...words);
  expect(stderr).toContain(message);
  expect(status).toBe(1);
});
