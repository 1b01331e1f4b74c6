import { revisionLabel } from '../labels';
import { type EnvVar, given, type IstiodValues } from '../values';

function fromField(name: string, fieldPath: string): EnvVar {
  return { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } };
}

function trustedNodeAccount({ global, pilot }: IstiodValues): string {
  const namespace = given(pilot.trustedZtunnelNamespace) ?? global.istioNamespace;
  return `${namespace}/${given(pilot.trustedZtunnelName) ?? 'ztunnel'}`;
}

function written({ env }: IstiodValues['pilot']): EnvVar[] {
  return Object.entries(env)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value: String(value) }));
}

function only(condition: boolean, variables: readonly EnvVar[]): readonly EnvVar[] {
  return condition ? variables : [];
}

/** The environment of istiod. Of two variables with one name the kubelet takes the later one. */
export function environment(values: IstiodValues): EnvVar[] {
  const { global, pilot } = values;
  return [
    { name: 'REVISION', value: revisionLabel(values.revision) },
    { name: 'PILOT_CERT_PROVIDER', value: global.pilotCertProvider },
    fromField('POD_NAME', 'metadata.name'),
    fromField('POD_NAMESPACE', 'metadata.namespace'),
    fromField('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    { name: 'KUBECONFIG', value: '/var/run/secrets/remote/config' },
    ...only(!pilot.env['CA_TRUSTED_NODE_ACCOUNTS'], [{ name: 'CA_TRUSTED_NODE_ACCOUNTS', value: trustedNodeAccount(values) }]),
    ...written(pilot),
    ...only(pilot.env['COMPLIANCE_POLICY'] === 'fips-140-3', [{ name: 'GODEBUG', value: 'fips140=only' }]),
    ...pilot.envVarFrom,
    { name: 'PILOT_TRACE_SAMPLING', value: String(pilot.traceSampling) },
    ...only(pilot.taint.enabled, [
      { name: 'PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS', value: 'true' },
      { name: 'PILOT_NODE_UNTAINT_CONTROLLERS_TAINT_NAME', value: pilot.taint.name },
    ]),
    ...only(global.externalIstiod && !pilot.env['EXTERNAL_ISTIOD'], [{ name: 'EXTERNAL_ISTIOD', value: 'true' }]),
    ...only(!!global.trustBundleName, [{ name: 'PILOT_CA_CERT_CONFIGMAP', value: global.trustBundleName }]),
    ...only(!!pilot.crlConfigMapName, [{ name: 'PILOT_CRL_CONFIGMAP', value: pilot.crlConfigMapName }]),
    { name: 'PILOT_ENABLE_ANALYSIS', value: String(global.istiod.enableAnalysis) },
    { name: 'CLUSTER_ID', value: given(global.multiCluster.clusterName) ?? 'Kubernetes' },
    { name: 'GOMAXPROCS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1' } } },
    { name: 'PLATFORM', value: global.platform ?? '' },
  ];
}
