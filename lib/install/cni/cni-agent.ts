import type { ManifestMetadata } from '../../core/manifest';
import { commonLabels, type Labels, revisionLabel } from '../labels';
import type { CniValues } from './values';

/** Name of the agent and of most of its objects. It is fixed: the CNI plugin looks for its DaemonSet by name. */
export const NAME = 'istio-cni';

/** Name of the DaemonSet. */
export const NODE_NAME = `${NAME}-node`;

/** Name of the ConfigMap with the environment of the agent. */
export const CONFIG_NAME = `${NAME}-config`;

/** The label by which the pods are found. */
export const NODE_LABELS: Labels = { 'k8s-app': NODE_NAME };

/** The node agent with its place: what every object of it is made from. */
export interface CniAgent {
  /** Name of the release that the objects are part of. */
  readonly release: string;
  readonly namespace: string;
  readonly values: CniValues;
}

/** Labels that every object has but those that are not of Istio's own kinds of object. */
export function componentLabels({ release, values: { revision, ownerName } }: CniAgent): Labels {
  return {
    release,
    'istio.io/rev': revisionLabel(revision),
    'install.operator.istio.io/owning-resource': ownerName === '' ? 'unknown' : ownerName,
    'operator.istio.io/component': 'Cni',
    ...sharedLabels(release),
  };
}

/** Labels that really every object has. */
export function sharedLabels(release: string): Labels {
  return { 'app.kubernetes.io/name': NAME, ...commonLabels(release) };
}

/** Metadata of an object in the namespace of the agent. */
export function namespacedMetadata(agent: CniAgent, name: string): ManifestMetadata {
  return { name, namespace: agent.namespace, labels: { app: NAME, ...componentLabels(agent) } };
}
