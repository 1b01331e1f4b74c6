import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KUBERNETES_YAML } from '../core/kubernetes-yaml';

/** A file with manifests, or what came in through standard input. */
export interface ManifestFile {
  readonly source: string;
  readonly text: string;
}

const MANIFEST = /\.(ya?ml|json)$/;

/** What stands beside manifests in a folder and is none: what kustomize reads, hidden folders, and packages. */
const BESIDE = /(^|[\\/])(kustomization\.ya?ml$|\.[^\\/]*[\\/]|node_modules[\\/])/;

/** Whether a file of a folder is one with manifests, by its path from the folder on. */
export function isManifestName(name: string): boolean {
  return MANIFEST.test(name) && !BESIDE.test(name);
}

/**
 * The files in the order given, each once; those of a folder and its folders in the order of their names, without what stands beside
 * manifests.
 * @param paths files, folders, or `-` for standard input
 * @throws Error for a path that does not exist or cannot be read, and for a folder without manifests
 */
export function readManifests(paths: readonly string[]): ManifestFile[] {
  const bySource = new Map<string, ManifestFile>();
  for (const file of [...new Set(paths)].flatMap(filesOf)) {
    const known = resolve(file.source);
    if (!bySource.has(known)) bySource.set(known, file);
  }
  return [...bySource.values()];
}

function filesOf(path: string): ManifestFile[] {
  if (path === '-') return [{ source: 'standard input', text: readFileSync(0, 'utf8') }];
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new Error(`${path}: does not exist; give a file, a folder, or - for standard input`);
  if (!stat.isDirectory()) return [readManifest(path)];
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(isManifestName);
  if (files.length === 0) throw new Error(`${path}: has no file that ends in .yaml, .yml or .json; give a folder with manifests`);
  return files.sort().map((file) => readManifest(join(path, file)));
}

/**
 * One file.
 * @throws Error for one that does not exist or cannot be read
 */
export function readManifest(path: string): ManifestFile {
  try {
    return { source: path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`${path}: does not exist; give a file`);
    throw new Error(`${path}: cannot be read, got ${code}; give a file that can`);
  }
}

/**
 * What the documents of a file are.
 * @throws Error for a file that is no YAML
 */
export function documentsOf({ source, text }: ManifestFile): unknown[] {
  return parseAllDocuments(text, KUBERNETES_YAML).map((document) => {
    const [problem] = document.errors;
    const why = problem?.message.split('\n')[0]?.replace(/:$/, '');
    if (why !== undefined) throw new Error(`${source}: is no YAML: ${why}; give manifests`);
    return document.toJS() as unknown;
  });
}
