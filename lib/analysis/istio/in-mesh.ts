import type { Mesh, Workload } from '../../model';
import { mapsOf } from '../../model/mesh-object';

const INJECT = 'sidecar.istio.io/inject';
const PROXY = 'istio-proxy';

function hasProxy(containers: readonly unknown[]): boolean {
  const proxy = mapsOf(containers).find(({ name }) => name === PROXY);
  return proxy !== undefined && typeof proxy.image === 'string' && proxy.image !== '';
}

/** What labels and annotations say of injection, as analyzers take it: those of the pod before the label of the namespace. */
function isAsked(workload: Workload, mesh: Mesh): boolean {
  const { labels, annotations, namespace } = workload;
  const asked = labels[INJECT] ?? annotations[INJECT];
  return asked === undefined ? mesh.namespace(namespace).labels['istio-injection'] === 'enabled' : asked === 'true';
}

/** Whether a proxy stands beside the containers of the pods, in the manifest or put there by the injector. */
export function hasSidecar({ pod, proxy, containers }: Workload): boolean {
  return proxy === 'sidecar' || proxy === 'gateway' || hasProxy([...containers, ...mapsOf(pod.initContainers)]);
}

/** Whether pods have a proxy, or what is written about them asks for one. */
export function isPodInMesh(workload: Workload, mesh: Mesh): boolean {
  return hasSidecar(workload) || isAsked(workload, mesh);
}

/** Whether what makes the pods has a proxy in its template, or asks for one. */
export function isTemplateInMesh(workload: Workload, mesh: Mesh): boolean {
  return hasProxy(workload.containers) || isAsked(workload, mesh);
}
