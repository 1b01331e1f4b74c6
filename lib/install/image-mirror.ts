import { ApiObject, App, type IResolver, type ResolutionContext } from 'cdk8s';
import { Construct } from 'constructs';
import { describeProblem, type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import { type Image, imageReference } from './image';

/** Props of an ImageMirror. */
export interface ImageMirrorProps {
  /** A registry, with a folder perhaps, in which all images are mirrored under their own names. @default their own registries */
  readonly hub?: string;
  /**
   * Digests, `sha256:` and 64 hexadecimal digits, by the image as it would be without this construct. What is pulled is then this very
   * image, whatever its tag points to.
   * @default tags decide
   */
  readonly digests?: Readonly<Record<string, string>>;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const CONTAINER = /(^|\.)(initContainers|containers|ephemeralContainers)\.\d+\.image$/;
const INJECTOR = 'istio-sidecar-injector';
/** Stands in gateways, and is filled in by the injector. */
const BY_INJECTOR = 'auto';

/** The image without its registry, which `docker.io` is where none is named. */
function pathOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  if (rest.length === 0) return `library/${image}`;
  return /[.:]/.test(first) || first === 'localhost' ? rest.join('/') : image;
}

/** What the injector knows of images. */
interface Values {
  readonly global: Omit<Image, 'image' | 'tag' | 'variant'> & {
    readonly tag: string | number;
    readonly variant?: string;
    readonly proxy: Pick<Image, 'image'>;
    readonly proxy_init: Pick<Image, 'image'>;
  };
}

function problemsOf({ hub, digests = {} }: ImageMirrorProps): Problem[] {
  const registry = hub === undefined || /^[a-z0-9][-a-z0-9.:]*(\/[a-z0-9][-a-z0-9._]*)*$/.test(hub);
  return [
    ...(registry
      ? []
      : [{ field: 'hub', problem: 'is not a registry', got: hub, fix: 'name it without a scheme and without a / at its end' }]),
    ...Object.entries(digests)
      .filter(([, digest]) => !DIGEST.test(digest))
      .map(([image, got]) => {
        const fix = 'write sha256: and 64 hexadecimal digits';
        return { field: `digests.${image}`, problem: 'is not a digest', got, fix };
      }),
  ];
}

const NAMES: PropNames<ImageMirrorProps> = { hub: 'optional', digests: 'optional' };

/**
 * One place from which all images of a program come, and the digests that they must have: those of the mesh, of the proxies that istiod
 * injects, of gateways, addons, demos, and of workloads that are not this library's.
 *
 * It changes manifests as they are printed, whatever made them; `npx cdk8s-istio images` lists what came of it.
 */
export class ImageMirror extends Construct implements IResolver {
  readonly #found = new Set<string>();
  readonly #made = new Set<string>();
  readonly #hub: string | undefined;
  readonly #digests: Readonly<Record<string, string>>;

  /** @throws InvalidProps when the registry or a digest is none */
  constructor(scope: Construct, id: string, props: ImageMirrorProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    refuse(this.node.path, problemsOf(props));
    this.#hub = props.hub;
    this.#digests = { ...props.digests };
    const app = App.of(scope);
    app.resolvers.unshift(this);
    app.node.addValidation({ validate: () => this.unusedDigests(app) });
  }

  /** Asked by cdk8s for each value of each object. */
  resolve(context: ResolutionContext): void {
    const { key, obj, value } = context as { key: string[]; obj: ApiObject; value: unknown };
    if (typeof value !== 'string') return;
    const changed = CONTAINER.test(key.join('.')) ? this.mirrored(value) : this.injecting(obj, key, value);
    if (changed !== value) context.replaceValue(changed);
  }

  private mirrored(image: string): string {
    if (image === BY_INJECTOR || this.#made.has(image)) return image;
    this.#found.add(image);
    const digest = this.#digests[image];
    const made = `${this.atHub(image)}${digest === undefined ? '' : `@${digest}`}`;
    this.#made.add(made);
    return made;
  }

  /**
   * The values from which the injector takes the images of proxies: their hub, so that annotations of pods may still choose the kind of
   * image; the whole reference where there is a digest, which is for one kind alone.
   */
  private injecting(object: ApiObject, key: readonly string[], value: string): string {
    if (object.kind !== 'ConfigMap' || key.join('.') !== 'data.values' || !object.name.startsWith(INJECTOR)) return value;
    const values = JSON.parse(value) as Values;
    const { hub, tag, variant = '', proxy, proxy_init } = values.global;
    const referenceTo = ({ image }: Pick<Image, 'image'>) =>
      this.mirrored(imageReference({ hub, tag: `${tag}`, variant, image }));
    const whole = (part: Pick<Image, 'image'>) => {
      const reference = referenceTo(part);
      return part.image.includes('/') || reference.includes('@') ? { ...part, image: reference } : part;
    };
    const global = {
      ...values.global,
      hub: this.atHub(`${hub}/`).slice(0, -1),
      proxy: whole(proxy),
      proxy_init: whole(proxy_init),
    };
    const changed = JSON.stringify({ ...values, global }, undefined, 2);
    return changed === JSON.stringify(values, undefined, 2) ? value : changed;
  }

  private atHub(image: string): string {
    return this.#hub === undefined || image.startsWith(`${this.#hub}/`) ? image : `${this.#hub}/${pathOf(image)}`;
  }

  private unusedDigests(app: App): string[] {
    if (Object.keys(this.#digests).length === 0) return [];
    for (const construct of app.node.findAll()) if (ApiObject.isApiObject(construct)) construct.toJson();
    return Object.entries(this.#digests)
      .filter(([image]) => !this.#found.has(image))
      .map(([image, got]) => {
        const fix = 'name one of those that npx cdk8s-istio images lists without an ImageMirror';
        return `${this.node.path}: ${describeProblem({ field: `digests.${image}`, problem: 'is for an image that nothing uses', got, fix })}`;
      });
  }
}
