import type { MeshObject } from '../../model';
import type { Specs } from '../../model/specs';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;
type Route = NonNullable<NonNullable<VirtualService['spec']['http']>[number]['route']>[number];

/** Where a rule of a VirtualService sends requests, and where that is written. */
export interface PlacedDestination {
  /** From the top of the object: `spec.http[0].route[0].destination`. */
  readonly field: string;
  readonly destination: Partial<Route['destination']>;
}

const LISTS = ['tcp', 'tls', 'http'] as const;

/** Destinations of all rules, and then those of all mirrors. */
export function destinationsOf({ spec }: VirtualService): PlacedDestination[] {
  const routed = LISTS.flatMap((list) =>
    (spec[list] ?? []).flatMap(({ route = [] }, i) =>
      route.map(({ destination = {} }: { destination?: Partial<Route['destination']> }, j) => ({
        field: `spec.${list}[${i}].route[${j}].destination`,
        destination,
      })),
    ),
  );
  const mirrored = (spec.http ?? []).flatMap(({ mirror, mirrors = [] }, i): PlacedDestination[] => [
    ...(mirror === undefined ? [] : [{ field: `spec.http[${i}].mirror`, destination: mirror }]),
    ...mirrors.map(({ destination = {} }: { destination?: Partial<Route['destination']> }, j) => ({
      field: `spec.http[${i}].mirrors[${j}].destination`,
      destination,
    })),
  ]);
  return [...routed, ...mirrored];
}
