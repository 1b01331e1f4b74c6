import type { Manifest } from '../core/manifest';

/** A chart as it goes to the cluster. */
export interface RenderedStage {
  /** Name of the file or folder. */
  readonly name: string;
  readonly objects: readonly Manifest[];
}

/** A file of the output folder. */
export interface OutputFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** @default false */
  readonly executable?: boolean;
}

/** The number that a stage begins with, which says when its turn is. Stages without one come last. */
export function orderOf(stage: string): number {
  const [digits] = /^\d+/.exec(stage) ?? [];
  return digits === undefined ? Number.MAX_SAFE_INTEGER : Number(digits);
}

/** For sorting: by number, then by name, in the same way on every machine. */
export function compareStages(a: { readonly name: string }, b: { readonly name: string }): number {
  return orderOf(a.name) - orderOf(b.name) || (a.name < b.name ? -1 : 1);
}

export function groupOf({ apiVersion }: Manifest): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

export function isCrd(manifest: Manifest): boolean {
  return manifest.kind === 'CustomResourceDefinition' && groupOf(manifest) === 'apiextensions.k8s.io';
}
