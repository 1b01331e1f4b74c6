import { given, type IstiodValues } from '../values';
import { allow, CHANGE, EVERYTHING, ISTIO_GROUPS, MULTICLUSTER_GROUP, READ, type Rule } from './rbac';

const WEBHOOKS = 'admissionregistration.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const GATEWAY_API = 'gateway.networking.k8s.io';
const GATEWAY_API_EXPERIMENTS = 'gateway.networking.x-k8s.io';
const INFERENCE = 'inference.networking.k8s.io';

/** Kinds into whose status istiod writes what its analysis finds. */
const ANALYZED = [
  'authorizationpolicies',
  'destinationrules',
  'envoyfilters',
  'gateways',
  'peerauthentications',
  'proxyconfigs',
  'requestauthentications',
  'serviceentries',
  'sidecars',
  'telemetries',
  'virtualservices',
  'wasmplugins',
  'workloadentries',
  'workloadgroups',
];

/** Kinds of the Gateway API into whose status istiod writes what it made of them. */
const GATEWAY_API_STATUS = [
  'backendtlspolicies',
  'gatewayclasses',
  'gateways',
  'grpcroutes',
  'httproutes',
  'referencegrants',
  'tcproutes',
  'tlsroutes',
  'udproutes',
  'listenersets',
];

function status(kinds: readonly string[]): string[] {
  return kinds.map((kind) => `${kind}/status`);
}

/** Whether certificates come from a signer of Kubernetes, so that istiod makes and approves requests for them. */
export function asksForCertificates({ global, pilot }: IstiodValues): boolean {
  return !!pilot.env['EXTERNAL_CA'] || !['istiod', 'custom', 'none'].includes(global.pilotCertProvider);
}

function certificateRequests({ global }: IstiodValues): Rule[] {
  const requests = ['certificatesigningrequests', 'certificatesigningrequests/approval', 'certificatesigningrequests/status'];
  return [
    allow(['update', 'create', 'get', 'delete', 'watch'], [CERTIFICATES], requests),
    { ...allow(['approve'], [CERTIFICATES], ['signers']), resourceNames: global.certSigners },
  ];
}

const TRUST_BUNDLES: readonly Rule[] = [
  allow(['update', 'create', 'delete', 'list', 'watch', 'get'], [CERTIFICATES], ['clustertrustbundles']),
  { ...allow(['attest'], [CERTIFICATES], ['signers']), resourceNames: ['istio.io/istiod-ca'] },
];

const LEGACY_INGRESSES: readonly Rule[] = [
  allow(['get', 'list', 'watch'], ['extensions', 'networking.k8s.io'], ['ingresses']),
  allow(['*'], ['extensions', 'networking.k8s.io'], ['ingresses/status']),
];

/** Group of the Services that clusters share. */
export function multiclusterGroup({ pilot }: IstiodValues): string {
  return given(pilot.env['MCS_API_GROUP'])?.toString() ?? MULTICLUSTER_GROUP;
}

/** What istiod may do in the whole cluster, rule by rule. */
export function istiodRules(values: IstiodValues): Rule[] {
  const { global, pilot } = values;
  const shared = multiclusterGroup(values);
  return [
    allow(['get', 'list', 'watch', 'update', 'patch'], [WEBHOOKS], ['mutatingwebhookconfigurations']),
    allow(['get', 'list', 'watch', 'update'], [WEBHOOKS], ['validatingwebhookconfigurations']),
    allow(READ, ISTIO_GROUPS, ['*']),
    ...(global.istiod.enableAnalysis ? [allow(CHANGE, ISTIO_GROUPS, status(ANALYZED))] : []),
    allow(EVERYTHING, ['networking.istio.io'], ['workloadentries']),
    allow(EVERYTHING, ['networking.istio.io'], status(['workloadentries', 'serviceentries'])),
    allow(EVERYTHING, ['security.istio.io'], status(['authorizationpolicies'])),
    allow(EVERYTHING, [''], status(['services'])),
    allow(['get', 'list', 'watch'], ['apiextensions.k8s.io'], ['customresourcedefinitions']),
    allow(['get', 'list', 'watch'], [''], ['pods', 'nodes', 'services', 'namespaces', 'endpoints']),
    allow(['get', 'list', 'watch'], ['discovery.k8s.io'], ['endpointslices']),
    ...(pilot.taint.enabled ? [allow(['patch'], [''], ['nodes'])] : []),
    ...(global.istiod.enableAnalysis ? LEGACY_INGRESSES : []),
    allow(['get', 'list', 'watch'], ['networking.k8s.io'], ['ingresses', 'ingressclasses']),
    allow(['*'], ['networking.k8s.io'], ['ingresses/status']),
    allow(['create', 'get', 'list', 'watch', 'update'], [''], ['configmaps']),
    ...(asksForCertificates(values) ? certificateRequests(values) : []),
    ...(pilot.env.ENABLE_CLUSTER_TRUST_BUNDLE_API === true ? TRUST_BUNDLES : []),
    allow(['create'], ['authentication.k8s.io'], ['tokenreviews']),
    allow(['create'], ['authorization.k8s.io'], ['subjectaccessreviews']),
    allow(READ, [GATEWAY_API, GATEWAY_API_EXPERIMENTS], ['*']),
    allow(CHANGE, [GATEWAY_API_EXPERIMENTS], status(['xbackendtrafficpolicies'])),
    allow(CHANGE, [GATEWAY_API], status(GATEWAY_API_STATUS)),
    allow(['create', 'update', 'patch', 'delete'], [GATEWAY_API], ['gatewayclasses']),
    allow(READ, [INFERENCE], ['inferencepools']),
    allow(CHANGE, [INFERENCE], status(['inferencepools'])),
    allow(READ, [''], ['secrets']),
    allow([...READ, 'create', 'delete'], [shared], ['serviceexports']),
    allow(READ, [shared], ['serviceimports']),
  ];
}
