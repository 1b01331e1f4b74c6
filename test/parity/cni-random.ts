import { array, constantFrom, integer } from 'fast-check';
import type { CniValues } from '../../lib/install/cni';
import type { Overrides } from '../../lib/install/layering';
import {
  affinity,
  choices,
  env,
  flag,
  folder,
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
  word,
} from './arbitraries';
import { type CniChoice, cniCase } from './cni';
import { randomChart } from './random';

const level = oneOf('', 'debug', 'default:info,cni-plugin:debug');

const ambient = some<NonNullable<Overrides<CniValues['ambient']>>>({
  enabled: flag,
  enablementSelectors: array(
    constantFrom({ podSelector: { matchLabels: { b: '1', a: 'true' } } }, { namespaceSelector: { matchLabels: { mesh: 'on' } } }),
    { minLength: 1, maxLength: 2 },
  ),
  dnsCapture: flag,
  ipv6: flag,
  reconcileIptablesOnStartup: flag,
  shareHostNetworkNamespace: flag,
  enableAmbientDetectionRetry: flag,
});

/** One way of repair, or none. */
const way = oneOf(
  {},
  { repairPods: false },
  { repairPods: false, deletePods: true },
  { repairPods: false, labelPods: true },
  { enabled: false, deletePods: true },
);

const repair = some({
  way,
  names: some({ initContainerName: name, brokenPodLabelKey: name, brokenPodLabelValue: revision }),
}).map(({ way: chosen, names }) => ({ ...chosen, ...names }));

const global = some<NonNullable<CniChoice['global']>>({
  hub: oneOf('registry.example.com/mesh', 'localhost:5000'),
  tag: word,
  variant: oneOf('', 'debug'),
  imagePullPolicy: pullPolicy,
  imagePullSecrets: array(name, { maxLength: 2 }),
  logging: some({ level }),
  logAsJson: flag,
  networkPolicy: some({ enabled: flag }),
  nativeNftables: flag,
  resourceScope,
  defaultResources: resources,
});

const values = some<Omit<CniChoice, 'profile' | 'platform' | 'compatibilityVersion'>>({
  hub: oneOf('', 'registry.example.com/cni'),
  tag: oneOf('', '1.31.1-cni'),
  variant: oneOf('', 'distroless'),
  image: oneOf('', 'own', 'registry.example.com/own@sha256:00'),
  pullPolicy,
  logging: some({ level }),
  cniBinDir: folder,
  cniConfDir: folder,
  cniConfFileName: oneOf('', '10-calico.conflist', '12'),
  cniNetnsDir: folder,
  istioOwnedCNIConfig: flag,
  istioOwnedCNIConfigFileName: oneOf('', '03-mesh.conflist'),
  excludeNamespaces: array(name, { maxLength: 2 }),
  affinity,
  daemonSetLabels: labels,
  podAnnotations: labels,
  podLabels: labels,
  chained: flag,
  provider: oneOf('default', 'multus'),
  ambient,
  repair,
  seccompProfile: oneOf({}, { type: 'RuntimeDefault' as const }, { type: 'Localhost' as const, localhostProfile: 'a.json' }),
  seLinuxOptions,
  useAppArmorAnnotation: flag,
  resources: oneOf(null, { requests: null }, { limits: { cpu: '2', memory: '1Gi' } }, { requests: { cpu: '', memory: '1Mi' } }),
  resourceQuotas: some({ enabled: flag, pods: integer({ min: 1, max: 999_999 }) }),
  tolerations,
  updateStrategy: oneOf(
    { type: 'OnDelete' },
    { rollingUpdate: { maxUnavailable: '25%' } },
    { rollingUpdate: { maxUnavailable: 0, maxSurge: 2 } },
    { rollingUpdate: null },
  ),
  terminationGracePeriodSeconds: seconds,
  revision,
  ownerName: revision,
  env,
  global,
});

/** The chart `cni` with random values. */
export const RANDOM_CNI = randomChart<CniChoice>(
  'cni',
  some({ choices, values }).map((both) => ({ ...both.choices, ...both.values })),
  cniCase,
);
