import { lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What became of the files. */
export interface WriteResult {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Writes files into a folder, all or none of them, and never over one that is there.
 *
 * @param folder made if it does not exist
 * @param files texts by path
 * @param keepsExisting whether the files that are there are left out, in place of an error
 * @throws Error when a file is there, or a file stands where a folder must be
 */
export function writeNew(folder: string, files: ReadonlyMap<string, string>, keepsExisting: boolean): WriteResult {
  const paths = [...files.keys()];
  const inTheWay = [folder, ...paths.flatMap((path) => foldersOf(folder, path))].find(isOtherThanFolder);
  if (inTheWay !== undefined) throw new Error(`init: ${inTheWay} must be a folder, and is none; use another folder`);
  const kept = paths.filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined);
  if (kept.length > 0 && !keepsExisting) {
    const fix = 'use another folder, or --keep-existing to leave them as they are';
    throw new Error(`init: ${folder} has files that would be overwritten, got ${kept.join(', ')}; ${fix}`);
  }
  const written = paths.filter((path) => !kept.includes(path));
  write(written.map((path): [string, string] => [join(folder, path), files.get(path) as string]));
  return { written, kept };
}

/** Takes back what it wrote when one of them cannot be written. */
function write(files: readonly [path: string, text: string][]): void {
  const done: string[] = [];
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: 'wx' });
      done.push(path);
    }
  } catch (error) {
    for (const path of done) rmSync(path);
    const { code, path } = error as NodeJS.ErrnoException;
    throw new Error(`init: ${path} cannot be written, got ${code}; use another folder`);
  }
}

function isOtherThanFolder(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isDirectory();
}

/** The folders below a folder that a file in it needs. */
function foldersOf(folder: string, path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => join(folder, ...parts.slice(0, i + 1)));
}
