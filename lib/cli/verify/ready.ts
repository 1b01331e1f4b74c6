import { keyOf, type Stored, titleOf } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import { type Check, count } from './check';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

interface Workload {
  readonly spec?: { readonly replicas?: number };
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly observedGeneration?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly readyReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
  };
}

const WORKLOADS = ['Deployment', 'DaemonSet', 'StatefulSet'];

export const isWorkload = ({ apiVersion, kind }: Manifest) => apiVersion === 'apps/v1' && WORKLOADS.includes(kind);

/** Whether the kinds are known, and whether all that should run does. */
export function checkReady(objects: readonly Manifest[], stored: ReadonlyMap<string, Stored>): Check[] {
  const all = objects.flatMap((object) => {
    const live = stored.get(keyOf(object));
    return live === undefined ? [] : [{ object, live }];
  });
  const crds = all.filter(({ object }) => object.kind === 'CustomResourceDefinition');
  const workloads = all.filter(({ object }) => isWorkload(object));
  const notEstablished = crds.flatMap(({ live }) => established(live) ?? []);
  const notReady = workloads.flatMap(({ object, live }) => unready(object, live) ?? []);
  return [
    ...summary('crds', crds.length, 'CustomResourceDefinitions', 'established', notEstablished),
    ...summary('ready', workloads.length, 'workloads', 'run as they should', notReady),
  ];
}

function summary(check: Check['check'], number: number, subject: string, what: string, wrong: readonly Check[]): Check[] {
  if (wrong.length > 0 || number === 0) return [...wrong];
  return [{ check, subject, ok: true, message: `${number} ${what}` }];
}

function established(live: Stored): Check | undefined {
  const { conditions = [] } = (live as Workload).status ?? {};
  const condition = conditions.find(({ type }) => type === 'Established');
  if (condition?.status === 'True') return undefined;
  const message = `is not established${condition?.message === undefined ? '' : `: ${condition.message}`}`;
  const fix = `kubectl describe crd ${live.metadata.name}`;
  return { check: 'crds', subject: titleOf(live), ok: false, message, fix };
}

function unready(object: Manifest, live: Stored): Check | undefined {
  const message = reason(object, live);
  if (message === undefined) return undefined;
  const { name, namespace } = live.metadata;
  const kind = live.kind.toLowerCase();
  const fix = isAbsent(live)
    ? `kubectl scale ${kind}/${name} -n ${namespace} --replicas=1, or apply dist`
    : `kubectl rollout status ${kind}/${name} -n ${namespace}, and kubectl describe its pods`;
  return { check: 'ready', subject: titleOf(live), ok: false, message, fix };
}

const isAbsent = (live: Stored) => live.kind !== 'DaemonSet' && (live as Workload).spec?.replicas === 0;

/** Why a workload is not what it should be. */
function reason(object: Manifest, live: Stored): string | undefined {
  const { spec, status = {} } = live as Workload;
  if ((status.observedGeneration ?? 0) < (live.metadata.generation ?? 0)) return 'its last change has not been acted on yet';
  const isDaemon = live.kind === 'DaemonSet';
  const wanted = isDaemon ? (status.desiredNumberScheduled ?? 0) : (spec?.replicas ?? 1);
  if (!isDaemon && wanted === 0) {
    return (object as Workload).spec?.replicas === 0 ? undefined : 'is scaled to 0 replicas';
  }
  const updated = (isDaemon ? status.updatedNumberScheduled : status.updatedReplicas) ?? 0;
  const available = (isDaemon ? status.numberAvailable : status.availableReplicas) ?? 0;
  if (updated < wanted) return `${updated} of ${count(wanted, 'pod')} ${updated === 1 ? 'is' : 'are'} of its last change`;
  if (available < wanted) return `${available} of ${count(wanted, 'pod')} ${available === 1 ? 'is' : 'are'} available`;
  return undefined;
}
