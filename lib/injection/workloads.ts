import type { Owner } from './owner';
import { ownerOf } from './owner';
import type { Pod, PodMetadata } from './pod';
import { readPod } from './read-pod';

/** A Kubernetes object of any kind. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: PodMetadata;
  readonly [field: string]: unknown;
}

/** The pod that a manifest makes, and the way back. */
export interface Workload {
  readonly pod: Pod;
  readonly owner: Owner;
  /** Whether the manifest finds its pods by the label. */
  readonly selectsBy: (label: string) => boolean;
  /** The manifest with another pod in it. */
  readonly withPod: (pod: Pod) => KubeObject;
}

/** Where the template of the pod is, by kind; a Pod is its own. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'apps/v1 Deployment': ['spec', 'template'],
  'apps/v1 StatefulSet': ['spec', 'template'],
  'apps/v1 DaemonSet': ['spec', 'template'],
  'apps/v1 ReplicaSet': ['spec', 'template'],
  'v1 ReplicationController': ['spec', 'template'],
  'apps.openshift.io/v1 DeploymentConfig': ['spec', 'template'],
  'batch/v1 Job': ['spec', 'template'],
  'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'v1 Pod': [],
};

/** The kinds that make pods. */
export const WORKLOAD_KINDS: ReadonlySet<string> = new Set(Object.keys(TEMPLATES).map((kind) => kind.split(' ')[1]!));

type Fields = Readonly<Record<string, unknown>>;

/** The workload in a manifest; undefined for a manifest that makes no pods. */
export function workloadOf(object: KubeObject, defaultNamespace = ''): Workload | undefined {
  const path = TEMPLATES[`${object.apiVersion} ${object.kind}`];
  const template = path?.reduce<unknown>((at, field) => (at as Fields | undefined)?.[field], object) as Partial<Pod> | undefined;
  if (path === undefined || !template?.spec) return undefined;
  const { name = '', namespace = defaultNamespace } = object.metadata ?? {};
  const pod = readPod(template);
  const made = { apiVersion: object.apiVersion ?? '', kind: object.kind ?? '', name, namespace };
  return {
    pod,
    owner: path.length > 0 ? made : { ...ownerOf(pod), namespace },
    selectsBy: (label) => selects(object, label),
    withPod: (changed) => replaced(object, path, { ...template, ...changed }),
  };
}

function replaced(object: KubeObject, [field, ...rest]: readonly string[], pod: object): KubeObject {
  if (field === undefined) return { ...object, ...pod };
  return { ...object, [field]: replaced(object[field] as KubeObject, rest, pod) };
}

function selects({ spec }: KubeObject, label: string): boolean {
  const selector = (spec as Fields | undefined)?.selector;
  const marks = ((selector as Fields | undefined)?.matchLabels ?? selector) as Fields | undefined;
  return marks?.[label] !== undefined;
}
