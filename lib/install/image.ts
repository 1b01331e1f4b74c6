import type { Problem } from '../core/problem';

/** The parts of a reference to an image. */
export interface Image {
  /** Name, or the whole reference when it has a `/`. */
  readonly image: string;
  readonly hub: string;
  readonly tag: string;
  /** Kind of image; `''` for the usual one. */
  readonly variant: string;
}

/** The reference as the kubelet reads it. */
export function imageReference({ image, hub, tag, variant }: Image): string {
  if (image.includes('/')) return image;
  return `${hub}/${image}:${tag}${variant === '' ? '' : `-${variant}`}`;
}

/** Problems of where an image comes from, unless its name is a whole reference. */
export function imageProblems({ image, hub, tag }: Omit<Image, 'variant'>): Problem[] {
  if (image.includes('/')) return [];
  const problems: Problem[] = [];
  if (tag === '') problems.push({ field: 'tag', problem: 'is empty', got: tag, fix: 'name one, or leave it out' });
  if (hub === '' || hub.endsWith('/')) {
    const problem = hub === '' ? 'is empty' : 'ends with a slash';
    const fix = 'name a registry and path without a trailing slash, or leave it out';
    problems.push({ field: 'hub', problem, got: hub, fix });
  }
  return problems;
}
