import { type Arbitrary, boolean, constant, constantFrom, record } from 'fast-check';

const optional = <T>(fields: { [K in keyof T]: Arbitrary<T[K]> }) => record(fields, { requiredKeys: [] });

const proxy = optional({
  image: constantFrom('proxyv2', 'example.com/proxy:9'),
  logLevel: constantFrom('debug', 'warning'),
  privileged: boolean(),
  holdApplicationUntilProxyStarts: boolean(),
  includeIPRanges: constantFrom('*', '10.0.0.0/8'),
  excludeIPRanges: constantFrom('', '10.1.0.0/16'),
  includeInboundPorts: constantFrom('*', '', '80'),
  excludeInboundPorts: constantFrom('', '81,15020'),
  includeOutboundPorts: constantFrom('', '82'),
  excludeOutboundPorts: constantFrom('', '83'),
  readinessInitialDelaySeconds: constantFrom(0, 3),
  statusPort: constantFrom(15020, 0, 15099),
  outlierLogPath: constantFrom('', '/dev/stdout'),
  seccompProfile: constantFrom({}, { type: 'RuntimeDefault' }),
  startupProbe: optional({ enabled: boolean(), failureThreshold: constant(7) }),
  lifecycle: constant({ preStop: { exec: { command: ['sleep', '5'] } } }),
  resources: constantFrom({ limits: { cpu: '3' } }, { requests: null }),
});

const global = optional({
  hub: constantFrom('mirror.example.com', 'registry.istio.io/release'),
  tag: constantFrom('1.31.1', '1.31.1-distroless'),
  variant: constantFrom('', 'debug', 'distroless'),
  network: constantFrom('', 'network1'),
  meshID: constantFrom('', 'mesh1'),
  caAddress: constantFrom('', 'ca.example.com:443'),
  caName: constantFrom('', 'GkeWorkloadCertificate'),
  pilotCertProvider: constantFrom('istiod', 'none'),
  imagePullPolicy: constantFrom('', 'Always'),
  imagePullSecrets: constantFrom([], ['theirs']),
  mountMtlsCerts: boolean(),
  logAsJson: boolean(),
  nativeNftables: boolean(),
  multiCluster: optional({ clusterName: constantFrom('', 'cluster1') }),
  proxy,
});

const defaultConfig = optional({
  concurrency: constantFrom(0, 2),
  drainDuration: constantFrom('45s', '1m'),
  holdApplicationUntilProxyStarts: boolean(),
  interceptionMode: constantFrom('REDIRECT', 'TPROXY'),
  statusPort: constantFrom(15020, 15099),
  proxyMetadata: constant({ B: 'mesh', ISTIO_META_DNS_CAPTURE: 'true' }),
  proxyHeaders: constant({ server: { disabled: true }, attemptCount: { disabled: true } }),
  tracing: constant({ sampling: 1, tlsSettings: { mode: 'SIMPLE', caCertificates: '/etc/ca.pem' }, customTags: {} }),
  image: constant({ imageType: 'distroless' }),
});

/** Values of the istiod chart that pods show. */
export const randomMesh: Arbitrary<object> = optional({
  global,
  revision: constantFrom('', 'canary'),
  pilot: optional({
    cni: optional({ enabled: boolean(), provider: constantFrom('default', 'multus') }),
    env: optional({ ENABLE_CLUSTER_TRUST_BUNDLE_API: boolean() }),
  }),
  meshConfig: optional({
    defaultConfig,
    trustDomain: constantFrom('cluster.local', 'example.com'),
    enablePrometheusMerge: boolean(),
    inboundTrafficPolicy: constantFrom({ mode: 'LOCALHOST' }, { mode: 'PASSTHROUGH' }),
  }),
  sidecarInjectorWebhook: optional({ rewriteAppHTTPProbe: boolean() }),
  gateways: optional({ securityContext: constant({ fsGroup: 7 }) }),
});
