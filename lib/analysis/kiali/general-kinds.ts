import type { Mesh, MeshObject, Specs } from '../../model';

/** Kinds of which one object is meant to hold for a workload, and for which Istio has no rule of its own. */
export const GENERAL_KINDS = ['security.istio.io/PeerAuthentication', 'security.istio.io/RequestAuthentication'] as const;

type GeneralPolicy = MeshObject<Specs[(typeof GENERAL_KINDS)[number]]>;

/** Policies of a kind that pick pods by labels, with the labels. */
export function selecting(mesh: Mesh, kind: (typeof GENERAL_KINDS)[number]) {
  const policies: readonly GeneralPolicy[] = mesh.of(kind);
  return policies.flatMap((on) => {
    const labels = on.spec.selector?.matchLabels ?? {};
    return Object.keys(labels).length === 0 ? [] : [{ on, labels }];
  });
}
