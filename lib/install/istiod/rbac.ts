import type { Manifest } from '../../core/manifest';
import type { Labels } from '../labels';

/** What may be done to some resources of some groups. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

const API_GROUP = 'rbac.authorization.k8s.io';

export const READ = ['get', 'watch', 'list'];
export const CHANGE = ['update', 'patch'];
export const EVERYTHING = [...READ, ...CHANGE, 'create', 'delete'];

/** Groups of Istio configuration, those of earlier releases included: removing a right can break them while they still run. */
export const ISTIO_GROUPS = [
  'config.istio.io',
  'security.istio.io',
  'networking.istio.io',
  'authentication.istio.io',
  'rbac.istio.io',
  'telemetry.istio.io',
  'extensions.istio.io',
];

/** Group of the Services that clusters share, unless istiod is told of another one. */
export const MULTICLUSTER_GROUP = 'multicluster.x-k8s.io';

/** One rule. */
export function allow(verbs: readonly string[], apiGroups: readonly string[], resources: readonly string[]): Rule {
  return { apiGroups, resources, verbs };
}

/** Rights, and who has them. */
export interface Grant {
  readonly name: string;
  /** Namespace in which they hold; left out for the whole cluster. */
  readonly namespace?: string;
  readonly labels: Labels;
  readonly rules: readonly Rule[];
  readonly serviceAccount: { readonly name: string; readonly namespace: string };
}

/** A role and its binding, of one name. */
export function grant({ name, namespace, labels, rules, serviceAccount }: Grant): Manifest[] {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name, namespace, labels };
  return [
    { apiVersion: `${API_GROUP}/v1`, kind, metadata, rules },
    {
      apiVersion: `${API_GROUP}/v1`,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: API_GROUP, kind, name },
      subjects: [{ kind: 'ServiceAccount', ...serviceAccount }],
    },
  ];
}
