import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The package that this command is of, as far as a new repository needs it. */
export interface Library {
  /** Where it is installed. */
  readonly root: string;
  readonly name: string;
  readonly version: string;
  /** The versions that it is tested with. */
  readonly devDependencies: Readonly<Record<string, string>>;
}

const NAME = 'cdk8s-istio';

/**
 * The package that a folder belongs to.
 * @throws Error when it is of none
 */
export function readLibrary(folder: string): Library {
  const path = join(folder, 'package.json');
  if (existsSync(path)) {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Library;
    if (content.name === NAME) return { ...content, root: folder };
  }
  if (dirname(folder) === folder) throw new Error(`init: the package ${NAME} is not complete; install it again`);
  return readLibrary(dirname(folder));
}

/**
 * What package.json says of the library. The path of a file counts from `cwd`, and in package.json from its folder.
 * @throws Error for a path that is no file
 */
export function libraryRange(wanted: string | undefined, { version }: Library, cwd: string, target: string): string {
  if (wanted === undefined) return version;
  const isPath = /^file:|^\.{1,2}$|^\.{0,2}[\\/]|\.t(ar\.)?gz$/.test(wanted) && !/^(?!file:)[\w+]+:\/\//.test(wanted);
  if (!isPath) {
    if (wanted !== '') return wanted;
    throw new Error('init: --library is empty, got ""; use a version, a URL or a file');
  }
  const path = resolve(cwd, wanted.replace(/^file:(\/\/)?/, ''));
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new Error(`init: --library is no file, got ${JSON.stringify(wanted)}; use what npm pack wrote, a version or a URL`);
  return `file:${relative(target, path).split(sep).join('/')}`;
}
