import type { Manifest } from '../core/manifest';
import { isTree, type Tree } from '../core/tree';

const NAMES = ['release', 'app.kubernetes.io/instance'];

function renamed(labels: unknown, release: string): unknown {
  if (!isTree(labels)) return labels;
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, NAMES.includes(name) ? release : value]));
}

function withLabels<T>(object: T, release: string): T;
function withLabels(object: Tree, release: string): Tree {
  const { metadata } = object;
  if (!isTree(metadata) || metadata['labels'] === undefined) return object;
  return { ...object, metadata: { ...metadata, labels: renamed(metadata['labels'], release) } };
}

function renamedIn(manifest: Manifest, release: string): Manifest {
  const object = withLabels(manifest, release);
  const spec = object['spec'];
  if (!isTree(spec) || !isTree(spec['template'])) return object;
  return { ...object, spec: { ...spec, template: withLabels(spec['template'], release) } };
}

/** The objects as part of that release. Constructs name the release as Istio's documentation does; a file may be for another one. */
export function ofRelease(manifests: readonly Manifest[], release: string): Manifest[] {
  return manifests.map((manifest) => renamedIn(manifest, release));
}
