import type { Manifest } from '../../core/manifest';

const READ = ['get', 'list', 'watch'];
const ISTIO_GROUPS = [
  'networking.istio.io',
  'security.istio.io',
  'extensions.istio.io',
  'telemetry.istio.io',
  'gateway.networking.k8s.io',
];

/**
 * What Kiali may do in the cluster.
 * @param readOnly whether it changes nothing
 */
export function kialiRole(name: string, readOnly: boolean): Manifest {
  const workloads = readOnly ? READ : [...READ, 'patch'];
  const configuration = readOnly ? READ : [...READ, 'create', 'delete', 'patch'];
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: [
      { apiGroups: [''], resources: ['configmaps', 'endpoints', 'pods/log'], verbs: READ },
      { apiGroups: [''], resources: ['namespaces', 'pods', 'replicationcontrollers', 'services'], verbs: workloads },
      { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] },
      { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: workloads },
      { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: workloads },
      { apiGroups: ISTIO_GROUPS, resources: ['*'], verbs: configuration },
      { apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: READ },
      { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
    ],
  };
}

/** Gives the role to Kiali's account. */
export function kialiBinding(name: string, account: { readonly name: string; readonly namespace: string }): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  };
}
