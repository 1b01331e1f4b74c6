import { alsoNative, annotated, app, cni, deployment, global, type InjectionCase, native, proxy } from './pods';

const lightstep = global({ proxy: { tracer: 'lightstep' }, tracer: { lightstep: { address: 'l:1', accessToken: 't' } } });
const datadog = global({ proxy: { tracer: 'datadog' }, tracer: { datadog: { address: 'd:1' } } });
const ownVolumes = ['workload-socket', 'credential-socket', 'workload-certs'].map((name) => ({
  name,
  emptyDir: { medium: 'Memory' },
}));

export const proxyCases: readonly InjectionCase[] = alsoNative([
  { name: 'privileged', values: proxy({ privileged: true, seccompProfile: { type: 'RuntimeDefault' } }), pod: deployment() },
  {
    name: 'seccomp, CNI',
    values: { ...cni, ...proxy({ seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } }) },
    pod: deployment(),
  },
  { name: 'low ports', pod: annotated({ 'sidecar.istio.io/capNetBindService': 'true' }) },
  { name: 'low ports in the mesh', values: proxy({ capNetBindService: 'true' }), pod: deployment() },
  {
    name: 'low ports in the mesh, but not here',
    values: proxy({ capNetBindService: true }),
    pod: annotated({ 'sidecar.istio.io/capNetBindService': 'false' }),
  },
  {
    name: 'low ports, TPROXY',
    pod: annotated({ 'sidecar.istio.io/capNetBindService': 'true', 'sidecar.istio.io/interceptionMode': 'TPROXY' }),
  },
  {
    name: 'iptables trace',
    values: proxy({ seccompProfile: { type: 'RuntimeDefault' } }),
    pod: annotated({ 'proxy.istio.io/config': 'proxyMetadata: {IPTABLES_TRACE_LOGGING: "true"}' }),
  },

  {
    name: 'held, in the mesh',
    values: { meshConfig: { defaultConfig: { holdApplicationUntilProxyStarts: true } } },
    pod: deployment(),
  },
  { name: 'held, by value', values: proxy({ holdApplicationUntilProxyStarts: true }), pod: deployment() },
  { name: 'held, by value, native', values: proxy({ holdApplicationUntilProxyStarts: true }), env: native, pod: deployment() },
  { name: 'held, here', pod: annotated({ 'proxy.istio.io/config': 'holdApplicationUntilProxyStarts: true' }) },
  {
    name: 'held in the mesh, but not here',
    values: { meshConfig: { defaultConfig: { holdApplicationUntilProxyStarts: true } } },
    pod: annotated({ 'proxy.istio.io/config': 'holdApplicationUntilProxyStarts: false' }),
  },
  { name: 'native, here', pod: annotated({ 'sidecar.istio.io/nativeSidecar': 'true' }) },
  { name: 'native, but not here', env: native, pod: annotated({ 'sidecar.istio.io/nativeSidecar': 'false' }) },
  { name: 'native, neither', pod: annotated({ 'sidecar.istio.io/nativeSidecar': 'perhaps' }) },
  { name: 'native, status port here', env: native, pod: annotated({ 'status.sidecar.istio.io/port': '25020' }) },

  { name: 'CPU here', pod: annotated({ 'sidecar.istio.io/proxyCPU': '5m' }) },
  { name: 'memory limit here', pod: annotated({ 'sidecar.istio.io/proxyMemoryLimit': '1Gi' }) },
  {
    name: 'all resources here',
    pod: annotated({
      'sidecar.istio.io/proxyCPU': '1',
      'sidecar.istio.io/proxyMemory': '64Mi',
      'sidecar.istio.io/proxyCPULimit': '2',
      'sidecar.istio.io/proxyMemoryLimit': '128Mi',
    }),
  },
  { name: 'no limits in the mesh', values: proxy({ resources: { limits: null } }), pod: deployment() },
  {
    name: 'no CPU limit in the mesh',
    values: proxy({ resources: { limits: { cpu: null, memory: '1Gi' }, requests: { cpu: '2' } } }),
    pod: deployment(),
  },
  { name: 'no resources in the mesh', values: proxy({ resources: null }), pod: deployment() },

  { name: 'status port here', pod: annotated({ 'status.sidecar.istio.io/port': '25020' }) },
  { name: 'no status port here', pod: annotated({ 'status.sidecar.istio.io/port': '0' }) },
  { name: 'no status port here, nothing excluded, CNI', values: cni, pod: annotated({ 'status.sidecar.istio.io/port': '0' }) },
  {
    name: 'probes here',
    pod: annotated({
      'readiness.status.sidecar.istio.io/initialDelaySeconds': '11',
      'readiness.status.sidecar.istio.io/periodSeconds': '010',
      'readiness.status.sidecar.istio.io/failureThreshold': '13',
    }),
  },
  {
    name: 'logs and images here',
    pod: annotated({
      'sidecar.istio.io/logLevel': 'trace',
      'sidecar.istio.io/componentLogLevel': 'upstream:debug,http:info',
      'sidecar.istio.io/agentLogLevel': 'xdsproxy:debug',
      'sidecar.istio.io/proxyImage': 'example.com/own:3',
    }),
  },
  {
    name: 'image kind here',
    pod: annotated({ 'sidecar.istio.io/proxyImageType': 'debug', 'sidecar.istio.io/proxyImage': 'short' }),
  },
  { name: 'bootstrap here', pod: annotated({ 'sidecar.istio.io/bootstrapOverride': 'own-bootstrap' }) },
  {
    name: 'volumes here',
    pod: annotated({
      'sidecar.istio.io/userVolume': '{"b":{"emptyDir":{}},"a":{"secret":{"secretName":"s","optional":true}}}',
      'sidecar.istio.io/userVolumeMount': '{"b":{"mountPath":"/b"},"a":{"mountPath":"/a","readOnly":true}}',
    }),
  },
  { name: 'certificates mounted', values: global({ mountMtlsCerts: true }), pod: deployment({ serviceAccountName: 'db' }) },
  {
    name: 'volume of ours in the pod',
    pod: deployment({ volumes: [{ name: 'workload-socket', csi: { driver: 'csi.spiffe.io' } }] }),
  },
  { name: 'emptyDirs of ours in the pod', pod: deployment({ volumes: ownVolumes }) },
  {
    name: 'Datadog',
    values: datadog,
    pod: annotated({ 'apm.datadoghq.com/env': '{"DD_ENV":"prod","DD_PORT":8126,"DD_ON":true}' }),
  },
  { name: 'Datadog without a word', values: datadog, pod: deployment() },
  {
    name: 'Lightstep',
    values: {
      ...lightstep,
      meshConfig: {
        defaultConfig: {
          tracing: {
            tlsSettings: { mode: 'SIMPLE', caCertificates: '/etc/lightstep/ca.pem' },
            lightstep: { address: 'l:1', accessToken: 't' },
          },
        },
      },
    },
    pod: deployment(),
  },
  { name: 'Lightstep without TLS', values: lightstep, pod: deployment() },
  {
    name: 'OpenTelemetry conventions',
    mesh: {
      extensionProviders: [
        {
          name: 'otel',
          opentelemetry: { service: 'otel.svc', port: 4317, serviceAttributeEnrichment: 'OTEL_SEMANTIC_CONVENTIONS' },
        },
      ],
    },
    pod: deployment({ labels: {} }),
  },
  { name: 'inbound to localhost', mesh: { inboundTrafficPolicy: { mode: 'LOCALHOST' } }, pod: deployment() },
  { name: 'FIPS 140-3', env: { COMPLIANCE_POLICY: 'fips-140-3' }, pod: deployment() },
  { name: 'FIPS', env: { COMPLIANCE_POLICY: 'fips-140-2' }, pod: deployment() },
  {
    name: 'probes and Prometheus of the app',
    pod: deployment({
      annotations: { 'prometheus.io/port': '9080', 'prometheus.io/scrape': 'true', 'prometheus.io/path': '/m' },
      containers: [
        {
          ...app,
          livenessProbe: { httpGet: { path: '/live', port: 'http' } },
          readinessProbe: { tcpSocket: { port: 9080 } },
          startupProbe: { grpc: { port: 9443 } },
        },
      ],
    }),
  },
  {
    name: 'status port in the ProxyConfig here',
    pod: deployment({
      annotations: { 'proxy.istio.io/config': 'statusPort: 15999', 'prometheus.io/port': '9080' },
      containers: [{ ...app, livenessProbe: { httpGet: { path: '/live', port: 'http' } } }],
    }),
  },
  {
    name: 'ProxyConfig here',
    pod: annotated({ 'proxy.istio.io/config': '{"concurrency": 0, "drainDuration": "7s", "proxyMetadata": {"A": "b"}}' }),
  },
]);
