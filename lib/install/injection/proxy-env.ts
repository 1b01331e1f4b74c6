import { appContainers, interceptionMode, trustDomain } from './derived';
import { fromField, fromLimit, variable } from './env';
import { and, concat, equals, field, firstGiven, fromJson, given, join, lower, named, toJson, toText } from './expression';
import { annotation, hasAnnotation, input, label, values } from './inputs';
import type { EnvVar } from './pod-shape';
import { collect, each, eachEntry, type Item, when } from './template';

/** What `proxyMetadata` of the ProxyConfig puts into the environment. */
export const metadataEnv = eachEntry(input('proxyMetadata'), variable);

const podPorts = collect('podPorts', [
  each('container', input('containers'), (container) => each('port', field(container, 'ports', 'data'), (port) => toJson(port))),
]);

/** Spaced as in the official templates, so that pods of theirs and of ours are the same. */
const podPortList = when(given(podPorts), concat('[\n    ', join(podPorts, '\n    ,'), '\n]')).otherwise('[\n]');

export const caAddress = when(given(values.text('global.caAddress')), values.text('global.caAddress'))
  .orWhen(
    given(values.text('revision')),
    concat('istiod-', values.text('revision'), '.', values.text('global.istioNamespace'), '.svc:15012'),
  )
  .otherwise(concat('istiod.', values.text('global.istioNamespace'), '.svc:15012'));

/** Who signs the proxy's certificate, and where to ask. */
export const certificateAuthority: readonly Item<EnvVar>[] = [
  variable('PILOT_CERT_PROVIDER', values.text('global.pilotCertProvider')),
  variable('CA_ADDR', caAddress),
];

/** What the kubelet tells of the pod. */
export const podIdentity: readonly Item<EnvVar>[] = [
  fromField('POD_NAME', 'metadata.name'),
  fromField('POD_NAMESPACE', 'metadata.namespace'),
  fromField('INSTANCE_IP', 'status.podIP'),
  fromField('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
  fromField('HOST_IP', 'status.hostIP'),
];

export const cpuLimit = fromLimit('ISTIO_CPU_LIMIT', 'cpu');
export const proxyConfig = variable('PROXY_CONFIG', concat(input('proxyConfigJson'), '\n'));
export const podPortsEnv = variable('ISTIO_META_POD_PORTS', podPortList);
export const appContainersEnv = variable('ISTIO_META_APP_CONTAINERS', join(appContainers, ','));

/** The Go runtime of the agent keeps to the limits of its container. */
export const goLimits: readonly Item<EnvVar>[] = [fromLimit('GOMEMLIMIT', 'memory'), fromLimit('GOMAXPROCS', 'cpu')];

export const compliance: readonly Item<EnvVar>[] = [
  when(given(input('compliancePolicy')), variable('COMPLIANCE_POLICY', input('compliancePolicy'))),
  when(equals(input('compliancePolicy'), 'fips-140-3'), variable('GODEBUG', 'fips140=only')),
];

export const clusterName = variable(
  'ISTIO_META_CLUSTER_ID',
  firstGiven(values.text('global.multiCluster.clusterName'), 'Kubernetes'),
);

export const cluster: readonly Item<EnvVar>[] = [clusterName, fromField('ISTIO_META_NODE_NAME', 'spec.nodeName')];

/** istiod writes the network once more itself, unless a pod takes it away with an empty label. */
export const networkEnv = when(
  given(values.text('global.network')),
  variable('ISTIO_META_NETWORK', values.text('global.network')),
);

export const sidecarMode = variable('ISTIO_META_INTERCEPTION_MODE', interceptionMode);
export const gatewayMode = variable('ISTIO_META_INTERCEPTION_MODE', input('interceptionMode'));

const labelledWorkload = named('workload', firstGiven(label('service.istio.io/workload-name'), input('ownerName')));
export const labelledWorkloadName = when(given(labelledWorkload), variable('ISTIO_META_WORKLOAD_NAME', labelledWorkload));
export const workloadName = when(given(input('ownerName')), variable('ISTIO_META_WORKLOAD_NAME', input('ownerName')));

export const owner = when(
  and(given(input('ownerApiVersion')), given(input('ownerName'))),
  variable(
    'ISTIO_META_OWNER',
    concat(
      'kubernetes://apis/',
      input('ownerApiVersion'),
      '/namespaces/',
      firstGiven(input('ownerNamespace'), 'default'),
      '/',
      lower(input('ownerKind')),
      's/',
      input('ownerName'),
    ),
  ),
);

export const BOOTSTRAP_OVERRIDE = 'sidecar.istio.io/bootstrapOverride';

export const bootstrapOverride = when(
  hasAnnotation(BOOTSTRAP_OVERRIDE),
  variable('ISTIO_BOOTSTRAP_OVERRIDE', '/etc/istio/custom-bootstrap/custom_bootstrap.json'),
);

export const trustDomainEnv = when(given(trustDomain), variable('TRUST_DOMAIN', trustDomain));

export const mesh: readonly Item<EnvVar>[] = [
  when(given(values.text('global.meshID')), variable('ISTIO_META_MESH_ID', values.text('global.meshID'))).orWhen(
    given(trustDomain),
    variable('ISTIO_META_MESH_ID', trustDomain),
  ),
  trustDomainEnv,
];

const DATADOG_ENV = 'apm.datadoghq.com/env';

export const datadog = when(
  and(equals(values.text('global.proxy.tracer'), 'datadog'), hasAnnotation(DATADOG_ENV)),
  eachEntry(fromJson(annotation(DATADOG_ENV)), (name, value) => variable(name, toText(value))),
);

const attributes = named('openTelemetryAttributes', input('openTelemetryAttributes'));
export const openTelemetry = when(given(attributes), variable('OTEL_RESOURCE_ATTRIBUTES', attributes));

export const legacyProbeAddress = when(
  equals(input('inboundTrafficPolicy'), 'localhost'),
  variable('REWRITE_PROBE_LEGACY_LOCALHOST_DESTINATION', 'true'),
);
