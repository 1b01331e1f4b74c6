import { append } from '../../core/grouped';
import type { Mesh, MeshObject, Specs } from '../../model';

type Gateway = MeshObject<Specs['networking.istio.io/Gateway']>;
export type ServerSpec = NonNullable<Gateway['spec']['servers']>[number];

/** A server of a Gateway, and where it stands. */
export interface PlacedServer {
  readonly on: Gateway;
  readonly index: number;
  readonly spec: ServerSpec;
}

/** Proxies that a Gateway is for, by name; by its selector where the manifests have none of them. */
function proxiesOf(mesh: Mesh, { spec: { selector = {} } }: Gateway): readonly string[] {
  const names = mesh.workloadsWith(selector).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
  return Object.keys(selector).length > 0 && names.length > 0
    ? names
    : [`pods with ${JSON.stringify(Object.entries(selector).sort())}`];
}

/** The servers that each proxy gets, in the order in which istiod takes them. */
export function serversByProxy(mesh: Mesh): ReadonlyMap<string, readonly PlacedServer[]> {
  return mesh.once('servers by proxy', () => {
    const servers = new Map<string, PlacedServer[]>();
    for (const on of mesh.of('networking.istio.io/Gateway')) {
      const placed = (on.spec.servers ?? []).map((spec, index) => ({ on, index, spec }));
      for (const proxy of proxiesOf(mesh, on)) {
        for (const server of placed) append(servers, proxy, server);
      }
    }
    return servers;
  });
}
