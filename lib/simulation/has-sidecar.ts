import type { Mesh, Workload } from '../model';
import { SYSTEM_NAMESPACES } from '../model/namespace';
import type { ProxyMode } from '../model/proxy-mode';

const INJECT = 'sidecar.istio.io/inject';

/** Why what a workload sends and gets meets no sidecar; undefined where it does, or where these manifests do not tell. */
export function whyNoSidecar(mesh: Mesh, workload: Workload): string | undefined {
  const { labels, annotations, namespace, proxy, pod } = workload;
  if (proxy === 'ambient') return 'its node sends connections on, which no rule for requests changes';
  if (proxy !== 'none') return undefined;
  if (pod.hostNetwork === true) return 'it is in the network of its node';
  if ((labels[INJECT] ?? annotations[INJECT]) === 'false') return `${INJECT} is false`;
  if (SYSTEM_NAMESPACES.has(namespace)) return `nothing is injected in ${namespace}`;
  const { object, labels: given } = mesh.namespace(namespace);
  if (object === undefined) return undefined;
  return given['istio-injection'] === 'disabled' ? `${namespace} has no injection` : `nothing asks for injection in ${namespace}`;
}

/** Whether pods have a proxy beside them, or are one; where their namespace is not among the manifests, they are taken to. */
export const hasSidecar = (mesh: Mesh, workload: Workload): boolean => whyNoSidecar(mesh, workload) === undefined;

/** How a workload takes part in the mesh, where pods without a sidecar that may have one are taken to have it. */
export function modeOf(mesh: Mesh, workload: Workload): ProxyMode {
  return workload.proxy === 'none' && hasSidecar(mesh, workload) ? 'sidecar' : workload.proxy;
}
