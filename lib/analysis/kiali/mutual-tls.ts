import { picks } from '../../core/labels';
import type { Mesh, MeshObject, Specs, Workload } from '../../model';

/** How workloads take connections. */
export type MutualTls = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

const KIND = 'security.istio.io/PeerAuthentication';

type PeerAuthentication = MeshObject<Specs[typeof KIND]>;

/** A mode, and the object that says so; no object where it is what Istio does by itself. */
export interface SaidMode {
  readonly mode: MutualTls;
  readonly by: PeerAuthentication | undefined;
}

function modeOf(object: PeerAuthentication | undefined): MutualTls | undefined {
  const mode = object?.spec.mtls?.mode;
  return mode === undefined || mode === 'UNSET' ? undefined : mode;
}

const isGeneral = ({ spec }: PeerAuthentication) => Object.keys(spec.selector?.matchLabels ?? {}).length === 0;

/** What holds for the whole mesh. */
export function meshMode(mesh: Mesh): SaidMode {
  const by = mesh.inNamespace(KIND, mesh.settings.rootNamespace).find(isGeneral);
  const mode = modeOf(by);
  return mode === undefined ? { mode: 'PERMISSIVE', by: undefined } : { mode, by };
}

/** What holds for a namespace. */
export function namespaceMode(mesh: Mesh, namespace: string): SaidMode {
  if (namespace === mesh.settings.rootNamespace) return meshMode(mesh);
  const by = mesh.inNamespace(KIND, namespace).find(isGeneral);
  const mode = modeOf(by);
  return mode === undefined ? meshMode(mesh) : { mode, by };
}

/** What holds for a workload, but for single ports. */
export function workloadMode(mesh: Mesh, { namespace, labels }: Workload): SaidMode {
  const by = mesh
    .inNamespace(KIND, namespace)
    .find((one) => !isGeneral(one) && picks(one.spec.selector?.matchLabels ?? {}, labels));
  const mode = modeOf(by);
  return mode === undefined ? namespaceMode(mesh, namespace) : { mode, by };
}
