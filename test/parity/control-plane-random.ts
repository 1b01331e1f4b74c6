import { array, constant, constantFrom, integer, oneof, subarray } from 'fast-check';
import type { MeshConfig, ProxyConfig } from '../../imports/mesh-config';
import { CRD_NAMES } from '../../lib/install/base/crds';
import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { controlPlaneProblems, propsProblems } from '../../lib/install/istio-control-plane-problems';
import { resolveValues } from '../../lib/install/resolve-values';
import type { GatewayClassValues } from '../../lib/install/values';
import { affinity, choices, flag, oneOf, pullPolicy, resourceScope, some, tolerations } from './arbitraries';
import { controlPlaneCase } from './control-plane';
import { ipFamilies, labels, name, optionalName, plain, randomPilot, seccomp, spread } from './control-plane-random-istiod';
import { randomChart } from './random';

type Props = IstioControlPlaneProps;

const ports = oneOf('', '80', '80,443');

const ranges = oneOf('*', '', '10.0.0.0/8', '10.0.0.0/8,192.168.0.0/16');

const amounts = some({
  requests: some({ cpu: oneOf('10m', '100m'), memory: oneOf('16Mi', '128Mi') }),
  limits: some({ cpu: oneOf('1', '2000m'), memory: oneOf('1Gi', '2048Mi') }),
});

const proxy = some<NonNullable<NonNullable<Props['global']>['proxy']>>({
  image: oneOf('proxyv2', 'registry.example.com/proxy:1'),
  variant: oneOf('debug', 'distroless', null),
  autoInject: oneOf('enabled', 'disabled'),
  clusterDomain: oneOf('cluster.local', 'example.org'),
  componentLogLevel: oneOf('', 'misc:error', 'rbac:debug,jwt:info'),
  logLevel: oneOf('info', 'debug', 'off'),
  excludeInboundPorts: ports,
  includeInboundPorts: oneof(constant('*'), ports),
  includeIPRanges: ranges,
  excludeIPRanges: ranges,
  includeOutboundPorts: ports,
  excludeOutboundPorts: ports,
  outlierLogPath: oneOf('', '/dev/stdout'),
  privileged: flag,
  capNetBindService: oneOf('true', 'false', null),
  seccompProfile: seccomp,
  readinessFailureThreshold: integer({ min: 1, max: 30 }),
  readinessInitialDelaySeconds: integer({ min: 0, max: 30 }),
  readinessPeriodSeconds: integer({ min: 1, max: 30 }),
  startupProbe: some({ enabled: flag, failureThreshold: integer({ min: 1, max: 900 }) }),
  resources: amounts,
  statusPort: oneOf(15020, 0, 15099),
  tracer: oneOf('none', 'zipkin', 'lightstep', 'datadog', 'stackdriver'),
  holdApplicationUntilProxyStarts: flag,
  lifecycle: oneOf({ preStop: { exec: { command: ['sleep', '5'] } } }),
});

const global = some<NonNullable<Props['global']>>({
  variant: oneOf('', 'debug', 'distroless'),
  imagePullPolicy: pullPolicy,
  imagePullSecrets: array(name, { maxLength: 2 }),
  certSigners: array(constantFrom('clusterissuers.cert-manager.io/a', 'example.com/b'), { maxLength: 2 }),
  logAsJson: flag,
  nativeNftables: flag,
  omitSidecarInjectorConfigMap: flag,
  resourceScope,
  operatorManageWebhooks: flag,
  priorityClassName: optionalName,
  remotePilotAddress: oneOf('', '192.0.2.10', 'istiod.example.com', '2001:db8::10', '::1'),
  caAddress: oneOf('', 'ca.example.com:443'),
  externalIstiod: flag,
  configCluster: flag,
  configValidation: flag,
  meshID: plain,
  meshNetworks: oneOf({}, { n1: { endpoints: [{ fromRegistry: 'c1' }], gateways: [{ address: '192.0.2.1', port: 15443 }] } }),
  mountMtlsCerts: flag,
  network: plain,
  pilotCertProvider: oneOf('istiod', 'custom', 'none', 'k8s.io/example.com/ca'),
  caName: oneOf('', 'GkeWorkloadCertificate'),
  networkPolicy: some({ enabled: flag }),
  multiCluster: some({ clusterName: plain }),
  logging: some({ level: oneOf('', 'default:debug', 'all:info,ads:debug') }),
  defaultPodDisruptionBudget: some({ enabled: flag }),
  defaultResources: amounts,
  istiod: some({ enableAnalysis: flag }),
  sds: some({ token: some({ aud: oneOf('istio-ca', 'mesh-ca') }) }),
  sts: some({ servicePort: oneOf(0, 15463) }),
  proxy,
  proxy_init: some({ image: oneOf('proxyv2', 'init'), forceApplyIptables: flag }),
  waypoint: some({ resources: amounts, affinity, topologySpreadConstraints: spread, nodeSelector: labels, tolerations }),
  tracer: some({
    lightstep: constant({ address: 'ls.example.com:1', accessToken: 'none' }),
    zipkin: constant({ address: 'zipkin.tracing:9411' }),
    datadog: constant({ address: 'datadog.tracing:8126' }),
  }),
  enableReaderRBAC: flag,
  readerServiceAccount: constant({ name: 'reader', namespace: 'readers' }),
  trustBundleName: name,
  trustDomain: oneOf('example.org'),
  ipFamilyPolicy: oneOf('SingleStack', 'RequireDualStack'),
  ipFamilies: ipFamilies.filter(({ length }) => length > 0),
  platform: oneOf('', 'openshift', 'gke'),
  agentgateway: constant({ image: 'registry.example.com/agentgateway:v1' }),
});

const selectors = array(
  constantFrom({ matchLabels: { a: 'b' } }, { matchExpressions: [{ key: 'a', operator: 'Exists' as const }] }),
  {
    maxLength: 2,
  },
);

const base = some<NonNullable<Props['base']>>({
  // Rendering the CRDs takes most of the time: all but a few are left out.
  excludedCRDs: subarray([...CRD_NAMES], { maxLength: 1 }).map((kept) => CRD_NAMES.filter((crd) => !kept.includes(crd))),
  enableCRDTemplates: constant(true),
  validationURL: oneOf('', 'https://istiod.example.com:15017/validate'),
  validationCABundle: oneOf('', 'Q0E='),
  validationFailurePolicy: oneOf('Ignore', 'Fail'),
});

const names = {
  namespace: oneOf('istio-system', 'mesh'),
  revision: oneof(constant(''), name),
  ownerName: optionalName,
};

const injectorURL = oneOf('', 'https://istiod.example.com:15017/inject');

const props = some<Props>({
  ...names,
  hub: oneOf('registry.example.com/mesh', 'localhost:5000'),
  tag: oneOf('1.31.0', 'latest'),
  revisionTags: oneOf([], ['prod'], ['default'], ['prod', 'default']),
  defaultRevision: oneof(constant(''), constant('default'), name),
  global,
  pilot: randomPilot,
  meshConfig: some<MeshConfig>({
    accessLogFile: oneOf('', '/dev/stdout'),
    enablePrometheusMerge: flag,
    rootNamespace: name,
    trustDomain: oneOf('example.org'),
    defaultConfig: some<ProxyConfig>({
      concurrency: integer({ min: 0, max: 8 }),
      proxyMetadata: oneOf<Readonly<Record<string, string>>[]>({}, { A: 'true', B: '1' }),
    }),
    defaultProviders: oneOf({}, { metrics: [] }, { tracing: ['otel'] }),
  }),
  sidecarInjectorWebhook: some({
    neverInjectSelector: selectors,
    alwaysInjectSelector: selectors,
    injectedAnnotations: labels,
    enableNamespacesByDefault: flag,
    reinvocationPolicy: oneOf('Never' as const, 'IfNeeded' as const),
    rewriteAppHTTPProbe: flag,
    templates: oneOf<Readonly<Record<string, string>>[]>(
      {},
      { own: 'metadata:\n  labels:\n    a: b\n' },
      { sidecar: 'metadata: {}\n' },
    ),
    defaultTemplates: oneOf([], ['grpc-agent', 'sidecar']),
  }),
  istiodRemote: some({
    enabled: flag,
    enabledLocalInjectorIstiod: flag,
    injectionURL: injectorURL,
    injectionPath: oneOf('/inject', '/inject/cluster/c1/net/n1'),
    injectionCABundle: oneOf('', 'Q0E='),
  }),
  telemetry: some({
    enabled: flag,
    v2: some({ enabled: flag, prometheus: some({ enabled: flag }), stackdriver: some({ enabled: flag }) }),
  }),
  gateways: some({ securityContext: oneOf({}, { runAsUser: 1 }), seccompProfile: seccomp }),
  gatewayClasses: oneOf<Readonly<Record<string, GatewayClassValues>>[]>({}, { istio: { deployment: { spec: { replicas: 2 } } } }),
  base,
  experimental: some({ stableValidationPolicy: flag }),
  webhooks: some({ delivery: oneOf('install' as const, 'kubectl' as const, 'flux' as const) }),
});

/** Props that this library takes; what it refuses is compared one by one. */
const accepted = some({ choices, props })
  .map((both): Props => ({ ...both.choices, ...both.props }))
  .filter((written) => {
    const values = resolveValues(written);
    return [...propsProblems(written, values), ...controlPlaneProblems(values)].length === 0;
  });

/** What the chart `base` knows, and almost no CRDs. */
const ofBase = accepted.map(
  ({
    profile,
    platform,
    compatibilityVersion,
    namespace,
    revision,
    defaultRevision,
    experimental,
    global: shared,
    webhooks,
    base: own,
  }): Props => ({
    profile,
    platform,
    compatibilityVersion,
    namespace,
    revision,
    defaultRevision,
    experimental,
    webhooks,
    global: {
      imagePullSecrets: shared?.imagePullSecrets,
      resourceScope: shared?.resourceScope,
      enableReaderRBAC: shared?.enableReaderRBAC,
      readerServiceAccount: shared?.readerServiceAccount,
    },
    base: { excludedCRDs: CRD_NAMES, ...own },
  }),
);

/** What the chart `default` knows. */
const ofDefault = some({
  choices,
  props: some<Props>({
    ...names,
    base: some({ validationURL: oneOf('', 'https://istiod.example.com:15017/validate') }),
    istiodRemote: some({ injectionURL: injectorURL }),
    sidecarInjectorWebhook: some({ enableNamespacesByDefault: flag }),
  }),
}).map((both): Props => ({ ...both.choices, ...both.props }));

/** The charts of the control plane with random values. */
export const RANDOM_CONTROL_PLANES = [
  randomChart('base', ofBase, (title, written) => controlPlaneCase('base', title, written)),
  randomChart('istiod', accepted, (title, written) => controlPlaneCase('istiod', title, written)),
  randomChart('default', ofDefault, (title, written) => controlPlaneCase('default', title, written)),
];
