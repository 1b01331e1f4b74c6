import type { Mesh, MeshObject, Specs } from '../../model';

export type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;

/** One of the destinations of a route. */
export interface RouteDestination {
  readonly host: string;
  readonly subset: string | undefined;
  readonly port: number | undefined;
  readonly weight: number | undefined;
}

/** A route with its destinations. */
export interface Route {
  readonly on: VirtualService;
  /** Path of the list of destinations: `spec.http[0].route`. */
  readonly field: string;
  readonly destinations: readonly RouteDestination[];
}

/** All routes of all VirtualServices: of requests, of TLS and of connections. */
export function* routes(mesh: Mesh): Iterable<Route> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const list of ['http', 'tls', 'tcp'] as const) {
      for (const [i, { route = [] }] of (on.spec[list] ?? []).entries()) {
        const destinations = route.map(({ destination, weight }) => ({
          host: destination?.host ?? '',
          subset: destination?.subset,
          port: destination?.port?.number,
          weight,
        }));
        yield { on, field: `spec.${list}[${i}].route`, destinations };
      }
    }
  }
}
