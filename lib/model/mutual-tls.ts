import type { Mesh } from './mesh';
import type { MeshObject } from './mesh-object';
import type { Specs } from './specs';
import type { Workload } from './workload';

/** What a workload takes: TLS of the mesh alone, both, or plain text alone. */
export type MutualTls = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

type Policy = MeshObject<Specs['security.istio.io/PeerAuthentication']>;

const KIND = 'security.istio.io/PeerAuthentication';

function isFor(labels: Readonly<Record<string, string>> | undefined, workload: Workload): boolean {
  return labels !== undefined && Object.entries(labels).every(([key, value]) => workload.labels[key] === value);
}

/** Policies for a workload, the nearest first. Of several of the same reach, the oldest one is. */
function policiesFor(mesh: Mesh, workload: Workload): readonly Policy[] {
  const own = mesh.inNamespace(KIND, workload.namespace);
  const isGeneral = ({ spec }: Policy) => Object.keys(spec.selector?.matchLabels ?? {}).length === 0;
  const nearest = own.find((policy) => !isGeneral(policy) && isFor(policy.spec.selector?.matchLabels, workload));
  const general = own.find(isGeneral);
  const { rootNamespace } = mesh.settings;
  const root = workload.namespace === rootNamespace ? undefined : mesh.inNamespace(KIND, rootNamespace).find(isGeneral);
  return [nearest, general, root].filter((policy) => policy !== undefined);
}

const isSet = (mode: string | undefined): mode is MutualTls => mode !== undefined && mode !== 'UNSET';

/** A mode, and the policy that says so; none where nobody does. */
export interface DecidedMutualTls {
  readonly mode: MutualTls;
  readonly by: Policy | undefined;
}

/**
 * What a workload takes on a port.
 * @param port the one of the workload, not of a Service. @default what holds for ports of which nothing is said
 */
export function mutualTlsOf(mesh: Mesh, workload: Workload, port?: number): DecidedMutualTls {
  const policies = policiesFor(mesh, workload);
  const [nearest] = policies;
  if (port !== undefined && nearest !== undefined && nearest.spec.selector !== undefined) {
    const mode = nearest.spec.portLevelMtls?.[String(port)]?.mode;
    if (isSet(mode)) return { mode, by: nearest };
  }
  const by = policies.find(({ spec }) => isSet(spec.mtls?.mode));
  return { mode: (by?.spec.mtls?.mode as MutualTls | undefined) ?? 'PERMISSIVE', by };
}
