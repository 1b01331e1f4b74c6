import { GATEWAY_DEFAULTS, type GatewayValues, gatewayManifests } from '../../lib/install/gateway';
import { layer, type Overrides } from '../../lib/install/layering';
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
  'no service account': { serviceAccount: { create: false } },
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

function gatewayCase(name: string, overrides: Overrides<GatewayValues>, profile?: string): ParityCase {
  return {
    chart: 'gateway',
    name,
    official: {
      chart: 'gateway',
      release: NAME,
      namespace: NAMESPACE,
      values: { ...overrides, ...(profile !== undefined && { profile }) },
    },
    ours: () => gatewayManifests({ name: NAME, namespace: NAMESPACE, values: layer<GatewayValues>(GATEWAY_DEFAULTS, overrides) }),
  };
}

/** Every value and profile of the chart `gateway`, with and without a revision. */
export function gatewayCases(): ParityCase[] {
  return ['', 'canary'].flatMap((revision) => {
    const suffix = revision === '' ? '' : `, revision ${revision}`;
    const withRevision = (overrides: Overrides<GatewayValues>) => (revision === '' ? overrides : { ...overrides, revision });
    return [
      gatewayCase(`default${suffix}`, withRevision({})),
      gatewayCase(`demo${suffix}`, withRevision({}), 'demo'),
      ...Object.entries(EVERY_VALUE).map(([name, overrides]) => gatewayCase(`${name}${suffix}`, withRevision(overrides))),
    ];
  });
}
