import type { MeshConfig } from '../../imports/mesh-config';
import { grouped } from '../core/grouped';
import { type Labels, picks } from '../core/labels';
import { type Injectors, injectorsIn } from './injectors';
import { type MeshSettings, meshConfigIn, meshSettings } from './mesh-config';
import { byAge, type MeshObject, meshObject } from './mesh-object';
import { type Namespace, namespacesOf } from './namespace';
import { WorkloadIndex } from './picked-workloads';
import type { ReadObject } from './read-objects';
import { isReadable } from './readable';
import { entryServices, kubernetesService, type Service } from './service';
import type { SpecKind, Specs } from './specs';
import { isVisible } from './visibility';
import { type Workload, workloadOf } from './workload';

/** What the manifests do not say themselves. */
export interface MeshOptions {
  /** The mesh configuration. @default the one of istiod's ConfigMap among the objects, else Istio's defaults */
  readonly meshConfig?: MeshConfig;
  /** Namespace of objects that name none. @default `default` */
  readonly defaultNamespace?: string;
  /** Whether objects of one age are taken from the last name to the first, as a cluster may have made them. @default false */
  readonly reversed?: boolean;
}

const NONE: readonly never[] = [];

/**
 * A mesh as its manifests describe it: the same whether they come from a program or from files. Everything in it is found out once,
 * when it is first asked for.
 */
export class Mesh {
  /** All objects, in the order in which they were given. */
  readonly objects: readonly MeshObject[];
  readonly settings: MeshSettings;
  /** 1 where objects of one age are taken by name, -1 from the last name to the first. */
  readonly direction: 1 | -1;
  readonly #kept = new Map<string, unknown>();

  /**
   * @param read objects as they were read, or of another mesh
   * @throws Error for a mesh configuration among the objects that is not YAML
   */
  constructor(
    read: readonly (ReadObject | MeshObject)[],
    { meshConfig, defaultNamespace = 'default', reversed = false }: MeshOptions = {},
  ) {
    this.objects = read.map((one) => ('kind' in one ? one : meshObject(one.manifest, one.source, defaultNamespace)));
    this.settings = meshSettings(meshConfig ?? meshConfigIn(this.objects));
    this.direction = reversed ? -1 : 1;
  }

  /** The same mesh, with objects of one age made the other way round. */
  get reversed(): Mesh {
    return this.once('reversed', () => new Mesh(this.objects, { meshConfig: this.settings, reversed: this.direction === 1 }));
  }

  /** The mesh with more objects. */
  with(objects: readonly MeshObject[]): Mesh {
    return new Mesh([...this.objects, ...objects], { meshConfig: this.settings, reversed: this.direction === -1 });
  }

  /** What a function says of the mesh, asked once and kept by its name. */
  once<T>(name: string, find: (mesh: Mesh) => T): T {
    if (!this.#kept.has(name)) this.#kept.set(name, find(this));
    return this.#kept.get(name) as T;
  }

  get #byKind(): ReadonlyMap<string, readonly MeshObject[]> {
    return this.once('objects by kind', () => grouped(this.objects, ({ group, kind }) => `${group}/${kind}`));
  }

  /** Objects of a kind of Kubernetes or of another group, in the order given: `apps/Deployment`, `/Secret`. */
  objectsOf(groupAndKind: string): readonly MeshObject[] {
    return this.#byKind.get(groupAndKind) ?? NONE;
  }

  /** The objects of a kind that istiod can read, in the order in which it takes them: the older ones first, then by name. */
  of<Kind extends SpecKind>(kind: Kind): readonly MeshObject<Specs[Kind]>[] {
    return this.once(`readable ${kind}`, () =>
      this.objectsOf(kind).filter(isReadable).sort(byAge(this.direction)),
    ) as readonly MeshObject<Specs[Kind]>[];
  }

  /** The objects of a kind in one namespace, in the order of `of`. */
  inNamespace<Kind extends SpecKind>(kind: Kind, namespace: string): readonly MeshObject<Specs[Kind]>[] {
    const byNamespace = this.once(`${kind} by namespace`, () => grouped(this.of(kind), (object) => object.namespace));
    return byNamespace.get(namespace) ?? NONE;
  }

  /** An object of a kind that istiod can read, by its name; undefined where there is none. Of several, the last one given. */
  read<Kind extends SpecKind>(kind: Kind, namespace: string, name: string): MeshObject<Specs[Kind]> | undefined {
    const object = this.find(kind, namespace, name);
    return object !== undefined && isReadable(object) ? (object as MeshObject<Specs[Kind]>) : undefined;
  }

  /** An object by its name; undefined where there is none. Of several, the last one, which is the one that a cluster keeps. */
  find(groupAndKind: string, namespace: string, name: string): MeshObject | undefined {
    const byName = this.once(
      `${groupAndKind} by name`,
      () => new Map(this.objectsOf(groupAndKind).map((object) => [`${object.namespace}/${object.name}`, object])),
    );
    return byName.get(`${namespace}/${name}`);
  }

  /** All namespaces that have an object or are named by one. */
  get namespaces(): ReadonlyMap<string, Namespace> {
    return this.once('namespaces', () => namespacesOf(this.objects));
  }

  /** The namespace of a name, also of one that no object names. */
  namespace(name: string): Namespace {
    return this.namespaces.get(name) ?? { name, labels: {}, object: undefined };
  }

  /** Which pods are injected when they are made. */
  get injectors(): Injectors {
    return this.once('injectors', () => injectorsIn(this.objects));
  }

  /** Everything that makes pods. */
  get workloads(): readonly Workload[] {
    return this.#workloadIndex.all;
  }

  get #workloadIndex(): WorkloadIndex {
    return this.once('workloads', () => {
      const workloads = this.objects.map((object) => workloadOf(object, this.namespace(object.namespace), this.injectors));
      return new WorkloadIndex(workloads.filter((workload) => workload !== undefined));
    });
  }

  /** Workloads whose pods have all of the labels, in one namespace or in any. */
  workloadsWith(labels: Labels, namespace?: string): readonly Workload[] {
    return this.#workloadIndex.pickedBy(labels, namespace);
  }

  /** Whether there is a workload whose pods have all of the labels, in one namespace or in any. */
  hasWorkloadWith(labels: Labels, namespace?: string): boolean {
    return this.#workloadIndex.hasPickedBy(labels, namespace);
  }

  /** Everything that can be called: Services of Kubernetes, then the hosts of ServiceEntries, in the order in which istiod takes them. */
  get services(): readonly Service[] {
    return this.once('services', () => [
      ...[...this.objectsOf('/Service')].sort(byAge(this.direction)).map((object) => kubernetesService(object, this.settings)),
      ...this.of('networking.istio.io/ServiceEntry').flatMap((object) => entryServices(object, this.settings)),
    ]);
  }

  /** Services of one exact host; more than one where several namespaces have it. */
  servicesOf(host: string): readonly Service[] {
    return this.once('services by host', () => grouped(this.services, (service) => service.host)).get(host) ?? NONE;
  }

  /** The service of one exact host as a namespace sees it: its own one before a Service of Kubernetes, that before any other. */
  serviceSeenFrom(namespace: string, host: string): Service | undefined {
    const seen = this.servicesOf(host).filter(({ exportTo, namespace: home }) => isVisible(exportTo, home, namespace));
    return seen.find((one) => one.namespace === namespace) ?? seen.find(({ isKubernetes }) => isKubernetes) ?? seen[0];
  }

  /** Workloads behind a service: those of its namespace that it picks. */
  workloadsBehind({ selector, namespace }: Service): readonly Workload[] {
    return selector === undefined ? NONE : this.workloadsWith(selector, namespace);
  }

  /** Services of its namespace that pick a workload, in the order of `services`. */
  servicesFor({ namespace, labels }: Workload): readonly Service[] {
    const byLabel = this.once('services by namespace and label', () =>
      grouped(
        this.services.filter(({ selector }) => selector !== undefined && Object.keys(selector).length > 0),
        (service) => `${service.namespace}/${Object.entries(service.selector ?? {})[0]?.join('=')}`,
      ),
    );
    return Object.entries(labels)
      .flatMap((label) => byLabel.get(`${namespace}/${label.join('=')}`) ?? NONE)
      .filter(({ selector = {} }) => picks(selector, labels));
  }
}
