import { type Labels, picks } from '../../core/labels';
import type { Mesh } from '../../model';

/** Whether labels pick pods, or machines outside of the cluster, of a namespace. */
export function picksSomething(mesh: Mesh, namespace: string, labels: Labels): boolean {
  if (mesh.hasWorkloadWith(labels, namespace)) return true;
  const entries = mesh.inNamespace('networking.istio.io/WorkloadEntry', namespace).map(({ spec }) => spec.labels);
  const groups = mesh.inNamespace('networking.istio.io/WorkloadGroup', namespace).map(({ spec }) => spec.metadata?.labels);
  return [...entries, ...groups].some((one) => picks(labels, one ?? {}));
}
