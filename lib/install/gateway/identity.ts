import type { Manifest } from '../../core/manifest';
import { given } from '../values';
import { gatewayMetadata, type NamedGateway, serviceAccountName } from './named-gateway';

/** The ServiceAccount of the pods. */
export function serviceAccount(gateway: NamedGateway): Manifest | undefined {
  const { create, annotations } = gateway.values.serviceAccount;
  if (!create) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { ...gatewayMetadata(gateway), name: serviceAccountName(gateway), annotations: given(annotations) },
  };
}

/** The right to read Secrets, where the certificates of TLS servers are. */
export function secretReader(gateway: NamedGateway): Manifest[] {
  if (!gateway.values.rbac.enabled) return [];
  const name = serviceAccountName(gateway);
  const metadata = { ...gatewayMetadata(gateway), name };
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name }],
    },
  ];
}
