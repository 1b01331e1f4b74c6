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

const isGeneral = ({ spec }: Policy) => Object.keys(spec.selector?.matchLabels ?? {}).length === 0;

/** Policies for all of a namespace, its own before that of the mesh. */
function policiesOf(mesh: Mesh, namespace: string): readonly Policy[] {
  const places = [...new Set([namespace, mesh.settings.rootNamespace])];
  return places.map((place) => mesh.inNamespace(KIND, place).find(isGeneral)).filter((policy) => policy !== undefined);
}

/** Policies for a workload, the nearest first. Of several of the same reach, the oldest one is. */
function policiesFor(mesh: Mesh, workload: Workload): readonly Policy[] {
  const nearest = mesh
    .inNamespace(KIND, workload.namespace)
    .find((policy) => !isGeneral(policy) && isFor(policy.spec.selector?.matchLabels, workload));
  return [...(nearest === undefined ? [] : [nearest]), ...policiesOf(mesh, workload.namespace)];
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
  return decided(policies);
}

function decided(policies: readonly Policy[]): DecidedMutualTls {
  const by = policies.find(({ spec }) => isSet(spec.mtls?.mode));
  return { mode: (by?.spec.mtls?.mode as MutualTls | undefined) ?? 'PERMISSIVE', by };
}

/** What the workloads of a namespace take of which nothing else is said; in the root namespace those of the mesh. */
export function mutualTlsIn(mesh: Mesh, namespace: string): DecidedMutualTls {
  return decided(policiesOf(mesh, namespace));
}
