import { readObjects } from '../../../lib/model';
import { listSamples, readSample } from '../oracle';
import type { ComparedMesh } from './hear';

/** Files of samples, those of a folder together as well, each with its path. */
export interface Samples {
  readonly meshes: ReadonlyMap<ComparedMesh, string>;
  /** Files with a document that is no object of Kubernetes, such as values of a chart. */
  readonly unreadable: readonly string[];
}

function isReadable(name: string, text: string): boolean {
  try {
    readObjects(text, name);
    return true;
  } catch {
    return false;
  }
}

/** All of Istio's samples. */
export function samples(): Samples {
  const names = listSamples('.').filter((name) => /\.ya?ml$/.test(name));
  const files = names.map((name) => ({ name, text: readSample(name) }));
  const readable = files.filter(({ name, text }) => isReadable(name, text));
  const folders = [...new Set(readable.map(({ name }) => name.slice(0, name.indexOf('/') + 1)))];
  return {
    meshes: new Map<ComparedMesh, string>([
      ...readable.map((file) => [{ files: [file] }, file.name] as const),
      ...folders.map((folder) => [{ files: readable.filter(({ name }) => name.startsWith(folder)) }, folder] as const),
    ]),
    unreadable: files.filter((file) => !readable.includes(file)).map(({ name }) => name),
  };
}
