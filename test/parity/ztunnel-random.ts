import { array, integer, record } from 'fast-check';
import {
  address,
  affinity,
  choices,
  dnsConfig,
  dnsPolicy,
  env,
  flag,
  labels,
  name,
  oneOf,
  pullPolicy,
  resourceScope,
  resources,
  revision,
  seconds,
  seLinuxOptions,
  some,
  tolerations,
  volumeMounts,
  volumes,
  word,
} from './arbitraries';
import { randomChart } from './random';
import { type ZtunnelChoice, ztunnelCase } from './ztunnel';

const bundles = some({ ENABLE_CLUSTER_TRUST_BUNDLE_API: flag });

const values = some<Omit<ZtunnelChoice, 'profile' | 'platform' | 'compatibilityVersion'>>({
  hub: oneOf('registry.example.com/mesh', 'localhost:5000'),
  tag: word,
  variant: oneOf('', 'distroless'),
  image: oneOf('', 'own', 'registry.example.com/own@sha256:00'),
  imagePullPolicy: pullPolicy,
  imagePullSecrets: array(name, { maxLength: 2 }),
  network: oneOf('', 'network1', '12'),
  resourceName: oneOf('', 'ztunnel-blue'),
  labels,
  annotations: labels,
  podLabels: labels,
  podAnnotations: labels,
  volumes,
  volumeMounts,
  tolerations,
  affinity,
  nodeSelector: labels,
  resources,
  resourceQuotas: some({ enabled: flag, pods: integer({ min: 1, max: 999_999 }) }),
  peerCaCrl: some({ enabled: flag }),
  env: record({ env, bundles }).map((both) => ({ ...both.env, ...both.bundles })),
  multiCluster: some({ clusterName: revision }),
  meshConfig: some({
    defaultConfig: some({ proxyMetadata: oneOf({ ISTIO_META_DNS_CAPTURE: 'true' }, { ISTIO_META_B: '1', ISTIO_META_A: '' }) }),
  }),
  terminationGracePeriodSeconds: seconds,
  revision,
  caAddress: address,
  xdsAddress: address,
  istioNamespace: name,
  logLevel: oneOf('debug', 'info,access=trace', ''),
  logAsJson: flag,
  seLinuxOptions,
  resourceScope,
  updateStrategy: oneOf(
    { type: 'OnDelete' },
    { rollingUpdate: { maxSurge: '25%' } },
    { rollingUpdate: { maxUnavailable: 2, maxSurge: 0 } },
    { rollingUpdate: null },
  ),
  dnsPolicy,
  dnsConfig,
  trustBundleName: oneOf('', 'mesh-ca', '12'),
  ownerName: revision,
  global: some({ networkPolicy: some({ enabled: flag }) }),
});

/** The chart `ztunnel` with random values. */
export const RANDOM_ZTUNNEL = randomChart<ZtunnelChoice>(
  'ztunnel',
  some({ choices, values }).map((both) => ({ ...both.choices, ...both.values })),
  ztunnelCase,
);
