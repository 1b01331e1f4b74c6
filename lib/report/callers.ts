import { append } from '../core/grouped';
import type { Mesh, Workload } from '../model';
import { gatewaysOf } from '../model/gateway';
import type { ProxyMode } from '../model/proxy-mode';
import type { Sender } from '../simulation';
import { gatewayOf, sidecarOf } from '../simulation/find-client';
import { modeOf } from '../simulation/has-sidecar';
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
  /** Whether they have no proxy on either side, so that few rules are for them. */
  readonly isOutside: boolean;
  /** Whether they lose their sidecar or get one. */
  readonly changesProxy: boolean;
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

const CALLING: ReadonlySet<ProxyMode> = new Set<ProxyMode>(['sidecar', 'none']);

/** What decides what becomes of the requests of a pod: its sidecar, or that it has none. */
function keysOf(mesh: Mesh, name: string, workload: Workload): { sidecar: string | null; identity: string | null } {
  if (modeOf(mesh, workload) === 'none') return { sidecar: null, identity: null };
  return { sidecar: sidecarKey(sidecarOf(mesh, name)), identity: identityKey(mesh)(workload) };
}

/** The workloads that call with a sidecar or without a proxy on both sides, grouped. */
export function podGroups(before: Mesh, after: Mesh): readonly CallerGroup[] {
  const was = workloadsByName(before);
  const groups = new Map<string, { name: string; keys: readonly ReturnType<typeof keysOf>[] }[]>();
  for (const [name, workload] of workloadsByName(after)) {
    const old = was.get(name);
    if (old === undefined || !CALLING.has(modeOf(after, workload)) || !CALLING.has(modeOf(before, old))) continue;
    const keys = [keysOf(before, name, old), keysOf(after, name, workload)];
    append(groups, JSON.stringify(keys), { name, keys });
  }
  return [...groups.values()].map((all) => {
    const [{ name, keys }] = all as [(typeof all)[number]];
    const sidecars = keys.map(({ sidecar }) => sidecar);
    return {
      callers: all.map((one) => one.name),
      sidecars: JSON.stringify(sidecars),
      isOutside: sidecars.every((one) => one === null),
      changesProxy: sidecars.includes(null) && !sidecars.every((one) => one === null),
      sender: { workload: name },
      namespace: name.slice(name.lastIndexOf('.') + 1),
    };
  });
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
    isOutside: false,
    changesProxy: false,
    sender: { gateway: callers[0]! },
    namespace: gatewayOf(after, callers[0]!).namespace,
  }));
}
