import type { Mesh, MeshObject, Specs } from '../../model';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;

/** One rule of a VirtualService for HTTP. */
export type HttpRule = NonNullable<VirtualService['spec']['http']>[number];

/** A rule, and where it stands. */
export interface PlacedRule {
  readonly on: VirtualService;
  readonly rule: HttpRule;
  /** `spec.http[0]` */
  readonly field: string;
}

/** All rules for HTTP of all VirtualServices. */
export function* httpRules(mesh: Mesh): Iterable<PlacedRule> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const [i, rule] of (on.spec.http ?? []).entries()) yield { on, rule, field: `spec.http[${i}]` };
  }
}

/** Whether sidecars follow a VirtualService. */
export function isInSidecars({ spec: { gateways = [] } }: VirtualService): boolean {
  return gateways.length === 0 || gateways.includes('mesh');
}
