import { refuse } from '../../lib/core/problem';
import { type CniProps, type CniValues, cniManifests, cniProblems, resolveCniValues } from '../../lib/install/cni';
import { layer, type Overrides } from '../../lib/install/layering';
import type { ChartProfileName } from '../../lib/install/profiles';
import { ISTIO_HUB, ISTIO_VERSION } from '../../lib/versions';
import { choiceCases, type Needed, singleCases } from './agent-cases';
import { EVERY_CNI_VALUE } from './cni-values';
import type { ParityCase } from './run';

const PLACE = { release: 'istio-cni', namespace: 'istio-system' };

/** Props as a test writes them: with profiles that the charts know too. */
export type CniChoice = CniProps & { readonly profile?: ChartProfileName };

/** The props as a values file: under `cni`, where they are as strong as props are. */
function chartValues({ profile, platform, compatibilityVersion, global, ...cni }: CniChoice): object {
  return { profile, platform, compatibilityVersion, global: { hub: ISTIO_HUB, tag: ISTIO_VERSION, ...global }, cni };
}

/** Compares what the chart `cni` gives for these props. */
export function cniCase(name: string, props: CniChoice, kubeVersion?: string): ParityCase {
  return {
    chart: 'cni',
    name,
    official: { chart: 'cni', ...PLACE, values: chartValues(props), kubeVersion },
    ours: () => {
      const agent = { ...PLACE, values: resolveCniValues(props) };
      refuse('parity', cniProblems(agent));
      return cniManifests(agent);
    },
  };
}

const NEEDED: readonly (Needed & { readonly also: Overrides<CniValues> })[] = [
  { path: /^ambient/, also: { ambient: { enabled: true } } },
  { path: /^istioOwnedCNIConfigFileName/, also: { istioOwnedCNIConfig: true } },
  { path: /^repair\.(labelPods|deletePods)/, also: { repair: { repairPods: false } } },
  { path: /^resourceQuotas/, also: { resourceQuotas: { enabled: true } } },
  { path: /^global\.defaultResources/, also: { resources: null } },
];

/** Everything at once, but one way of repair, and what leaves out half of the objects. */
const EVERYTHING = layer<Record<string, unknown>>(
  { ...EVERY_CNI_VALUE },
  { repair: { enabled: true, deletePods: false, labelPods: false }, global: { resourceScope: 'all' } },
);

function combinedCases(): ParityCase[] {
  const gke = 'v1.32.0-gke.1';
  const combinations: Readonly<Record<string, CniChoice>> = {
    'without any folder for programs': { cniBinDir: '' },
    'backslashes in env': { env: { FOLDER: 'C:\\temp' } },
    'env over a value': { env: { AMBIENT_DNS_CAPTURE: 'false' } },
    'revision that looks like a number': { revision: '131', ownerName: '1e3' },
    'objects in namespaces alone, with a policy': { global: { resourceScope: 'namespace', networkPolicy: { enabled: true } } },
    'objects outside of namespaces alone, with a policy': {
      global: { resourceScope: 'cluster', networkPolicy: { enabled: true } },
    },
    'objects outside of namespaces alone, on OpenShift': { platform: 'openshift', global: { resourceScope: 'cluster' } },
    'no resources': { resources: { requests: null } },
    'empty amounts': { resources: { requests: { cpu: '', memory: 0 }, limits: { cpu: 0.5 } } },
    'own image reference': { image: 'registry.example.com/own@sha256:00' },
    'no log level': { global: { logging: { level: '' } } },
    'no repair': { repair: { repairPods: false } },
    'network of the node, without ambient': { ambient: { shareHostNetworkNamespace: true } },
    'nothing excluded, tolerated or selected': { excludeNamespaces: [], tolerations: [], ambient: { enablementSelectors: [] } },
    'a type of SELinux alone': { seLinuxOptions: { type: 'own_t' } },
  };
  return [
    ...Object.entries(combinations).map(([name, props]) => cniCase(name, props)),
    cniCase('platform gke on GKE', { platform: 'gke' }, gke),
    cniCase('platform gke with own folder, on GKE', { platform: 'gke', cniBinDir: '/own' }, gke),
  ];
}

function refusedCases(): ParityCase[] {
  const oneWay = 'the agent follows one of them, and has rights for that one alone';
  const cases: readonly (readonly [string, string, CniChoice])[] = [
    ['two ways of repair', oneWay, { repair: { deletePods: true } }],
    ['label that pods are found by', 'the API server refuses it', { podLabels: { 'k8s-app': 'other' } }],
    ['variable of the agent itself', 'the chart prints it twice', { env: { NODE_NAME: 'a' } }],
    ['an empty tag', 'the kubelet cannot pull an image that ends with a colon', { global: { tag: '' } }],
    [
      'maxSurge beside the default of maxUnavailable',
      'the API server refuses both',
      { updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
    ],
    ['room for no pod', 'the agent could not start', { resourceQuotas: { enabled: true, pods: 0 } }],
  ];
  return cases.map(([name, refused, props]) => ({ ...cniCase(name, props), refused }));
}

/** All cases of the chart `cni`. */
export function cniCases(): ParityCase[] {
  return [
    ...choiceCases(cniCase),
    ...singleCases(EVERY_CNI_VALUE, EVERYTHING, NEEDED, cniCase),
    ...combinedCases(),
    ...refusedCases(),
  ];
}
