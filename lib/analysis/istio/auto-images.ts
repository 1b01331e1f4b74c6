import type { Mesh, Workload } from '../../model';
import { podFieldPath } from '../pod-field';

/** The image of a proxy by which it is left to the injector. */
export const AUTO = 'auto';

/** Workloads with a proxy whose image is left to the injector, and where they say so. */
export function autoImages(mesh: Mesh): { workload: Workload; field: string }[] {
  return mesh.workloads.flatMap((workload) => {
    const index = workload.containers.findIndex(({ name, image }) => name === 'istio-proxy' && image === AUTO);
    return index < 0 ? [] : [{ workload, field: podFieldPath(workload, `spec.containers[${index}].image`) }];
  });
}
