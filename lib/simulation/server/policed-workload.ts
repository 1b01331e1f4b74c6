import type { Labels } from '../../core/labels';
import { picks } from '../../core/labels';
import type { Mesh } from '../../model';
import type { MeshObject } from '../../model/mesh-object';
import type { Specs } from '../../model/specs';

/** Pods to which policies are attached. */
export interface PolicedPods {
  readonly namespace: string;
  readonly labels: Labels;
}

type Kind = 'security.istio.io/AuthorizationPolicy' | 'security.istio.io/RequestAuthentication';
type TargetableSpec = Pick<Specs[Kind], 'selector' | 'targetRef' | 'targetRefs'>;

/** Label of pods that are a Gateway of the Gateway API. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

function isAttached({ spec, namespace }: MeshObject<TargetableSpec>, pods: PolicedPods): boolean {
  const gateway = pods.labels[GATEWAY_NAME];
  const targets = (spec.targetRefs ?? []).length > 0 ? spec.targetRefs : spec.targetRef === undefined ? [] : [spec.targetRef];
  const [...refs] = targets ?? [];
  if (refs.length === 0) return picks(spec.selector?.matchLabels ?? {}, pods.labels);
  if (gateway === undefined || namespace !== pods.namespace) return false;
  return refs.some(
    ({ group = '', kind, name, namespace: other = '' }) =>
      group === 'gateway.networking.k8s.io' && kind === 'Gateway' && name === gateway && (other === '' || other === namespace),
  );
}

/** Policies of a kind that are for pods: those of the root namespace, then those of their own. */
export function policiesFor<K extends Kind>(mesh: Mesh, kind: K, pods: PolicedPods): readonly MeshObject<Specs[K]>[] {
  const namespaces = new Set([mesh.settings.rootNamespace, pods.namespace]);
  return [...namespaces].flatMap((namespace) =>
    mesh.inNamespace(kind, namespace).filter((object) => isAttached(object as MeshObject<TargetableSpec>, pods)),
  );
}
