import type { Manifest } from '../../core/manifest';
import { pullSecrets } from '../pull-secrets';
import {
  annotations,
  nameOf,
  namespacedMetadata,
  ownerLabel,
  POD_LABELS,
  sharedLabels,
  type ZtunnelAgent,
} from './ztunnel-agent';

const RBAC = 'rbac.authorization.k8s.io';

/** What ztunnel runs as: istiod trusts it to ask for the certificates of the pods of its node. */
export function serviceAccount(agent: ZtunnelAgent): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: namespacedMetadata(agent),
    imagePullSecrets: pullSecrets(agent.values.imagePullSecrets),
  };
}

/** OpenShift asks for a right where others let the namespace decide. */
export function rights({ release, namespace, values }: ZtunnelAgent): Manifest[] {
  if (values.platform !== 'openshift') return [];
  const name = nameOf(values);
  const labels = { ...POD_LABELS, release: name, ...ownerLabel(values), ...sharedLabels(release) };
  const metadata = { name, labels, annotations: annotations(values) };
  const rule = {
    apiGroups: ['security.openshift.io'],
    resources: ['securitycontextconstraints'],
    resourceNames: ['privileged'],
    verbs: ['use'],
  };
  return [
    { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata, rules: [rule] },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
  ];
}
