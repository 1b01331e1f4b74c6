import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api';
import type { KubeObject } from './kube-object';

interface List<T> {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly T[];
}

/** The objects at a path of the API, kept up to date, each told when it comes, changes or goes. */
export class Collection<T extends KubeObject> {
  private readonly objects = new Map<string, T>();

  constructor(
    private readonly api: Api,
    private readonly path: string,
    private readonly changed: (object: T, gone: boolean) => void = () => {},
  ) {}

  get all(): Iterable<T> {
    return this.objects.values();
  }

  get(namespace: string, name: string): T | undefined {
    return this.objects.get(`${namespace}/${name}`);
  }

  /** Resolves when the first list is in; goes on for as long as the process lives. */
  async follow(): Promise<void> {
    const version = await this.list();
    void this.watch(version);
  }

  private async list(): Promise<string> {
    const { metadata, items } = await this.api.get<List<T>>(this.path);
    const listed = new Set(items.map(key));
    for (const [known, object] of this.objects) if (!listed.has(known)) this.note(object, true);
    for (const item of items) this.note(item, false);
    return metadata.resourceVersion;
  }

  private async watch(from: string): Promise<void> {
    let version: string | undefined = from;
    for (;;) {
      try {
        version ??= await this.list();
        await this.api.watch(this.path, version, ({ type, object }) => {
          if (type === 'ERROR') throw new Error(JSON.stringify(object));
          const kubeObject = object as T;
          version = kubeObject.metadata.resourceVersion;
          if (type !== 'BOOKMARK') this.note(kubeObject, type === 'DELETED');
        });
      } catch {
        version = undefined; // too old, or the server is away: begin with a list again
        await sleep(100);
      }
    }
  }

  private note(object: T, gone: boolean): void {
    if (gone) this.objects.delete(key(object));
    else this.objects.set(key(object), object);
    this.changed(object, gone);
  }
}

function key({ metadata: { namespace, name } }: KubeObject): string {
  return `${namespace}/${name}`;
}
