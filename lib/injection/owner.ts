import type { Pod } from './pod';

/** What made the pod: a Deployment, say. A bare pod owns itself. */
export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** '' where the manifest leaves it to kubectl. */
  readonly namespace: string;
}

interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** Who made a pod that is in the cluster already, as far as the pod tells. */
export function ownerOf({ metadata }: Pod): Owner {
  const { name = '', generateName = '', namespace = '', labels = {}, ownerReferences = [] } = metadata;
  const controller = (ownerReferences as readonly OwnerReference[]).find((reference) => reference.controller);
  if (generateName === '' || controller === undefined) return { apiVersion: 'v1', kind: 'Pod', name, namespace };
  const { apiVersion, kind } = controller;
  const made = { apiVersion, kind, name: controller.name, namespace };
  const hash = (label: string) => (labels[label] && controller.name.endsWith(labels[label]) ? labels[label] : undefined);
  if (kind === 'ReplicaSet') {
    const ofDeployment = hash('pod-template-hash');
    if (ofDeployment !== undefined) return { ...made, kind: 'Deployment', name: without(controller.name, ofDeployment) };
    const ofRollout = hash('rollouts-pod-template-hash');
    if (ofRollout === undefined) return made;
    return { ...made, apiVersion: 'v1alpha1', kind: 'Rollout', name: without(controller.name, ofRollout) };
  }
  if (kind === 'ReplicationController' && labels.deploymentconfig) {
    return { ...made, kind: 'DeploymentConfig', name: labels.deploymentconfig };
  }
  const cronJob = kind === 'Job' ? /^(.+)-\d{8,10}$/.exec(controller.name)?.[1] : undefined;
  return cronJob === undefined ? made : { ...made, apiVersion: 'batch/v1', kind: 'CronJob', name: cronJob };
}

function without(name: string, hash: string): string {
  return name.endsWith(`-${hash}`) ? name.slice(0, -hash.length - 1) : name;
}
