import { append } from '../../core/grouped';
import type { Mesh, Service, Workload } from '../../model';
import { isTemplateInMesh } from './in-mesh';

/** A Deployment in the mesh, and the Services that pick its pods. */
export interface ServedDeployment {
  readonly deployment: Workload;
  readonly services: readonly Service[];
}

/** Deployments in the mesh, but for waypoints. */
export function* servedDeployments(mesh: Mesh): Iterable<ServedDeployment> {
  for (const deployment of mesh.workloads) {
    const { kind, object } = deployment;
    if (kind !== 'Deployment' || object.labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller') continue;
    if (isTemplateInMesh(deployment, mesh))
      yield { deployment, services: mesh.servicesFor(deployment).filter(({ isKubernetes }) => isKubernetes) };
  }
}

/** Names of Services under a first key, and under a second one in it. */
export class ServiceNames {
  readonly groups = new Map<string, Map<string, string[]>>();

  add(first: string, second: string, name: string): void {
    const group = this.groups.get(first) ?? new Map<string, string[]>();
    this.groups.set(first, group);
    append(group, second, name);
  }
}
