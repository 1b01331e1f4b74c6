import type { Mesh, Workload } from '../model';
import { gatewaysOf } from '../model/gateway';
import type { ProxyMode } from '../model/proxy-mode';
import { modeOf } from '../simulation/has-sidecar';
import type { ShortNames } from './names';

/** A workload or a Gateway that is new, gone, or takes part in the mesh in another way: a caller of its own. */
export interface ParticipantChange {
  readonly kind: 'workload' | 'gateway';
  readonly name: string;
  readonly namespace: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly sentence: string;
}

const MODES: Readonly<Record<ProxyMode, string>> = {
  sidecar: 'with a sidecar',
  gateway: 'as a gateway',
  ambient: 'in ambient mode',
  none: 'without a proxy',
};

const mode = (mesh: Mesh, workload: Workload) => MODES[modeOf(mesh, workload)];

const byName = <T extends { readonly name: string; readonly namespace: string }>(all: readonly T[]) =>
  new Map(all.map((one) => [`${one.namespace}/${one.name}`, one]));

function workloadChanges(before: Mesh, after: Mesh, names: ShortNames): ParticipantChange[] {
  const [was, is] = [byName(before.workloads), byName(after.workloads)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key): ParticipantChange[] => {
    const [old, now] = [was.get(key), is.get(key)];
    const { name, namespace } = (now ?? old) as Workload;
    const shown = names.placed(name, namespace);
    const found = { kind: 'workload', name, namespace } as const;
    if (old === undefined && now !== undefined) {
      return [{ ...found, change: 'added', sentence: `workload ${shown} is new, ${mode(after, now)}` }];
    }
    if (now === undefined) return [{ ...found, change: 'removed', sentence: `workload ${shown} is gone` }];
    const [wasMode, isMode] = [mode(before, old!), mode(after, now)];
    if (wasMode === isMode) return [];
    return [{ ...found, change: 'changed', sentence: `workload ${shown} runs ${isMode}, no longer ${wasMode}` }];
  });
}

function gatewayChanges(before: Mesh, after: Mesh, names: ShortNames): ParticipantChange[] {
  const objects = (mesh: Mesh) => byName(gatewaysOf(mesh).map(({ object, servers }) => ({ ...object, servers })));
  const [was, is] = [objects(before), objects(after)];
  const added = [...is].filter(([key]) => !was.has(key)).map(([, one]) => ({ one, change: 'added' as const }));
  const removed = [...was].filter(([key]) => !is.has(key)).map(([, one]) => ({ one, change: 'removed' as const }));
  return [...added, ...removed].map(({ one: { name, namespace, servers }, change }) => {
    const opened = servers.map(({ spec: { port }, hosts }) => `${port.protocol} port ${port.number} for ${hosts.join(', ')}`);
    const rest = change === 'added' ? `is new: it opens ${opened.join('; ')}` : `is gone: it opened ${opened.join('; ')}`;
    return { kind: 'gateway', name, namespace, change, sentence: `gateway ${names.placed(name, namespace)} ${rest}` };
  });
}

/** Who is new among those that call and are called, who is gone, and whose proxy is. */
export function participantChanges(before: Mesh, after: Mesh, names: ShortNames): readonly ParticipantChange[] {
  return [...workloadChanges(before, after, names), ...gatewayChanges(before, after, names)];
}
