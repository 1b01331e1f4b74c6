import { type EnvVar, given } from '../values';
import type { ZtunnelValues } from './values';

function fromField(name: string, fieldPath: string): EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

function fromResource(name: string, resource: string): EnvVar {
  return { name, valueFrom: { resourceFieldRef: { resource, divisor: '1' } } };
}

function written(variables: Readonly<Record<string, string | boolean | undefined>>): EnvVar[] {
  return Object.entries(variables)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value: String(value) }));
}

/** `host:port` of the istiod of the revision. */
function istiod({ revision, istioNamespace }: ZtunnelValues): string {
  return `istiod${revision === '' ? '' : `-${revision}`}.${istioNamespace}.svc:15012`;
}

const isSet = (amount: number | string | undefined) => amount !== undefined && amount !== '' && amount !== 0;

/** What ztunnel is told by the other values; no variable of the user's can say otherwise. */
export function ownEnvironment(values: ZtunnelValues): EnvVar[] {
  const { limits, requests } = values.resources;
  return [
    { name: 'CA_ADDRESS', value: given(values.caAddress) ?? istiod(values) },
    { name: 'XDS_ADDRESS', value: given(values.xdsAddress) ?? istiod(values) },
    ...(values.logAsJson ? [{ name: 'LOG_FORMAT', value: 'json' }] : []),
    ...(values.network === '' ? [] : [{ name: 'NETWORK', value: values.network }]),
    { name: 'RUST_LOG', value: values.logLevel },
    { name: 'RUST_BACKTRACE', value: '1' },
    { name: 'ISTIO_META_CLUSTER_ID', value: given(values.multiCluster.clusterName) ?? 'Kubernetes' },
    { name: 'INPOD_ENABLED', value: 'true' },
    { name: 'TERMINATION_GRACE_PERIOD_SECONDS', value: String(values.terminationGracePeriodSeconds) },
    fromField('POD_NAME', 'metadata.name'),
    fromField('POD_NAMESPACE', 'metadata.namespace'),
    fromField('NODE_NAME', 'spec.nodeName'),
    fromField('INSTANCE_IP', 'status.podIP'),
    fromField('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    ...written(values.meshConfig.defaultConfig.proxyMetadata),
    fromResource('ZTUNNEL_CPU_LIMIT', 'limits.cpu'),
    ...(isSet(limits?.cpu) ? [fromResource('ZTUNNEL_RESOURCE_CPU_LIMIT', 'limits.cpu')] : []),
    ...(isSet(requests?.cpu) ? [fromResource('ZTUNNEL_RESOURCE_CPU_REQUEST', 'requests.cpu')] : []),
  ];
}

/** The whole environment. */
export function environment(values: ZtunnelValues): EnvVar[] {
  const crl = { name: 'CRL_PATH', value: '/var/run/secrets/istio/crl/ca-crl.pem' };
  return [...ownEnvironment(values), ...written(values.env), ...(values.peerCaCrl.enabled ? [crl] : [])];
}
