import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { layer } from '../../lib/install/layering';
import { ISTIOD_DEFAULTS } from '../../lib/install/values';
import { baseCase, istiodCase } from './control-plane';
import { choiceCases, WITHOUT_CRDS } from './control-plane-choices';
import { EVERY_VALUE } from './every-value';
import type { ParityCase } from './run';
import { EVERYTHING, propsOf, WHOLE, withAndWithout } from './value-context';
import { type Path, pathsOf, valueAt, without } from './value-paths';

/** The chart `base`, without CRDs unless the case is about them. */
function leanBaseCase(name: string, props: IstioControlPlaneProps): ParityCase {
  return baseCase(name, name.includes('CRD') ? props : { ...props, base: { ...props.base, ...WITHOUT_CRDS.base } });
}

function bothCases(name: string, props: IstioControlPlaneProps): ParityCase[] {
  return [leanBaseCase(name, props), istiodCase(name, props)];
}

/** Values of which the chart `base` knows. */
const BASE = /base|defaultRevision|experimental|resourceScope|[nN]amespace|imagePullSecrets|eader/;

function valueCases(title: string, path: Path, props: IstioControlPlaneProps): ParityCase[] {
  const at = path.join('.');
  return [...(BASE.test(at) ? [leanBaseCase(`${title} ${at}`, props)] : []), istiodCase(`${title} ${at}`, props)];
}

/** Without these, everything together is refused. */
const NEEDED = ['global.certSigners', 'revision', 'sidecarInjectorWebhook.templates.hello'];

/** Every value on its own, and everything but that value. */
function singleCases(): ParityCase[] {
  return pathsOf(EVERY_VALUE, WHOLE).flatMap((path) => {
    const at = path.join('.');
    const value = JSON.stringify(valueAt(EVERY_VALUE, path));
    if (value === JSON.stringify(valueAt(ISTIOD_DEFAULTS, path))) throw new Error(`${at} has its default in every-value.ts`);
    const [alone] = withAndWithout(path);
    const others = NEEDED.includes(at) ? [] : valueCases('all but', path, propsOf(without(EVERYTHING, path)));
    return [...valueCases('only', path, alone), ...others];
  });
}

/** Combinations in which one value changes what another one does. */
function combinedCases(): ParityCase[] {
  const combinations: Readonly<Record<string, IstioControlPlaneProps>> = {
    'a fixed number of replicas': { pilot: { autoscaleEnabled: false } },
    'a budget by minAvailable': { pilot: { pdb: { maxUnavailable: null } } },
    'a budget without numbers': { pilot: { pdb: { maxUnavailable: null, minAvailable: null } } },
    'istiod here alone': { istiodRemote: { enabled: false } },
    'istiod elsewhere alone': { istiodRemote: { enabledLocalInjectorIstiod: false } },
    'istiod elsewhere, configuration too': {
      istiodRemote: { enabledLocalInjectorIstiod: false },
      global: { configCluster: false },
    },
    'istiod elsewhere, by host name': { global: { remotePilotAddress: 'istiod.example.com' } },
    'istiod elsewhere, by IPv6 address': { global: { remotePilotAddress: '2001:db8::10' } },
    'objects in namespaces alone': { global: { resourceScope: 'namespace' } },
    'objects outside of namespaces alone': { global: { resourceScope: 'cluster' } },
    'the usual namespace': { namespace: 'istio-system' },
    'tracer lightstep': {
      global: { proxy: { tracer: 'lightstep' }, tracer: { lightstep: { address: 'ls:1', accessToken: 'none' } } },
    },
    'tracer datadog': { global: { proxy: { tracer: 'datadog' } } },
    'tracer stackdriver': { global: { proxy: { tracer: 'stackdriver' } } },
    'metrics from telemetry': { meshConfig: { defaultProviders: {} } },
    'own image reference': { pilot: { image: 'registry.example.com/own/pilot@sha256:00' } },
    FIPS: { pilot: { env: { COMPLIANCE_POLICY: 'fips-140-3' } } },
    'FIPS of other kind': { pilot: { env: { COMPLIANCE_POLICY: 'fips-140-2' } } },
    'own trusted accounts': { pilot: { env: { CA_TRUSTED_NODE_ACCOUNTS: 'a/b,c/d' } } },
    'empty trusted accounts': { pilot: { env: { CA_TRUSTED_NODE_ACCOUNTS: '' } } },
    'external certificates': {
      pilot: { env: { EXTERNAL_CA: 'ISTIOD_RA_KUBERNETES_API' } },
      global: { certSigners: ['example.com/ca'] },
    },
    'no traces': { pilot: { traceSampling: 0 } },
    'no replicas': { pilot: { autoscaleEnabled: false, replicaCount: 0 } },
    'a budget that keeps all': { pilot: { autoscaleMin: 2, pdb: { maxUnavailable: 0 } } },
    'a budget that keeps none': { pilot: { autoscaleMin: 2, pdb: { maxUnavailable: null, minAvailable: 0 } } },
    'external istiod by environment': { pilot: { env: { EXTERNAL_ISTIOD: 'true' } } },
    'other group for shared Services': { pilot: { env: { MCS_API_GROUP: 'net.example.com' } } },
    'no deployment of Gateways': { pilot: { env: { PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: 'false' } } },
    'no requests of resources': { pilot: { resources: { requests: null, limits: null } } },
    'empty amounts': { pilot: { resources: { requests: { cpu: '', memory: '1Gi' }, limits: { cpu: 0, memory: '' } } } },
    'default resources': { pilot: { resources: null } },
    'no log level': { global: { logging: { level: '' } } },
    'webhooks trusted by istiod': { base: { validationCABundle: '', validationURL: '' }, istiodRemote: { injectionURL: '' } },
    'webhooks failing open': { base: { validationCABundle: '', validationFailurePolicy: 'Ignore' } },
    'webhooks failing as usual': { base: { validationCABundle: '', validationFailurePolicy: null } },
    'CRDs as they are, but for some': { base: { enableCRDTemplates: false } },
    'no default revision': { defaultRevision: '' },
    'unnamed revision': { revision: '', revisionTags: ['prod'] },
    'sidecars everywhere': { revision: '', revisionTags: [], sidecarInjectorWebhook: { enableNamespacesByDefault: true } },
    'certificates by istiod': { global: { pilotCertProvider: 'istiod' } },
    'own certificates': { global: { pilotCertProvider: 'custom' } },
    'no certificates': { global: { pilotCertProvider: 'none' } },
  };
  return Object.entries(combinations).flatMap(([name, difference]) => {
    const alone = istiodCase(`${name}, alone`, difference);
    const { namespace, ...values } = difference;
    const everything = propsOf(layer<Record<string, unknown>>(EVERYTHING, values));
    return [alone, ...bothCases(`${name}, with everything`, namespace === undefined ? everything : { ...everything, namespace })];
  });
}

/** What the charts take and we refuse. */
function refusedCases(): ParityCase[] {
  const signers = 'an empty list is printed as none at all, which lets istiod approve requests to every signer';
  const cases: readonly (readonly [string, string, IstioControlPlaneProps])[] = [
    ['certificates of Kubernetes without signers', signers, { global: { pilotCertProvider: 'k8s.io/example.com/ca' } }],
    ['an external authority without signers', signers, { pilot: { env: { EXTERNAL_CA: 'ISTIOD_RA_KUBERNETES_API' } } }],
    ['an empty tag', 'the kubelet cannot pull an image that ends with a colon', { tag: '' }],
    ['a tag that is the revision', 'both webhooks would inject the same pods', { revision: 'blue', revisionTags: ['blue'] }],
    ['autoscaleMin above autoscaleMax', 'the API server refuses it', { pilot: { autoscaleMin: 6 } }],
    ['labels that istiod is found by', 'the chart prints two labels of one name', { pilot: { podLabels: { app: 'other' } } }],
    [
      'templates in initContainers',
      'only Helm can fill them in',
      { pilot: { initContainers: [{ name: 'wait', image: 'wait', args: ['{{ .Release.Name }}'] }] } },
    ],
    [
      'CRDs that do not exist',
      'the chart takes a typing error for nothing',
      { base: { excludedCRDs: ['gateways.gateway.networking.k8s.io'] } },
    ],
  ];
  return cases.map(([name, refused, props]) => ({ ...istiodCase(name, props), refused }));
}

/** All cases of the control plane. */
export function controlPlaneCases(): ParityCase[] {
  return [...choiceCases(), ...singleCases(), ...combinedCases(), ...refusedCases()];
}
