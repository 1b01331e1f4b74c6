import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const WAYS: readonly (readonly [string, string])[] = [
  ['kubectl', 'file-per-stage'],
  ['kustomize', 'file-per-object'],
  ['argo-cd', 'file-per-object'],
  ['flux', 'file-per-stage'],
];

/** The files of all ways, made in a copy of the repository. */
function synthesized(name: string, env: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), `cdk8s-istio-${name}-`));
  try {
    for (const part of ['lib', 'imports', 'scripts', 'test/accept/delivery'])
      cpSync(part, join(folder, part), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, 'dist'));
    for (const [way, layout] of WAYS) {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'test/accept/delivery/program.ts'], {
        cwd: folder,
        env: { PATH: process.env['PATH'], HOME: folder, ...env, WAY: way, LAYOUT: layout, CDK8S_OUTDIR: join('dist', way) },
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
    }
    const entries = readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return new Map(paths.sort().map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('every file is the same byte for byte in another folder, language and time zone', () => {
  const here = synthesized('here', { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' });
  const there = synthesized('a-folder-with-another-name', {
    TZ: 'Pacific/Chatham',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    USER: 'else',
  });
  expect(here.size).toBeGreaterThan(100);
  expect([...there.keys()]).toEqual([...here.keys()]);
  for (const [path, text] of here) expect({ path, text: there.get(path) }).toEqual({ path, text });
}, 120_000);
