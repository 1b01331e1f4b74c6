import { array, constant, constantFrom, float, integer, oneof, record } from 'fast-check';
import type { Overrides } from '../../lib/install/layering';
import type { PilotValues } from '../../lib/install/values';
import {
  affinity,
  labels as anyLabels,
  name as anyName,
  word as anyWord,
  env,
  flag,
  oneOf,
  resources,
  some,
  tolerations,
  volumeMounts,
  volumes,
} from './arbitraries';

/** Words that are truth values in the YAML of Helm, where the charts print them without quotes. */
const TRUTH = /^(y|n|yes|no|on|off|true|false|null)$/i;

export const name = anyName.filter((text) => !TRUTH.test(text));

export const labels = anyLabels.filter((texts) => !Object.keys(texts).some((key) => TRUTH.test(key)));

export const optionalName = oneof(constant(''), name);

/** Text that stays text without quotes. */
export const plain = oneof(
  constant(''),
  anyWord.filter((text) => !TRUTH.test(text)),
);

export const ipFamilies = oneOf([], ['IPv4' as const], ['IPv6' as const, 'IPv4' as const]);

export const seccomp = oneOf({}, { type: 'RuntimeDefault' as const }, { type: 'Localhost' as const, localhostProfile: 'a.json' });

export const spread = array(
  constantFrom(
    { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' as const },
    { maxSkew: 2, topologyKey: 'host', whenUnsatisfiable: 'DoNotSchedule' as const, labelSelector: { matchLabels: { a: 'b' } } },
  ),
  { maxLength: 2 },
);

const behavior = oneOf(
  {},
  { scaleDown: { stabilizationWindowSeconds: 0 } },
  { scaleUp: { policies: [{ type: 'Pods' as const, value: 1, periodSeconds: 15 }], selectPolicy: 'Min' as const } },
);

/** Variables that the chart itself looks at, and any others. */
const pilotEnv = record({
  others: env,
  known: some({
    COMPLIANCE_POLICY: oneOf('fips-140-3', 'fips-140-2'),
    CA_TRUSTED_NODE_ACCOUNTS: oneOf('', 'a/b'),
    EXTERNAL_ISTIOD: oneOf('false', 'true'),
    EXTERNAL_CA: oneOf('', 'ISTIOD_RA_KUBERNETES_API'),
    MCS_API_GROUP: constant('multicluster.example.com'),
    PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: oneOf('false', 'true'),
    PILOT_ENABLE_AMBIENT: oneOf('false', 'true'),
  }),
  bundles: some({ ENABLE_CLUSTER_TRUST_BUNDLE_API: flag }),
}).map(({ others, known, bundles }) => ({ ...others, ...known, ...bundles }));

/** Any of the values of istiod itself. */
export const randomPilot = some<Overrides<PilotValues>>({
  autoscaleEnabled: flag,
  autoscaleMin: integer({ min: 1, max: 3 }),
  autoscaleMax: integer({ min: 3, max: 99 }),
  autoscaleBehavior: behavior,
  cpu: some({ targetAverageUtilization: integer({ min: 1, max: 100 }) }),
  memory: some({ targetAverageUtilization: integer({ min: 1, max: 100 }) }),
  replicaCount: integer({ min: 1, max: 4 }),
  rollingMaxSurge: oneOf(1, '50%', 3),
  rollingMaxUnavailable: oneOf(0, '10%', 2),
  pdb: some({
    minAvailable: oneOf(1, 2, '50%', null),
    maxUnavailable: oneOf(1, '25%'),
    unhealthyPodEvictionPolicy: oneOf('' as const, 'AlwaysAllow' as const, 'IfHealthyBudget' as const),
  }),
  hub: oneOf('', 'registry.example.com/pilot'),
  tag: oneOf('', '1.31.1-pilot'),
  variant: oneOf('', 'distroless', 'debug'),
  image: oneOf('pilot', '', 'registry.example.com/own/pilot@sha256:00'),
  traceSampling: oneof(
    integer({ min: 1, max: 100 }),
    float({ min: 0.5, max: 99, noNaN: true }).map((n) => Math.round(n * 100) / 100),
  ),
  resources: oneof(constant(null), constant({ requests: null }), resources),
  seccompProfile: seccomp,
  cni: some({ enabled: flag, provider: oneOf('default' as const, 'multus' as const) }),
  taint: some({ enabled: flag, namespace: optionalName, name: constant('example.com/not-ready') }),
  env: pilotEnv,
  envVarFrom: array(
    constantFrom({ name: 'T', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }, { name: 'U', value: 'u' }),
    {
      maxLength: 2,
    },
  ),
  extraContainerArgs: array(constantFrom('--a', '--b=c', '--tlsMaxProtocolVersion'), { maxLength: 2 }),
  affinity,
  nodeSelector: labels,
  tolerations,
  topologySpreadConstraints: spread,
  volumes,
  volumeMounts,
  initContainers: array(constant({ name: 'wait', image: 'wait:1', args: ['1', 'true'] }), { maxLength: 1 }),
  deploymentLabels: labels,
  deploymentAnnotations: labels,
  podLabels: labels,
  podAnnotations: labels,
  serviceAnnotations: labels,
  serviceAccountAnnotations: labels,
  sidecarInjectorWebhookAnnotations: labels,
  jwksResolverExtraRootCA: oneOf('', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'),
  keepaliveMaxServerConnectionAge: oneOf('30m', '1h30m', '90s'),
  configMap: flag,
  ipFamilyPolicy: oneOf('' as const, 'SingleStack' as const, 'PreferDualStack' as const, 'RequireDualStack' as const),
  ipFamilies,
  trafficDistribution: oneOf('PreferClose' as const, 'PreferSameZone' as const, 'PreferSameNode' as const, null),
  trustedZtunnelNamespace: optionalName,
  trustedZtunnelName: optionalName,
  crlConfigMapName: oneof(constant(null), name),
  terminationMessagePolicy: oneOf('File' as const, 'FallbackToLogsOnError' as const, null),
});
