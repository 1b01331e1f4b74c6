import { append } from '../core/grouped';
import type { Mesh, Workload } from '../model';
import { gatewaysOf } from '../model/gateway';
import type { Sender } from '../simulation';
import { gatewayOf, sidecarOf } from '../simulation/find-client';
import { sidecarKey } from '../simulation/sidecar-key';
import { identityKey } from './caller-policies';

/** Callers whose requests cannot be told apart on either side. */
export interface CallerGroup {
  /** `<name>.<namespace>` of workloads, or of Gateways. */
  readonly callers: readonly string[];
  /** One of them, who asks for all. */
  readonly sender: Sender;
  /** Where their pods are. */
  readonly namespace: string;
  /** The same text for groups whose sidecars get the same on both sides, whatever policies say of the callers. */
  readonly sidecars: string;
}

const INJECT = 'sidecar.istio.io/inject';

/** Whether a workload has a sidecar, or is taken to have one since its namespace is not among the manifests. */
export function hasSidecar(mesh: Mesh, { proxy, namespace, labels, annotations, pod }: Workload): boolean {
  if (proxy === 'sidecar') return true;
  const isLeftAlone = (labels[INJECT] ?? annotations[INJECT]) === 'false' || pod.hostNetwork === true;
  return proxy === 'none' && mesh.namespace(namespace).object === undefined && !isLeftAlone;
}

/** Workloads by `<name>.<namespace>`; those whose name two of a namespace have are left out, since they cannot be named. */
export function workloadsByName(mesh: Mesh): ReadonlyMap<string, Workload> {
  return mesh.once('workloads by place', () => {
    const found = new Map<string, Workload>();
    const twice = new Set<string>();
    for (const workload of mesh.workloads) {
      const name = `${workload.name}.${workload.namespace}`;
      if (found.has(name)) twice.add(name);
      found.set(name, workload);
    }
    for (const name of twice) found.delete(name);
    return found;
  });
}

/** The workloads with a sidecar on both sides, grouped. */
export function podGroups(before: Mesh, after: Mesh): readonly CallerGroup[] {
  const was = workloadsByName(before);
  const groups = new Map<string, { name: string; sidecars: string }[]>();
  for (const [name, workload] of workloadsByName(after)) {
    const old = was.get(name);
    if (old === undefined || !hasSidecar(after, workload) || !hasSidecar(before, old)) continue;
    const sidecars = JSON.stringify([sidecarKey(sidecarOf(before, name)), sidecarKey(sidecarOf(after, name))]);
    append(groups, JSON.stringify([sidecars, identityKey(before)(old), identityKey(after)(workload)]), { name, sidecars });
  }
  return [...groups.values()]
    .map((all) => ({ callers: all.map(({ name }) => name), sidecars: all[0]!.sidecars }))
    .map(({ callers, sidecars }) => ({
      callers,
      sidecars,
      sender: { workload: callers[0]! },
      namespace: callers[0]!.slice(callers[0]!.lastIndexOf('.') + 1),
    }));
}

/** The Gateways of both sides, grouped by the pods that they are for. */
export function gatewayGroups(before: Mesh, after: Mesh): readonly CallerGroup[] {
  const nameOf = ({ object: { name, namespace } }: { object: { name: string; namespace: string } }) => `${name}.${namespace}`;
  const was = new Set(gatewaysOf(before).map(nameOf));
  const groups = new Map<string, string[]>();
  for (const gateway of gatewaysOf(after)) {
    const name = nameOf(gateway);
    if (!was.has(name)) continue;
    const pods = [before, after].map((mesh) => {
      const { workload, labels } = gatewayOf(mesh, name);
      return workload === undefined ? JSON.stringify(Object.entries(labels).sort()) : `${workload.name}.${workload.namespace}`;
    });
    append(groups, pods.join(' then '), name);
  }
  return [...groups.values()].map((callers) => ({
    callers,
    sidecars: callers.join(),
    sender: { gateway: callers[0]! },
    namespace: gatewayOf(after, callers[0]!).namespace,
  }));
}
