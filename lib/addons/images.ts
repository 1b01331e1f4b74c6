import type { Problem } from '../core/problem';

/** Where images come from, and which bytes they must be. */
export interface ImageSource {
  /** A registry, with a folder perhaps, in which the images are mirrored under their own names. @default their own registries */
  readonly hub?: string;
  /**
   * Digests, `sha256:` and 64 hexadecimal digits, by the image that `npx cdk8s-istio images` lists. What is pulled is then this very image,
   * whatever the tag points to.
   * @default the tag decides
   */
  readonly digests?: Readonly<Record<string, string>>;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The image without the registry it comes from by default. */
const path = (image: string) => image.slice(image.indexOf('/') + 1);

/** A reference to an image, as it stands in a pod. */
export function imageFrom({ hub, digests = {} }: ImageSource, image: string): string {
  const from = hub === undefined ? image : `${hub}/${path(image)}`;
  const digest = digests[image];
  return digest === undefined ? from : `${from}@${digest}`;
}

/** Problems of where images come from. */
export function imageSourceProblems(field: string, { hub, digests = {} }: ImageSource): Problem[] {
  return [
    ...(hub !== undefined && (hub === '' || hub.endsWith('/'))
      ? [{ field: `${field}.hub`, problem: 'is not a registry', got: hub, fix: 'name it without a / at its end' }]
      : []),
    ...Object.entries(digests)
      .filter(([, digest]) => !DIGEST.test(digest))
      .map(([image, got]) => ({
        field: `${field}.digests.${image}`,
        problem: 'is not a digest',
        got,
        fix: 'write sha256: and 64 hexadecimal digits',
      })),
  ];
}
