import { keyOf, type Stored } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import type { ControlPlane } from './made-by-istiod';

interface Workload extends Manifest {
  readonly spec?: { readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } };
}

const STATUS = 'sidecar.istio.io/status';

/** How many are named. */
const SHOWN = 5;

/** A line on the pods that stay, and whose proxies lose their istiod. */
export function forsakenPods(all: readonly Stored[], leaving: readonly ControlPlane[], going: readonly Manifest[]): string[] {
  const revisions = new Set(leaving.map(({ revision }) => revision));
  const namespaces = new Set(going.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const pods = all.filter((pod) => {
    const { annotations = {}, namespace = '' } = pod.metadata;
    const status = annotations[STATUS];
    if (pod.kind !== 'Pod' || status === undefined || namespaces.has(namespace)) return false;
    return revisions.has(revisionIn(status)) && !going.some((object) => takes(object as Workload, pod));
  });
  if (pods.length === 0) return [];
  const names = pods.slice(0, SHOWN).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const more = pods.length > SHOWN ? `, and ${pods.length - SHOWN} more` : '';
  return [`pods stay with sidecars that no istiod serves any more: ${names.join(', ')}${more}; restart them afterwards`];
}

function takes(object: Workload, pod: Stored): boolean {
  if (keyOf(object) === keyOf(pod)) return true;
  const labels = Object.entries(object.spec?.selector?.matchLabels ?? {});
  if (labels.length === 0 || object.metadata.namespace !== pod.metadata.namespace) return false;
  return labels.every(([name, value]) => pod.metadata.labels?.[name] === value);
}

function revisionIn(status: string): string {
  try {
    return (JSON.parse(status) as { readonly revision?: string }).revision ?? 'default';
  } catch {
    return 'default';
  }
}
