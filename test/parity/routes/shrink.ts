import { proxiesOf } from './generate/mesh';
import type { Observed } from './observe';
import { refusedOf } from './refused';
import type { TestedMesh } from './tested-mesh';

/** Places in a mesh that may be left out: `manifests/3/spec/http/0`. */
type Place = string;

/** Names of fields below which nothing is left out alone: without it, the object would be another one. */
const WHOLE = new Set(['metadata', 'apiVersion', 'kind', 'template', 'containers']);

const OF_CLUSTER = new Set(['Namespace', 'Deployment']);

interface Small {
  readonly manifests: TestedMesh['manifests'];
  readonly meshConfig: TestedMesh['meshConfig'];
  readonly headers: TestedMesh['requests'][number]['headers'];
}

function* placesIn(value: unknown, place: Place, depth: number): Generator<Place> {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  for (const [key, below] of Object.entries(value)) {
    if (WHOLE.has(key)) continue;
    yield `${place}/${key}`;
    yield* placesIn(below, `${place}/${key}`, depth - 1);
  }
}

function placesOf({ manifests, meshConfig, headers }: Small, depth: number): Place[] {
  return [
    ...manifests.flatMap((object, i) => [
      `manifests/${i}`,
      ...(OF_CLUSTER.has(object.kind) ? [] : placesIn(object['spec'], `manifests/${i}/spec`, depth)),
    ]),
    ...placesIn(meshConfig, 'meshConfig', depth + 1),
    ...headers.map((_, i) => `headers/${i}`),
  ];
}

function without<T>(value: T, places: ReadonlySet<Place>, place: Place): T {
  const kept = (key: string | number) => !places.has(place === '' ? `${key}` : `${place}/${key}`);
  const next = (key: string | number) => (place === '' ? `${key}` : `${place}/${key}`);
  if (Array.isArray(value)) {
    return value.flatMap((one, i) => (kept(i) ? [without(one, places, next(i))] : [])) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => kept(key));
  return Object.fromEntries(entries.map(([key, below]) => [key, without(below, places, next(key))])) as T;
}

/** Whether each of the meshes, which have one request each, is one that still shows what is wrong. */
export type StillWrong = (meshes: readonly TestedMesh[]) => Promise<readonly boolean[]>;

/** The mesh without what is at the places; undefined where its request cannot be sent any more. */
function smaller(mesh: TestedMesh, places: readonly Place[]): TestedMesh | undefined {
  const [request] = mesh.requests;
  const sender = request && mesh.proxies[request.proxy];
  if (request === undefined || sender === undefined) return undefined;
  const { manifests, meshConfig } = mesh;
  const left = without({ manifests, meshConfig, headers: request.headers } satisfies Small, new Set(places), '');
  const pods = proxiesOf(left.manifests);
  const proxy = pods.proxies.findIndex(({ name, namespace }) => name === sender.name && namespace === sender.namespace);
  return proxy < 0 ? undefined : { ...mesh, ...left, ...pods, requests: [{ ...request, proxy, headers: left.headers }] };
}

async function areValid(meshes: readonly TestedMesh[]): Promise<boolean[]> {
  const refused = await refusedOf(meshes.flatMap(({ manifests }) => manifests));
  return meshes.map(({ manifests }) => !manifests.some((object) => refused.has(object)));
}

/** Indexes of the sets of places without which the mesh still shows what is wrong. */
async function removable(mesh: TestedMesh, sets: readonly (readonly Place[])[], stillWrong: StillWrong): Promise<number[]> {
  const made = sets.flatMap((places, i) => {
    const one = smaller(mesh, places);
    return one === undefined ? [] : [{ i, one }];
  });
  if (made.length === 0) return [];
  const valid = await areValid(made.map(({ one }) => one));
  const tried = made.filter((_, k) => valid[k]);
  const wrong = await stillWrong(tried.map(({ one }) => one));
  return tried.filter((_, k) => wrong[k]).map(({ i }) => i);
}

/** The smallest mesh found that still shows what is wrong with one request. */
export async function shrink({ mesh, request }: Observed, stillWrong: StillWrong): Promise<TestedMesh> {
  let least: TestedMesh = { ...mesh, requests: [request] };
  for (const depth of [0, 1, 2, 4, 8]) {
    for (let rounds = 0; rounds < 3; rounds++) {
      const [first] = least.requests;
      const places = placesOf({ ...least, headers: first?.headers ?? [] }, depth);
      const alone = (
        await removable(
          least,
          places.map((place) => [place]),
          stillWrong,
        )
      ).map((i) => places[i] ?? '');
      if (alone.length === 0) break;
      // What can go alone cannot always go together: as much of it as can.
      const together = alone.map((_, i) => alone.slice(0, i + 1));
      const most = (await removable(least, together, stillWrong)).at(-1);
      const next = most === undefined ? undefined : smaller(least, together[most] ?? []);
      if (next === undefined) break;
      least = next;
    }
  }
  return least;
}
