import { append } from '../../core/grouped';
import type { Mesh, MeshObject, Specs } from '../../model';
import type { Report, Rule } from '../rule';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;
type Match = { readonly uri?: unknown };

/** Full name of a Gateway that a VirtualService names. */
function gatewayOf(name: string, namespace: string): string {
  return name.includes('/') ? name : `${namespace}/${name}`;
}

/** The paths for which a VirtualService has rules, each as one text. */
function pathsOf({ spec: { http = [] } }: VirtualService): ReadonlySet<string> {
  const all = http.flatMap(({ match = [{}] }) =>
    match.map((one) => JSON.stringify({ ...(one as Match & { name?: string }), name: undefined })),
  );
  return new Set(all);
}

function placesOf(on: VirtualService): string[] {
  const { gateways = [], hosts = [], http = [] } = on.spec;
  if (http.length === 0) return [];
  const named = gateways.filter((gateway) => gateway !== 'mesh').map((gateway) => gatewayOf(gateway, on.namespace));
  return named.flatMap((gateway) => hosts.map((host) => `host ${host.toLowerCase()} of gateway ${gateway}`));
}

function* find(mesh: Mesh): Iterable<Report> {
  const byPlace = new Map<string, VirtualService[]>();
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const place of placesOf(on)) append(byPlace, place, on);
  }
  for (const [place, sharing] of byPlace) {
    if (sharing.length < 2) continue;
    const takenBy = new Map<string, VirtualService>();
    for (const on of sharing) {
      for (const path of pathsOf(on)) {
        const first = takenBy.get(path);
        if (first === undefined) takenBy.set(path, on);
        else
          yield {
            on,
            problem: `has a match for ${place} that VirtualService ${first.namespace}/${first.name} has as well`,
            got: JSON.parse(path) as unknown,
          };
      }
    }
  }
}

export const overlappingGatewayHosts: Rule = {
  code: 'MESH0105',
  level: 'warning',
  title: 'Two VirtualServices for the same requests of a gateway',
  explanation:
    'A gateway joins the rules of all VirtualServices of one host, the older object first. Where two have the same match, the age of the objects decides which rule answers, and after a restore or a new install it may be the other one.',
  fix: 'put the rules of the host into one VirtualService, or make their matches differ',
  find,
};
