import type { Mesh } from '../../model';
import type { Endpoint } from '../../model/endpoint';
import { type MutualTls, mutualTlsOf } from '../../model/mutual-tls';
import type { Service } from '../../model/service';
import type { Cluster, Clusters } from '../cluster';
import { hasSidecar } from '../has-sidecar';

/** What a proxy speaks to an endpoint: TLS of the mesh, TLS that a DestinationRule asks for, or neither. */
export type Spoken = 'mutual' | 'tls' | 'plain';

/** Label by which pods and WorkloadEntries say that they take TLS of the mesh. */
const TLS_MODE = 'security.istio.io/tlsMode';

/** Whether an endpoint says that it takes TLS of the mesh: injection says so of sidecars, and not of gateways. */
function offersTls(mesh: Mesh, { workload, labels }: Endpoint): boolean {
  if (workload !== undefined && workload.proxy !== 'gateway' && hasSidecar(mesh, workload))
    return labels[TLS_MODE] !== 'disabled';
  return labels[TLS_MODE] === 'istio';
}

/** What is said of all pods of a namespace. */
function modeOfNamespace(mesh: Mesh, namespace: string): MutualTls {
  const KIND = 'security.istio.io/PeerAuthentication';
  const policies = [namespace, mesh.settings.rootNamespace].map((home) =>
    mesh.inNamespace(KIND, home).find(({ spec }) => Object.keys(spec.selector?.matchLabels ?? {}).length === 0),
  );
  const said = policies.map((policy) => policy?.spec.mtls?.mode).find((mode) => mode !== undefined && mode !== 'UNSET');
  return (said as MutualTls | undefined) ?? 'PERMISSIVE';
}

/** Whether a sidecar has no certificate for TLS that a rule asks for: it gets secrets by rules for its pods alone. */
function lacksSecret({ policy: { tls }, found }: Cluster, clusters: Clusters): boolean {
  const { credentialName = '' } = tls ?? {};
  if (credentialName === '' || credentialName.startsWith('configmap://') || clusters.client.kind === 'gateway') return false;
  return found === undefined || clusters.ruleFor(found)?.clients === undefined;
}

function ofAllEndpoints(mesh: Mesh, service: Service, endpoints: readonly Endpoint[]): Spoken {
  const isOn = modeOfNamespace(mesh, service.namespace) !== 'DISABLE';
  return isOn && endpoints.length > 0 && endpoints.every((one) => offersTls(mesh, one)) ? 'mutual' : 'plain';
}

/** What a proxy speaks to an endpoint of a cluster. */
export function spokenTo(clusters: Clusters, cluster: Cluster, endpoint: Endpoint | undefined): Spoken {
  const { policy, found, goesWhereCalled, endpoints } = cluster;
  const { mesh } = clusters.client;
  if (policy.tls !== undefined) {
    const { mode = 'DISABLE' } = policy.tls;
    if (mode === 'DISABLE') return 'plain';
    if (mode === 'ISTIO_MUTUAL') return 'mutual';
    return lacksSecret(cluster, clusters) ? 'plain' : 'tls';
  }
  if (found === undefined || found.isExternal || mesh.settings.enableAutoMtls === false) return 'plain';
  if (goesWhereCalled || found.isHeadless) return ofAllEndpoints(mesh, found, endpoints);
  if (endpoint === undefined || modeOfNamespace(mesh, found.namespace) === 'DISABLE' || !offersTls(mesh, endpoint))
    return 'plain';
  const isRefused = endpoint.workload !== undefined && mutualTlsOf(mesh, endpoint.workload, endpoint.port).mode === 'DISABLE';
  return isRefused ? 'plain' : 'mutual';
}
