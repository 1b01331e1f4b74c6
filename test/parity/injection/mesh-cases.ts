import { annotated, cni, deployment, gateway, global, grpc, type InjectionCase, proxy } from './pods';

/** Values that several templates read. */
const shared: Readonly<Record<string, object>> = {
  defaults: {},
  logs: global({ logAsJson: true, logging: { level: 'default:debug' }, proxy: { logLevel: 'debug', componentLogLevel: '' } }),
  images: global({
    imagePullPolicy: 'IfNotPresent',
    imagePullSecrets: ['one', 'two'],
    hub: 'mirror.example.com',
    tag: '1.31.1',
    variant: 'distroless',
  }),
  'full image': global({ proxy: { image: 'example.com/proxy:1' }, proxy_init: { image: 'example.com/init:2' } }),
  'mesh identity': {
    revision: 'canary',
    global: { meshID: 'mesh1', network: 'network1', multiCluster: { clusterName: 'cluster1' }, trustDomain: 'unused' },
    meshConfig: { trustDomain: 'example.com' },
  },
  'CA elsewhere': global({ caAddress: 'ca.example.com:443', pilotCertProvider: 'k8s.io/signer', caName: 'Other' }),
  'certificates of GKE': global({ caName: 'GkeWorkloadCertificate', mountMtlsCerts: true, sts: { servicePort: 15463 } }),
  'trust bundle': { pilot: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: true } }, global: { trustBundleName: 'roots' } },
  'trust bundle without a name': { pilot: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: true, OTHER: '1' } } },
  'root certificate by another name': global({ trustBundleName: 'roots', sds: { token: { aud: 'other' } } }),
  lifecycle: proxy({
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
    outlierLogPath: '/dev/stdout',
    clusterDomain: 'example.internal',
  }),
  probes: proxy({
    startupProbe: { enabled: true, failureThreshold: 7 },
    readinessInitialDelaySeconds: 3,
    readinessPeriodSeconds: 5,
    readinessFailureThreshold: 9,
  }),
  'no probes': proxy({ startupProbe: { enabled: false }, statusPort: 0 }),
  'proxy metadata': {
    meshConfig: {
      defaultConfig: { proxyMetadata: { ZED: '1', ALPHA: 'two words', ISTIO_META_ENABLE_HBONE: 'true' }, concurrency: 3 },
    },
  },
};

export const meshCases: readonly InjectionCase[] = Object.entries(shared).flatMap(([name, values]): InjectionCase[] => [
  { name: `sidecar: ${name}`, values, pod: deployment() },
  {
    name: `sidecar, CNI: ${name}`,
    values: { ...values, pilot: { ...(values as { pilot?: object }).pilot, ...cni.pilot } },
    pod: deployment(),
  },
  { name: `sidecar, native: ${name}`, values, pod: annotated({ 'sidecar.istio.io/nativeSidecar': 'true' }) },
  { name: `gateway: ${name}`, values, pod: gateway() },
  { name: `gRPC agent: ${name}`, values, pod: grpc() },
]);
