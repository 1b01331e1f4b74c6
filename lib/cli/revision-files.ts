import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isManifestName, type ManifestFile } from './manifest-files';

/** The most that git may answer, in bytes. */
const MOST_BYTES = 1 << 30;

function git(folder: string, words: readonly string[], input = ''): Buffer {
  const { status, error, stdout, stderr } = spawnSync('git', ['-C', folder, ...words], { input, maxBuffer: MOST_BYTES });
  if (error !== undefined) throw new Error(`git: cannot be run, got ${error.message}; install it, or give the old folder itself`);
  if (status !== 0) throw new Error(stderr.toString().trim());
  return stdout;
}

/**
 * Names of files as they stood in a revision, from the folder on.
 * @param of the folder itself, or a path in it
 */
function namesAt(revision: string, folder: string, of: string): string[] {
  try {
    git(folder, ['rev-parse', '--show-toplevel']);
  } catch {
    throw new Error(`--from: needs a folder in a repository of git, got ${folder}; give the old folder itself`);
  }
  try {
    git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  } catch {
    throw new Error(
      `--from: is no revision of the repository of ${folder}, got ${JSON.stringify(revision)}; use a branch, a tag or a commit that git log has there`,
    );
  }
  const names = git(folder, ['--literal-pathspecs', 'ls-tree', '-r', '-z', '--name-only', revision, '--', of]);
  return names.toString().split('\0').filter(isManifestName);
}

/** Texts of files, in their order, by one call of git. */
function textsAt(revision: string, folder: string, names: readonly string[]): string[] {
  const answer = git(folder, ['cat-file', '--batch'], names.map((name) => `${revision}:./${name}\n`).join(''));
  let at = 0;
  return names.map((name) => {
    const end = answer.indexOf(10, at);
    const size = Number(answer.subarray(at, end).toString().split(' ')[2]);
    if (!Number.isInteger(size))
      throw new Error(`${revision}:${join(folder, name)}: cannot be read from git; check it out and give its folder`);
    const text = answer.subarray(end + 1, end + 1 + size).toString();
    at = end + 1 + size + 1;
    return text;
  });
}

/** The folder from which git is asked for a path, which may be gone by now. */
function folderOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return dirname(path) === path ? path : folderOf(dirname(path));
  return stat.isDirectory() ? path : dirname(path);
}

/**
 * The manifests of a folder, or of one file, as they stood in a revision of its repository; none where it was not there. Nothing is
 * checked out.
 * @throws Error for what is there neither now nor then, for a folder outside of git, and for a revision that there is not
 */
export function readManifestsAt(revision: string, path: string): ManifestFile[] {
  const folder = folderOf(path);
  const names = namesAt(revision, folder, relative(folder, path) || '.').sort();
  if (names.length === 0 && !existsSync(path)) throw new Error(`${path}: does not exist; give a file or a folder with manifests`);
  const texts = names.length === 0 ? [] : textsAt(revision, folder, names);
  return names.map((name, i) => ({ source: `${revision}:${join(folder, name)}`, text: texts[i]! }));
}
