import type { Mesh, MeshObject, Specs } from '../../model';
import { fullHost } from '../../model/hosts';
import type { HttpRule, PlacedRule } from './http-rules';

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

type Placed = readonly [field: string, destination: Destination | undefined];

function* ofRule({ route = [], mirror, mirrors = [] }: HttpRule, field: string): Iterable<Placed> {
  for (const [j, { destination }] of route.entries()) yield [`${field}.route[${j}].destination`, destination];
  if (mirror !== undefined) yield [`${field}.mirror`, mirror];
  for (const [j, { destination }] of mirrors.entries()) yield [`${field}.mirrors[${j}].destination`, destination];
}

function* of(on: VirtualService): Iterable<Placed> {
  const { http = [], tcp = [], tls = [] } = on.spec;
  for (const [i, rule] of http.entries()) yield* ofRule(rule, `spec.http[${i}]`);
  for (const [name, rules] of [
    ['tcp', tcp],
    ['tls', tls],
  ] as const) {
    for (const [i, { route = [] }] of rules.entries()) {
      for (const [j, { destination }] of route.entries()) yield [`spec.${name}[${i}].route[${j}].destination`, destination];
    }
  }
}

function* placed(mesh: Mesh, on: VirtualService, all: Iterable<Placed>): Iterable<PlacedDestination> {
  for (const [field, destination] of all) {
    if (typeof destination?.host !== 'string') continue;
    const { host: written, subset, port } = destination;
    yield { on, field, written, host: fullHost(written, on.namespace, mesh.settings.domain), subset, port: port?.number };
  }
}

/** All destinations of one rule for HTTP, mirrors included. */
export function placedDestinations(mesh: Mesh, { on, rule, field }: PlacedRule): Iterable<PlacedDestination> {
  return placed(mesh, on, ofRule(rule, field));
}

/** All destinations of all VirtualServices, mirrors included. */
export function* destinations(mesh: Mesh): Iterable<PlacedDestination> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) yield* placed(mesh, on, of(on));
}
