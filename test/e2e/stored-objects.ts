import type { Mesh } from '../mesh/mesh';
import { steady } from './everything';

/** An object as the API server has it. */
export interface Stored {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

const titleOf = ({ kind, metadata: { namespace, name } }: Stored) => `${kind} ${namespace}/${name}`;

/** The objects of manifests, once nobody changes them, each with its version, and with who set which field when. */
export function storedObjects(mesh: Mesh, texts: readonly string[]): Promise<Record<string, Stored>> {
  return steady('the objects of the program', async () => {
    const get = ['get', '--show-managed-fields', '-o', 'json', '-f', '-'];
    const lists = await Promise.all(
      texts.map(
        async (text) => JSON.parse(await mesh.kubectlOutput(get, text)) as { readonly items?: readonly Stored[] } & Stored,
      ),
    );
    const all = lists.flatMap(({ items, ...one }) => items ?? [one]);
    return Object.fromEntries(all.map((object) => [titleOf(object), isBare(object) ? withoutNotes(object) : object]));
  });
}

/** At the second apply of an object of which the manifest says nothing but the name, the server notes an owner, once. */
const isBare = ({ kind, metadata }: Stored) =>
  kind === 'Namespace' && Object.keys(metadata.labels ?? {}).join() === 'kubernetes.io/metadata.name';

const withoutNotes = ({ metadata, ...object }: Stored) => ({
  ...object,
  metadata: { ...metadata, managedFields: undefined, resourceVersion: undefined } as Stored['metadata'],
});
