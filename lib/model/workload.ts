import type { Labels } from '../core/labels';
import type { Values } from '../core/schema/values';
import type { Injectors } from './injectors';
import { type MeshObject, mapOf, mapsOf, textOf, textsOf } from './mesh-object';
import type { Namespace } from './namespace';
import { isRedirected, type ProxyMode, proxyModeOf } from './proxy-mode';

/** A port that a container says it listens on. */
export interface ContainerPort {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
}

/** What makes pods, or a pod by itself, with its pods as they will be. */
export interface Workload {
  /** The object in the manifests. */
  readonly object: MeshObject;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods. */
  readonly labels: Labels;
  /** Annotations of the pods. */
  readonly annotations: Labels;
  /** The spec of the pods. */
  readonly pod: Values;
  /** Path from the object to its pod: `spec.template`, empty for a Pod. */
  readonly podField: string;
  readonly serviceAccount: string;
  readonly containers: readonly Values[];
  readonly ports: readonly ContainerPort[];
  readonly proxy: ProxyMode;
  /** Whether the node takes the traffic of the pods, which is so even where a proxy stands in their manifest. */
  readonly isRedirected: boolean;
  /** Number of pods; undefined where something else decides about it. */
  readonly replicas: number | undefined;
}

const POD_FIELDS: Readonly<Record<string, string>> = {
  '/Pod': '',
  '/ReplicationController': 'spec.template',
  'apps/Deployment': 'spec.template',
  'apps/StatefulSet': 'spec.template',
  'apps/DaemonSet': 'spec.template',
  'apps/ReplicaSet': 'spec.template',
  'apps.openshift.io/DeploymentConfig': 'spec.template',
  'argoproj.io/Rollout': 'spec.template',
  'batch/Job': 'spec.template',
  'batch/CronJob': 'spec.jobTemplate.spec.template',
};

/** Kinds of which one object is as many pods as it says, or one. */
const SCALED: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Rollout',
]);

/** Path from an object to the pod it makes; undefined for one that makes none. */
export function podFieldOf({ group, kind }: MeshObject): string | undefined {
  return POD_FIELDS[`${group}/${kind}`];
}

function containerPort({ name, containerPort, protocol }: Values): ContainerPort[] {
  if (typeof containerPort !== 'number') return [];
  return [{ name: textOf(name), number: containerPort, protocol: textOf(protocol) ?? 'TCP' }];
}

/** The workload of an object; undefined where it makes no pods. */
export function workloadOf(object: MeshObject, namespace: Namespace, injectors?: Injectors): Workload | undefined {
  const podField = podFieldOf(object);
  if (podField === undefined) return undefined;
  const path = podField === '' ? [] : podField.split('.');
  const template = path.reduce<Values>((at, field) => mapOf(at[field]), object.manifest);
  const metadata = mapOf(template.metadata);
  const labels = textsOf(metadata.labels);
  const annotations = textsOf(metadata.annotations);
  const pod = mapOf(template.spec);
  const { replicas } = mapOf(object.spec);
  const containers = mapsOf(pod.containers);
  const proxied = { labels, annotations, spec: pod, namespace };
  return {
    object,
    kind: object.kind,
    name: object.name,
    namespace: object.namespace,
    labels,
    annotations,
    pod,
    podField,
    serviceAccount: textOf(pod.serviceAccountName) ?? 'default',
    containers,
    ports: containers.flatMap(({ ports }) => mapsOf(ports).flatMap(containerPort)),
    proxy: proxyModeOf(proxied, injectors),
    isRedirected: isRedirected(proxied, injectors),
    replicas: SCALED.has(object.kind) ? (typeof replicas === 'number' ? replicas : 1) : undefined,
  };
}
