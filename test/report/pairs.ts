import { compareMeshes, type MeshReport } from '../../lib/report';
import type { Manifest } from '../simulation/asked';
import { meshOf } from './random-meshes';

/** What a change of manifests does. */
export function reportOf(before: readonly Manifest[], after: readonly Manifest[]): MeshReport {
  return compareMeshes(meshOf(before), meshOf(after));
}

export const sentencesOf = (before: readonly Manifest[], after: readonly Manifest[]): readonly string[] =>
  reportOf(before, after).traffic.map(({ sentence }) => sentence);
