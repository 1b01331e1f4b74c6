import type { Manifest } from '../core/manifest';
import type { Cluster } from './cluster';
import { groupOf } from './objects';

/** A kind that the API server knows, in one version. */
export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The name in paths and in commands: `virtualservices`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

interface GroupList {
  readonly items: readonly {
    readonly metadata: { readonly name?: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly responseKind?: { readonly kind: string };
        readonly scope: string;
        readonly verbs?: readonly string[];
      }[];
    }[];
  }[];
}

/** Where objects without a namespace go. */
const DEFAULT_NAMESPACE = 'default';

/** All kinds of a cluster. */
export class Kinds {
  private constructor(private readonly known: ReadonlyMap<string, KnownKind>) {}

  static async read(cluster: Cluster): Promise<Kinds> {
    const lists = await Promise.all(['/api', '/apis'].map((path) => cluster.must<GroupList>('GET', path)));
    const all = lists.flatMap(({ items }) =>
      items.flatMap(({ metadata: { name = '' }, versions }) =>
        versions.flatMap(({ version, resources = [] }) =>
          resources.map(({ resource: plural, responseKind, scope, verbs = [] }): KnownKind => {
            const apiVersion = name === '' ? version : `${name}/${version}`;
            return { apiVersion, kind: responseKind?.kind ?? '', plural, namespaced: scope === 'Namespaced', verbs };
          }),
        ),
      ),
    );
    return new Kinds(new Map(all.map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind])));
  }

  of({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): KnownKind | undefined {
    return this.known.get(`${apiVersion} ${kind}`);
  }

  /** Each kind once, in the version that the API server names first. */
  each(isWanted: (kind: KnownKind) => boolean): KnownKind[] {
    const first = new Map<string, KnownKind>();
    for (const kind of this.known.values()) {
      const key = `${groupOf(kind.apiVersion)}/${kind.kind}`;
      if (isWanted(kind) && !first.has(key)) first.set(key, kind);
    }
    return [...first.values()];
  }

  /** The object with the namespace that it will have: none for one of the whole cluster. */
  placed<M extends Manifest>(object: M): M {
    const kind = this.of(object);
    if (kind === undefined) return object;
    const { namespace: _, ...metadata } = object.metadata;
    const namespace = kind.namespaced ? { namespace: object.metadata.namespace ?? DEFAULT_NAMESPACE } : {};
    return { ...object, metadata: { ...metadata, ...namespace } };
  }

  /** Where an object is; undefined for one of an unknown kind. */
  pathOf(object: Manifest): string | undefined {
    const kind = this.of(object);
    if (kind === undefined) return undefined;
    const { name, namespace } = this.placed(object).metadata;
    return `${pathOfKind(kind, namespace)}/${encodeURIComponent(name)}`;
  }
}

/** Where the objects of a kind are, of one namespace or of all. */
export function pathOfKind({ apiVersion, plural }: KnownKind, namespace?: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}${namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`}/${plural}`;
}
