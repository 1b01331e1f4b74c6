import type { Labels } from '../core/labels';
import { specAsKept } from '../core/schema/as-read';
import { isMap, type Values } from '../core/schema/values';
import type { Source } from './source';

/** Any object of the mesh, as it will stand in the cluster. */
export interface MeshObject<Spec = unknown> {
  /** The API group, empty for the core of Kubernetes. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** Empty for an object that is not in a namespace. */
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** As a cluster keeps it: without nulls and fields that the kind does not have. Empty where the manifest has none. */
  readonly spec: Spec;
  /** Time at which the cluster made it, where the manifest says so. */
  readonly created: string | undefined;
  /** The whole object. */
  readonly manifest: Values;
  readonly source: Source;
}

/** Kinds of objects that are in no namespace. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  'APIService',
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'CSIDriver',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
]);

/** A map of texts, without the entries that are none. */
export function textsOf(value: unknown): Labels {
  if (!isMap(value)) return {};
  const entries = Object.entries(value);
  if (entries.every(([, text]) => typeof text === 'string')) return value as Labels;
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The entries of a list that are maps; none for anything but a list. */
export function mapsOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** A map; an empty one for anything else. */
export function mapOf(value: unknown): Values {
  return isMap(value) ? value : {};
}

/** A text, undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * A plain object as part of a mesh.
 * @param defaultNamespace of an object that names none and has to be in one
 */
export function meshObject(manifest: Values, source: Source, defaultNamespace: string): MeshObject {
  const metadata = mapOf(manifest.metadata);
  const apiVersion = textOf(manifest.apiVersion) ?? '';
  const slash = apiVersion.indexOf('/');
  const kind = textOf(manifest.kind) ?? '';
  const namespace = CLUSTER_KINDS.has(kind) ? '' : textOf(metadata.namespace) || defaultNamespace;
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    name: textOf(metadata.name) ?? '',
    namespace,
    labels: textsOf(metadata.labels),
    annotations: textsOf(metadata.annotations),
    spec: mapOf(specAsKept(manifest)),
    created: textOf(metadata.creationTimestamp),
    manifest,
    source,
  };
}

/**
 * Which of two objects istiod takes first: the older one; of the same age, the one whose name and then namespace comes first.
 * @param direction -1 turns the order of names round
 */
export function byAge(direction: 1 | -1 = 1): (a: MeshObject, b: MeshObject) => number {
  return (a, b) =>
    compareText(a.created ?? '', b.created ?? '') ||
    direction * (compareText(a.name, b.name) || compareText(a.namespace, b.namespace));
}

/** Order of texts by their bytes. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
