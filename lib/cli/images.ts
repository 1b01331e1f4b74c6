import { type Command, Option } from 'commander';
import { parse } from 'yaml';
import { type Image, imageReference } from '../install/image';
import { documentsOf, readManifests } from './manifest-files';

/** An image, and what uses it. */
interface UsedImage {
  readonly image: string;
  /** `Kind namespace/name` of each object, in the order in which they were read. */
  readonly usedBy: string[];
}

interface ImagesOptions {
  readonly output: 'text' | 'json';
}

/** Adds `images`, which lists the images of manifests: what has to be mirrored, scanned or pinned. */
export function addImages(program: Command): void {
  program
    .command('images')
    .description('list the images that manifests use, also the proxy that istiod injects')
    .argument('[path...]', 'files and folders with manifests, or - for standard input', ['dist'])
    .addOption(
      new Option('--output <format>', 'a line for each image, or JSON with what uses it')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action((paths: readonly string[], { output }: ImagesOptions) => {
      const images = imagesOf(readManifests(paths).flatMap(documentsOf));
      console.log(output === 'json' ? JSON.stringify(images, undefined, 2) : images.map(({ image }) => image).join('\n'));
    });
}

/** Every image of some objects, in alphabetical order. */
export function imagesOf(objects: readonly unknown[]): UsedImage[] {
  const used = new Map<string, string[]>();
  for (const object of objects.filter(isManifest)) {
    const { namespace, name } = object.metadata;
    const user = `${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    for (const image of new Set([...containerImages(object), ...injectedImages(object)])) {
      const users = used.get(image) ?? [];
      users.push(user);
      used.set(image, users);
    }
  }
  return [...used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([image, usedBy]) => ({ image, usedBy }));
}

interface AnyManifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isManifest = (value: unknown): value is AnyManifest =>
  isObject(value) && typeof value['kind'] === 'string' && isObject(value['metadata']);

const CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'];

/** Images of containers wherever they stand: pods, templates of workloads, templates of jobs. `auto` is filled in by the injector. */
function containerImages(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(containerImages);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, content]) => {
    if (!CONTAINERS.includes(field) || !Array.isArray(content)) return containerImages(content);
    return content.flatMap((container: unknown) =>
      isObject(container) && typeof container['image'] === 'string' && container['image'] !== 'auto' ? [container['image']] : [],
    );
  });
}

/** The proxy that the injector puts into pods, by the values in its ConfigMap. */
function injectedImages({ kind, metadata, data }: AnyManifest): string[] {
  if (kind !== 'ConfigMap' || !metadata.name.startsWith('istio-sidecar-injector') || !isObject(data)) return [];
  const { global } = parse(String(data['values'])) as {
    readonly global: Omit<Image, 'image'> & { readonly proxy: Pick<Image, 'image'> };
  };
  return [imageReference({ ...global, variant: global.variant ?? '', image: global.proxy.image })];
}
