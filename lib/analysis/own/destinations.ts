import type { Mesh, MeshObject, Specs } from '../../model';
import { fullHost } from '../../model/hosts';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;

/** A destination of a VirtualService, and where it stands. */
export interface PlacedDestination {
  readonly on: VirtualService;
  /** `spec.http[0].route[1].destination` */
  readonly field: string;
  /** As it is written. */
  readonly written: string;
  /** The full name. */
  readonly host: string;
  readonly subset: string | undefined;
  readonly port: number | undefined;
}

interface Destination {
  readonly host: string;
  readonly subset?: string;
  readonly port?: { readonly number?: number };
}

function* of(on: VirtualService): Iterable<[string, Destination | undefined]> {
  const { http = [], tcp = [], tls = [] } = on.spec;
  for (const [i, { route = [], mirror, mirrors = [] }] of http.entries()) {
    for (const [j, { destination }] of route.entries()) yield [`spec.http[${i}].route[${j}].destination`, destination];
    if (mirror !== undefined) yield [`spec.http[${i}].mirror`, mirror];
    for (const [j, { destination }] of mirrors.entries()) yield [`spec.http[${i}].mirrors[${j}].destination`, destination];
  }
  for (const [name, rules] of [
    ['tcp', tcp],
    ['tls', tls],
  ] as const) {
    for (const [i, { route = [] }] of rules.entries()) {
      for (const [j, { destination }] of route.entries()) yield [`spec.${name}[${i}].route[${j}].destination`, destination];
    }
  }
}

/** All destinations of all VirtualServices, mirrors included. */
export function* destinations(mesh: Mesh): Iterable<PlacedDestination> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const [field, destination] of of(on)) {
      if (typeof destination?.host !== 'string') continue;
      const { host: written, subset, port } = destination;
      yield { on, field, written, host: fullHost(written, on.namespace, mesh.settings.domain), subset, port: port?.number };
    }
  }
}
