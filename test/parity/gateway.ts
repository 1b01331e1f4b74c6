import { refuse } from '../../lib/core/problem';
import { COMPATIBILITY_VERSIONS } from '../../lib/install/compatibility';
import { GATEWAY_DEFAULTS, type GatewayValues, gatewayManifests, gatewayProblems } from '../../lib/install/gateway';
import { layer, type Overrides } from '../../lib/install/layering';
import { PLATFORMS } from '../../lib/install/platforms';
import { CHART_PROFILES } from '../../lib/install/profiles';
import type { ParityCase } from './run';

const NAME = 'istio-ingressgateway';
const NAMESPACE = 'istio-ingress';

/** Each value of the chart set to something else than its default. */
const EVERY_VALUE: Readonly<Record<string, Overrides<GatewayValues>>> = {
  'replicaCount without autoscaling': { replicaCount: 3, autoscaling: { enabled: false } },
  'replicaCount of none': { replicaCount: 0, autoscaling: { enabled: false } },
  'replicaCount beside autoscaling': { replicaCount: 3 },
  'kind DaemonSet': { kind: 'DaemonSet' },
  'no rbac': { rbac: { enabled: false } },
  'no service account, no rights': { serviceAccount: { create: false }, rbac: { enabled: false } },
  'another service account': { serviceAccount: { create: false, name: 'edge' } },
  'a named service account with annotations': { serviceAccount: { name: 'edge', annotations: { role: 'edge' } } },
  podAnnotations: { podAnnotations: { note: 'a' } },
  securityContext: { securityContext: { runAsUser: 1234 } },
  containerSecurityContext: { containerSecurityContext: { runAsUser: 1234, privileged: false } },
  'service None': { service: { type: 'None' } },
  'service NodePort': {
    service: { type: 'NodePort', ports: [{ name: 'http2', port: 80, nodePort: 30080, appProtocol: 'http2' }] },
  },
  'service ClusterIP': { service: { type: 'ClusterIP', clusterIP: '10.0.0.9' } },
  'load balancer settings': {
    service: {
      loadBalancerIP: '203.0.113.9',
      loadBalancerSourceRanges: ['203.0.113.0/24'],
      loadBalancerClass: 'example.com/lb',
      allocateLoadBalancerNodePorts: false,
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Local',
      healthCheckNodePort: 30000,
      externalIPs: ['203.0.113.10'],
    },
  },
  'load balancer settings of a ClusterIP': {
    service: { type: 'ClusterIP', loadBalancerClass: 'example.com/lb', allocateLoadBalancerNodePorts: true },
  },
  'dual stack': { service: { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] } },
  'annotations of the service': { annotations: { a: '1', b: '1' }, service: { annotations: { b: '2' } } },
  'an empty annotation of the service': { annotations: { a: '1' }, service: { annotations: { a: '' } } },
  'selectorLabels of the service': { service: { selectorLabels: { zone: 'a' } } },
  resources: { resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: null, memory: '2Gi' } } },
  'no resources': { resources: { requests: { cpu: null, memory: null }, limits: null } },
  autoscaling: {
    autoscaling: {
      minReplicas: 2,
      maxReplicas: 9,
      targetCPUUtilizationPercentage: 50,
      targetMemoryUtilizationPercentage: 60,
      autoscaleBehavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
    },
  },
  'autoscaling without cpu': { autoscaling: { targetCPUUtilizationPercentage: 0 } },
  env: { env: { Z_LAST: 'z', A_FIRST: 'true' } },
  envVarFrom: { envVarFrom: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] },
  strategy: { strategy: { rollingUpdate: { maxSurge: '100%' } } },
  'strategy of a DaemonSet': { kind: 'DaemonSet', strategy: { rollingUpdate: { maxUnavailable: 2 } } },
  'replicaCount of a DaemonSet': { kind: 'DaemonSet', replicaCount: 2, autoscaling: { enabled: false } },
  minReadySeconds: { minReadySeconds: 5 },
  readinessProbe: { readinessProbe: { httpGet: { path: '/healthz/ready', port: 15021 } } },
  'labels of the user': { labels: { team: 'edge', 'istio.io/dataplane-mode': 'ambient' } },
  'labels that select': { labels: { app: 'edge', istio: 'edge' } },
  nodeSelector: { nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
  tolerations: { tolerations: [{ key: 'edge', operator: 'Exists' }] },
  topologySpreadConstraints: {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' }],
  },
  affinity: {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'edge', operator: 'In', values: ['true'] }] }],
        },
      },
    },
  },
  networkGateway: { networkGateway: 'network-1' },
  'networkGateway with own ports': {
    networkGateway: 'network-1',
    networkGatewayPorts: { tls: { port: 443, targetPort: 15443, protocol: 'TCP' }, 'status-port': { port: 8080 } },
  },
  'networkGateway with all ports of its own': {
    networkGateway: 'network-1',
    networkGatewayPorts: {
      'status-port': { port: 8021 },
      tls: { port: 8443 },
      'tls-istiod': { port: 8012, targetPort: 15012 },
      'tls-webhook': { port: 8017, protocol: 'TCP' },
    },
  },
  'image pulling': { imagePullPolicy: 'Always', imagePullSecrets: [{ name: 'registry' }] },
  'a budget for two pods': { podDisruptionBudget: { minAvailable: 1 }, autoscaling: { minReplicas: 2 } },
  'a budget for fixed pods': {
    podDisruptionBudget: { maxUnavailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    autoscaling: { enabled: false },
    replicaCount: 2,
  },
  'a budget for one pod': { podDisruptionBudget: { minAvailable: 1 } },
  dns: { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.1'] } },
  terminationGracePeriodSeconds: { terminationGracePeriodSeconds: 60 },
  volumes: { volumes: [{ name: 'v', emptyDir: {} }], volumeMounts: [{ name: 'v', mountPath: '/v' }] },
  containers: { initContainers: [{ name: 'i', image: 'i' }], additionalContainers: [{ name: 'c', image: 'c' }] },
  priorityClassName: { priorityClassName: 'high' },
  lifecycle: { lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } } },
  networkPolicy: { global: { networkPolicy: { enabled: true } } },
  'owner of the networkPolicy': { global: { networkPolicy: { enabled: true } }, ownerName: 'mesh-operator' },
  'networkPolicy with ports': {
    global: { networkPolicy: { enabled: true } },
    service: {
      ports: [
        { name: 'tcp', port: 9000 },
        { name: 'udp', port: 9001, protocol: 'UDP', targetPort: 9002 },
      ],
    },
  },
  'networkPolicy of a network gateway': { global: { networkPolicy: { enabled: true } }, networkGateway: 'network-1' },
};

type Difference = Overrides<GatewayValues>;

/** The difference as a values file. The chart takes the name of the owner at the top, but its schema does not. */
function chartValues({ ownerName, global, ...values }: Difference): object {
  return { ...values, global: { ...global, ownerName } };
}

/** Compares what the chart `gateway` gives for these values. */
export function gatewayCase(name: string, overrides: Difference, choices: object = {}): ParityCase {
  return {
    chart: 'gateway',
    name,
    official: { chart: 'gateway', release: NAME, namespace: NAMESPACE, values: { ...chartValues(overrides), ...choices } },
    ours: () => {
      const gateway = { name: NAME, namespace: NAMESPACE, values: layer<GatewayValues>(GATEWAY_DEFAULTS, overrides) };
      refuse('parity', gatewayProblems(gateway));
      return gatewayManifests(gateway);
    },
  };
}

/** A gateway that the values name, and not the release alone. */
function namedCase(): ParityCase {
  const name = 'istio-edge';
  return {
    chart: 'gateway',
    name: 'name',
    official: { chart: 'gateway', release: name, namespace: NAMESPACE, values: { name } },
    ours: () => gatewayManifests({ name, namespace: NAMESPACE, values: GATEWAY_DEFAULTS }),
  };
}

/** Every profile, platform and release: none of them changes anything. */
function choiceCases(): ParityCase[] {
  const choices = [
    ...Object.keys(CHART_PROFILES).map((profile) => ({ profile })),
    ...Object.keys(PLATFORMS).map((platform) => ({ platform })),
    ...COMPATIBILITY_VERSIONS.map((compatibilityVersion) => ({ compatibilityVersion })),
  ];
  return choices.flatMap((choice) =>
    ['', 'canary'].map((revision) => gatewayCase(`${JSON.stringify(choice)}, revision '${revision}'`, { revision }, choice)),
  );
}

function refusedCases(): ParityCase[] {
  const api = 'the API server refuses it';
  const cases: readonly (readonly [string, string, Difference])[] = [
    [
      'rights without a service account of its own',
      'they go to the ServiceAccount default: every pod of the namespace could read its Secrets',
      { serviceAccount: { create: false } },
    ],
    ['a budget of two kinds', api, { podDisruptionBudget: { minAvailable: 1, maxUnavailable: 1 } }],
    ['externalTrafficPolicy inside', api, { service: { type: 'ClusterIP', externalTrafficPolicy: 'Local' } }],
    ['healthCheckNodePort without Local', api, { service: { healthCheckNodePort: 30000 } }],
    ['source ranges without a load balancer', api, { service: { type: 'NodePort', loadBalancerSourceRanges: ['10.0.0.0/8'] } }],
    ['labels that no object can have', api, { labels: { 'a b': '1' } }],
    ['a port beyond all', api, { service: { ports: [{ name: 'a', port: 70_000 }] } }],
    ['fewest pods above most', api, { autoscaling: { minReplicas: 9 } }],
  ];
  return cases.map(([name, refused, overrides]) => ({ ...gatewayCase(name, overrides), refused }));
}

/** Every value and choice of the chart `gateway`, with and without a revision. */
export function gatewayCases(): ParityCase[] {
  const singleCases = ['', 'canary'].flatMap((revision) => {
    const suffix = revision === '' ? '' : `, revision ${revision}`;
    const all: Readonly<Record<string, Difference>> = { default: {}, ...EVERY_VALUE };
    return Object.entries(all).map(([name, overrides]) =>
      gatewayCase(`${name}${suffix}`, revision === '' ? overrides : { ...overrides, revision }),
    );
  });
  return [...choiceCases(), ...singleCases, namedCase(), ...refusedCases()];
}
