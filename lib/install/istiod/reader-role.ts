import type { Manifest } from '../../core/manifest';
import { ISTIOD_RELEASE, readerLabels } from '../labels';
import type { IstiodValues } from '../values';
import { allow, grant, ISTIO_GROUPS, type Rule } from './rbac';
import { clusterWide } from './revision';
import { multiclusterGroup } from './rules';

const READ = ['get', 'list', 'watch'];

const CORE = ['endpoints', 'pods', 'services', 'nodes', 'replicationcontrollers', 'namespaces', 'secrets', 'configmaps'];

/** What an istiod outside of this cluster needs in order to inject here. */
const REMOTE_ISTIOD: readonly Rule[] = [
  allow(['create', 'get', 'list', 'watch', 'update'], [''], ['configmaps']),
  allow([...READ, 'update', 'patch'], ['admissionregistration.k8s.io'], ['mutatingwebhookconfigurations']),
  allow([...READ, 'update'], ['admissionregistration.k8s.io'], ['validatingwebhookconfigurations']),
];

/** What other clusters may read in this one. */
export function readerRights(values: IstiodValues): Manifest[] {
  const { global, istiodRemote } = values;
  if (!(global.enableReaderRBAC ?? true)) return [];
  const shared = multiclusterGroup(values);
  return grant({
    name: clusterWide('istio-reader-clusterrole', values),
    labels: readerLabels(ISTIOD_RELEASE),
    rules: [
      allow(READ, ISTIO_GROUPS, ['*']),
      allow(READ, [''], CORE),
      allow(['get', 'watch', 'list'], ['networking.istio.io'], ['workloadentries']),
      allow(['get', 'watch', 'list'], ['networking.x-k8s.io', 'gateway.networking.k8s.io'], ['gateways']),
      allow(READ, ['apiextensions.k8s.io'], ['customresourcedefinitions']),
      allow(READ, ['discovery.k8s.io'], ['endpointslices']),
      allow([...READ, 'create', 'delete'], [shared], ['serviceexports']),
      allow(READ, [shared], ['serviceimports']),
      allow(READ, ['apps'], ['replicasets']),
      allow(['create'], ['authentication.k8s.io'], ['tokenreviews']),
      allow(['create'], ['authorization.k8s.io'], ['subjectaccessreviews']),
      ...(istiodRemote.enabled ? REMOTE_ISTIOD : []),
    ],
    serviceAccount: global.readerServiceAccount ?? {
      name: 'istio-reader-service-account',
      namespace: global.istioNamespace,
    },
  });
}
