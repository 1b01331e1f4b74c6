import type { Manifest } from '../core/manifest';

/** The object with annotations beside its own, which win. */
export function annotated(manifest: Manifest, annotations: Readonly<Record<string, string>>): Manifest {
  const { metadata } = manifest;
  return { ...manifest, metadata: { ...metadata, annotations: { ...annotations, ...metadata.annotations } } };
}

/** The object with more items in a list that is an annotation, with commas between them. */
export function withListed(manifest: Manifest, annotation: string, items: readonly string[]): Manifest {
  if (items.length === 0) return manifest;
  const there = manifest.metadata.annotations?.[annotation]?.split(',').map((item) => item.trim()) ?? [];
  const keys = there.map((item) => item.split('=')[0]);
  const list = [...there, ...items.filter((item) => !keys.includes(item.split('=')[0]))].join(',');
  const { metadata } = manifest;
  return { ...manifest, metadata: { ...metadata, annotations: { ...metadata.annotations, [annotation]: list } } };
}
