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
