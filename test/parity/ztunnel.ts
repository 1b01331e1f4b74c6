import { refuse } from '../../lib/core/problem';
import { layer, type Overrides } from '../../lib/install/layering';
import type { ChartProfileName } from '../../lib/install/profiles';
import {
  resolveZtunnelValues,
  type ZtunnelProps,
  type ZtunnelValues,
  ztunnelManifests,
  ztunnelProblems,
} from '../../lib/install/ztunnel';
import { ISTIO_HUB, ISTIO_VERSION } from '../../lib/versions';
import { choiceCases, type Needed, singleCases } from './agent-cases';
import type { ParityCase } from './run';
import { EVERY_ZTUNNEL_VALUE } from './ztunnel-values';

const PLACE = { release: 'ztunnel', namespace: 'istio-system' };

/** Props as a test writes them: with profiles that the charts know too. */
export type ZtunnelChoice = ZtunnelProps & { readonly profile?: ChartProfileName };

/** Compares what the chart `ztunnel` gives for these props. */
export function ztunnelCase(name: string, props: ZtunnelChoice, global?: object): ParityCase {
  return {
    chart: 'ztunnel',
    name,
    official: {
      chart: 'ztunnel',
      ...PLACE,
      values:
        global === undefined
          ? { hub: ISTIO_HUB, tag: ISTIO_VERSION, ...props }
          : { global: { hub: ISTIO_HUB, tag: ISTIO_VERSION, ...global } },
    },
    ours: () => {
      const agent = { ...PLACE, values: resolveZtunnelValues(props) };
      refuse('parity', ztunnelProblems(agent));
      return ztunnelManifests(agent);
    },
  };
}

const NEEDED: readonly (Needed & { readonly also: Overrides<ZtunnelValues> })[] = [
  { path: /^resourceQuotas/, also: { resourceQuotas: { enabled: true } } },
  { path: /^(volumeMounts|volumes)/, also: { peerCaCrl: { enabled: true } } },
  { path: /^updateStrategy/, also: { updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } } },
];

/** Everything at once, but what leaves out half of the objects. */
const EVERYTHING = layer<Record<string, unknown>>({ ...EVERY_ZTUNNEL_VALUE }, { resourceScope: 'all' });

/** What may also be said under `global`, as for all charts at once: it counts as if it stood at the top. */
function globalCases(): ParityCase[] {
  const shared: ZtunnelChoice = {
    hub: 'registry.example.com/mesh',
    tag: 'own',
    variant: 'debug',
    network: 'network1',
    multiCluster: { clusterName: 'cluster1' },
    logAsJson: true,
    caAddress: 'ca.example.com:443',
    imagePullPolicy: 'Always',
    imagePullSecrets: ['login'],
    platform: 'openshift',
    resourceScope: 'all',
    istioNamespace: 'mesh-system',
    trustBundleName: 'mesh-ca',
    logLevel: 'debug',
  };
  return [ztunnelCase('everything that is shared, under global', shared, shared)];
}

function combinedCases(): ParityCase[] {
  const combinations: Readonly<Record<string, ZtunnelChoice>> = {
    'backslashes in env': { env: { FOLDER: 'C:\\temp' } },
    'names that look like numbers': { revision: '131', ownerName: '1e3', multiCluster: { clusterName: '12' } },
    'objects in namespaces alone, with a policy': { resourceScope: 'namespace', global: { networkPolicy: { enabled: true } } },
    'objects outside of namespaces alone, with a policy': {
      resourceScope: 'cluster',
      global: { networkPolicy: { enabled: true } },
    },
    'objects outside of namespaces alone, on OpenShift': { resourceScope: 'cluster', platform: 'openshift', revision: 'a' },
    'annotation of the revision': { revision: 'a', annotations: { 'istio.io/rev': 'b', other: 'c' } },
    'other name on OpenShift': { platform: 'openshift', resourceName: 'own', annotations: { a: 'b' }, labels: { c: 'd' } },
    'no resources': { resources: { requests: null } },
    'empty amounts': { resources: { requests: { cpu: '', memory: 0 }, limits: { cpu: 0.5 } } },
    'own image reference': { image: 'registry.example.com/own@sha256:00' },
    'no image name': { image: '' },
    'a bundle of another name': { trustBundleName: 'mesh-ca', env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: true } },
    'no bundle': { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: false } },
    'no tolerations': { tolerations: [] },
    'a namespace of another name': { istioNamespace: 'mesh-system', revision: 'a' },
  };
  return Object.entries(combinations).map(([name, props]) => ztunnelCase(name, props));
}

function refusedCases(): ParityCase[] {
  const cases: readonly (readonly [string, string, ZtunnelChoice])[] = [
    ['label that pods are found by', 'the API server refuses it', { podLabels: { app: 'other' } }],
    ['variable that another value sets', 'the chart prints it twice', { env: { RUST_LOG: 'debug' } }],
    ['an empty tag', 'the kubelet cannot pull an image that ends with a colon', { tag: '' }],
    ['an address without a port', 'ztunnel cannot read it', { caAddress: 'ca.example.com' }],
    [
      'maxUnavailable beside the default of maxSurge',
      'the API server refuses both',
      { updateStrategy: { rollingUpdate: { maxUnavailable: 1 } } },
    ],
    ['room for no pod', 'ztunnel could not start', { resourceQuotas: { enabled: true, pods: 0 } }],
  ];
  return cases.map(([name, refused, props]) => ({ ...ztunnelCase(name, props), refused }));
}

/** All cases of the chart `ztunnel`. */
export function ztunnelCases(): ParityCase[] {
  return [
    ...choiceCases(ztunnelCase),
    ...singleCases(EVERY_ZTUNNEL_VALUE, EVERYTHING, NEEDED, ztunnelCase),
    ...globalCases(),
    ...combinedCases(),
    ...refusedCases(),
  ];
}
