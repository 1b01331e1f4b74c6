import { type Arbitrary, array, boolean, constant, constantFrom, integer, oneof, option, record, uniqueArray } from 'fast-check';
import { auto, template } from './pods';

const some = <T>(arbitrary: Arbitrary<T>) => option(arbitrary, { nil: undefined });
const optional = <T>(fields: { [K in keyof T]: Arbitrary<T[K]> }) => record(fields, { requiredKeys: [] });
const port = constantFrom(80, 8080, 9080, 15020, 53, 65535);
const ports = constantFrom('', '80', '80,443', ' 9090 , 15020', '15020', '*');
const exactPorts = ports.filter((list) => list !== '*');
const ranges = constantFrom('', '10.0.0.0/8', '10.1.0.0/16,fd00::/8', '0.0.0.0/0');
const interfaces = constantFrom('', 'eth0', 'net1,net2', 'veth-1.2_x');
const count = constantFrom('0', '1', '010', '30', '2147483647');
const quantity = constantFrom('100m', '2', '0.5', '1Gi', '64Mi', '1e3');
const flag = constantFrom('true', 'false');

const proxyConfigs = constantFrom(
  'concurrency: 0',
  '{"concurrency": 4, "drainDuration": "1m30s", "proxyMetadata": {"B": "2", "A": "1"}}',
  'holdApplicationUntilProxyStarts: true',
  'interceptionMode: TPROXY',
  'tracing: {sampling: 12.5, zipkin: {address: "zipkin.tracing:9411"}, customTags: {b: {literal: {value: x}}, a: {header: {name: z}}}}',
  'image: {imageType: debug}\nmeshId: other\nextraStatTags: [x, z]',
  'tracingServiceName: CANONICAL_NAME_ONLY\nterminationDrainDuration: 500ms\nstatNameLength: 0',
  'gatewayTopology: {numTrustedProxies: 2, forwardClientCertDetails: SANITIZE_SET}\nproxyHeaders: {server: {disabled: false}, requestId: {}}',
  'readinessProbe: {httpGet: {path: /r, port: 80}, periodSeconds: 0}\ndiscovery_address: other.istiod:15012',
  'envoyAccessLogService: {address: "als:90", tcpKeepalive: {time: 10s}}\ncaCertificatesPem: []\nunknownField: 1',
  'privateKeyProvider: {cryptomb: {pollDelay: 10ms}}\nproxyMetadata: {ENVOY_SECURE_MERGED_METRICS_PORT: "15099"}',
  'proxyMetadata: {ISTIO_META_ENABLE_HBONE: "true", IPTABLES_TRACE_LOGGING: "true", PROXY_CONFIG: "mine"}',
  '',
);

const annotations = optional({
  'sidecar.istio.io/inject': constantFrom('true', 'false', 'perhaps', ''),
  'inject.istio.io/templates': constantFrom('sidecar', 'gateway', 'grpc-agent', ' sidecar , grpc-agent', 'gateway,sidecar'),
  'sidecar.istio.io/interceptionMode': constantFrom('REDIRECT', 'TPROXY', 'NONE'),
  'status.sidecar.istio.io/port': constantFrom('15020', '0', '25020', '7'),
  'readiness.status.sidecar.istio.io/initialDelaySeconds': count,
  'readiness.status.sidecar.istio.io/periodSeconds': count,
  'readiness.status.sidecar.istio.io/failureThreshold': count,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': oneof(ranges, constant('*')),
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': ranges,
  'traffic.sidecar.istio.io/includeInboundPorts': ports,
  'traffic.sidecar.istio.io/excludeInboundPorts': exactPorts,
  'traffic.sidecar.istio.io/includeOutboundPorts': ports,
  'traffic.sidecar.istio.io/excludeOutboundPorts': exactPorts,
  'traffic.sidecar.istio.io/excludeInterfaces': interfaces,
  'traffic.sidecar.istio.io/kubevirtInterfaces': interfaces,
  'istio.io/reroute-virtual-interfaces': interfaces,
  'prometheus.istio.io/merge-metrics': constantFrom('true', 'f', '0', 'TRUE'),
  'proxy.istio.io/config': proxyConfigs,
  'sidecar.istio.io/proxyCPU': quantity,
  'sidecar.istio.io/proxyMemory': quantity,
  'sidecar.istio.io/proxyCPULimit': quantity,
  'sidecar.istio.io/proxyMemoryLimit': quantity,
  'sidecar.istio.io/proxyImage': constantFrom('short', 'example.com/full:1'),
  'sidecar.istio.io/proxyImageType': constantFrom('debug', 'default', ''),
  'sidecar.istio.io/nativeSidecar': constantFrom('true', 'false', 'x'),
  'sidecar.istio.io/rewriteAppHTTPProbers': constantFrom('true', 'false', 'x'),
  'sidecar.istio.io/logLevel': constantFrom('debug', ''),
  'sidecar.istio.io/componentLogLevel': constant('http:debug'),
  'sidecar.istio.io/agentLogLevel': constant('all:info'),
  'sidecar.istio.io/capNetBindService': flag,
  'sidecar.istio.io/bootstrapOverride': constant('own'),
  'sidecar.istio.io/userVolume': constant('{"b":{"emptyDir":{}},"a":{"secret":{"secretName":"s"}}}'),
  'sidecar.istio.io/userVolumeMount': constant('{"b":{"mountPath":"/b"},"a":{"mountPath":"/a","readOnly":true}}'),
  'prometheus.io/scrape': constantFrom('true', 'false', 'x'),
  'prometheus.io/port': constantFrom('9080', '8', '65535'),
  'prometheus.io/path': constantFrom('/metrics', ''),
  'prometheus.istio.io/scrape-targets': constantFrom('9090, 9091:/m', '9092:', ':x'),
  'kubectl.kubernetes.io/default-container': constant('one'),
  'kubectl.kubernetes.io/default-logs-container': constant('two'),
  'k8s.v1.cni.cncf.io/networks': constantFrom('a, b', '[{"name": "a"}]', '[broken]', 'default/istio-cni'),
  'resource.opentelemetry.io/service.version': constant('9'),
  'some.example.com/other': constant('<&> "quoted"'),
});

const labels = optional({
  app: constantFrom('reviews', 'ratings'),
  version: constantFrom('v1', 'v2'),
  'app.kubernetes.io/name': constant('name'),
  'app.kubernetes.io/version': constant('7'),
  'sidecar.istio.io/inject': constantFrom('true', 'false', ''),
  'security.istio.io/tlsMode': constantFrom('disabled', ''),
  'service.istio.io/canonical-name': constantFrom('-own_', 'x'.repeat(70)),
  'service.istio.io/canonical-revision': constant('r1'),
  'service.istio.io/workload-name': constant('labelled'),
  'topology.istio.io/network': constantFrom('n1', ''),
  'networking.istio.io/tunnel': constant('none'),
});

const action = oneof(
  record({
    httpGet: optional({ path: constant('/p'), scheme: constantFrom('HTTP', 'HTTPS'), host: constant('h') }),
    port: constantFrom(80, 'http', 'none', 15020),
  }).map(({ httpGet, port }) => ({ httpGet: { ...httpGet, port } })),
  constantFrom(80, 'http', 15020).map((port) => ({ tcpSocket: { port } })),
  constant({ exec: { command: ['true'] } }),
);
const probe = record({
  handler: oneof(action, constantFrom({ grpc: { port: 9 } }, { grpc: { port: 15020, service: 's' } })),
  more: optional({ timeoutSeconds: integer({ min: 1, max: 9 }), periodSeconds: constant(3) }),
}).map(({ handler, more }) => ({ ...handler, ...more }));

function container(name: string) {
  return optional({
    ports: uniqueArray(
      record({ containerPort: port, name: some(constantFrom('http', 'grpc')), protocol: some(constantFrom('TCP', 'UDP')) }),
      {
        selector: ({ containerPort }) => containerPort,
        maxLength: 3,
      },
    ),
    env: array(record({ name: constantFrom('A', 'POD_NAME', 'ISTIO_META_NETWORK'), value: constantFrom('', 'x') }), {
      maxLength: 2,
    }),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: optional({ preStop: action, postStart: action }),
    volumeMounts: constant([{ name: 'data', mountPath: '/etc/istio/proxy' }]),
    resources: constant({ requests: { cpu: '1' }, limits: { memory: '1Gi' } }),
    securityContext: optional({ runAsUser: constantFrom(0, 1000), runAsGroup: constantFrom(0, 2000), privileged: boolean() }),
    args: constant(['-v', '<&>']),
  }).map((fields) => ({ name, image: `registry.example.com/${name}:1.2@sha256:00`, ...fields }));
}

const proxy = record({ fields: container('istio-proxy'), image: constantFrom('auto', 'own:1') }).map(({ fields, image }) => ({
  ...auto,
  ...fields,
  image,
}));

const containers = record({ one: container('one'), two: some(container('two')), proxy: some(proxy), isFirst: boolean() }).map(
  (pod) => {
    const apps = [pod.one, ...(pod.two ? [pod.two] : [])];
    if (pod.proxy === undefined) return apps;
    return pod.isFirst ? [pod.proxy, ...apps] : [...apps, pod.proxy];
  },
);

const spec = record(
  {
    containers,
    initContainers: array(container('first'), { maxLength: 1 }),
    volumes: constantFrom(
      [{ name: 'data', emptyDir: {} }],
      [{ name: 'workload-socket', csi: { driver: 'csi.spiffe.io' } }],
      [{ name: 'istio-data', emptyDir: { medium: 'Memory' } }],
    ),
    imagePullSecrets: constantFrom([{ name: 'mine' }], [{ name: 'theirs' }, { name: 'mine' }]),
    serviceAccountName: constant('account'),
    hostNetwork: constantFrom(false, false, false, true),
    securityContext: constant({ fsGroup: 1 }),
  },
  { requiredKeys: ['containers'] },
);

/** Without a status port the official template of gRPC agents writes the mounts into the environment. */
function withoutLostMounts({
  'sidecar.istio.io/userVolumeMount': mounts,
  ...others
}: Readonly<Record<string, string | undefined>>) {
  const isAgent = others['inject.istio.io/templates']?.includes('grpc-agent') ?? false;
  return isAgent || mounts === undefined ? others : { ...others, 'sidecar.istio.io/userVolumeMount': mounts };
}

const KINDS = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
} as const;

/** A workload of any kind. Its annotations are right: what is refused is among the cases made by hand. */
export const randomWorkload: Arbitrary<object> = record({
  kind: constantFrom('Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod'),
  name: constantFrom('reviews-v1', `${'a-'.repeat(35)}b`),
  namespace: some(constantFrom('bookinfo', 'shop')),
  labels,
  annotations,
  spec,
}).map(({ kind, name, namespace, labels, annotations, spec }) => {
  const metadata = { name, namespace };
  const pod = { ...template({ labels, annotations: withoutLostMounts(annotations) }), spec };
  if (kind === 'Pod') return { apiVersion: 'v1', kind, metadata: { ...metadata, ...pod.metadata }, spec };
  if (kind === 'CronJob') {
    return { apiVersion: 'batch/v1', kind, metadata, spec: { schedule: '0 1 * * *', jobTemplate: { spec: { template: pod } } } };
  }
  return { apiVersion: KINDS[kind as keyof typeof KINDS], kind, metadata, spec: { template: pod } };
});
