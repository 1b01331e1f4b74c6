import { relative, sep } from 'node:path';
import type { Manifest } from '../core/manifest';
import { documentsOf, readManifests } from './manifest-files';

/** What one stage of `dist/`, a file or a folder of files, puts into a cluster, in its order. */
export interface DistFile {
  /** The file, or the folder, directly below `dist/`. */
  readonly name: string;
  readonly objects: readonly Manifest[];
}

/** Said to kustomize itself, which sends it nowhere. */
const NOT_SENT = /^kustomize\.config\.k8s\.io\//;

/**
 * The objects of a folder.
 * @throws Error for a path that does not exist, for a folder without manifests or objects, and for a file that is no YAML
 */
export function readDist(folder: string): DistFile[] {
  const stages = new Map<string, Manifest[]>();
  for (const file of readManifests([folder])) {
    const { source } = file;
    const objects = documentsOf(file).flatMap(flat);
    const [name = ''] = relative(folder, source).split(sep);
    const stage = name === '' ? source : name;
    const sent = objects.filter(({ apiVersion }) => !NOT_SENT.test(apiVersion));
    if (sent.length > 0) stages.set(stage, [...(stages.get(stage) ?? []), ...sent]);
  }
  if (stages.size === 0) throw new Error(`${folder}: has no object of Kubernetes; give a folder with manifests`);
  return [...stages].map(([name, objects]) => ({ name, objects }));
}

interface ManifestList {
  readonly items: readonly unknown[];
}

/** An object, the objects of a list, or nothing. */
function flat(value: unknown): Manifest[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray((value as ManifestList).items)) return (value as ManifestList).items.flatMap(flat);
  const { apiVersion, kind, metadata } = value as Partial<Manifest>;
  return apiVersion === undefined || kind === undefined || metadata?.name === undefined ? [] : [value as Manifest];
}
