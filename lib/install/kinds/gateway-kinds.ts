import type { GatewayServicePort, GatewayValues } from '../gateway';
import {
  ANY_MAP,
  type Beside,
  BOOLEAN,
  type FieldsOf,
  fields,
  listOf,
  NUMBER,
  NUMBER_OR_TEXT,
  oneOf,
  TEXT,
  TEXT_MAP,
  TEXTS,
} from './kind';
import {
  AFFINITY,
  DNS_POLICY,
  ENV_VARS,
  ENVIRONMENT,
  IP_FAMILY,
  IP_FAMILY_POLICY_OR_NONE,
  PASSED_THROUGH,
  PULL_POLICY,
  RESOURCES,
  SCALING_BEHAVIOR,
  SPREAD_CONSTRAINTS,
  TOLERATIONS,
} from './kubernetes-kinds';

const PROTOCOL = oneOf({ TCP: true, UDP: true });

const PORT: FieldsOf<GatewayServicePort> = {
  name: TEXT,
  port: NUMBER,
  protocol: PROTOCOL,
  targetPort: NUMBER_OR_TEXT,
  nodePort: NUMBER,
  appProtocol: TEXT,
};

const NETWORK_PORT = { targetPort: NUMBER, protocol: PROTOCOL };

const TRAFFIC_POLICY = oneOf({ Cluster: true, Local: true, '': true });

/** What the defaults of the chart `gateway` do not show of its values. */
export const GATEWAY_BESIDE: Beside<GatewayValues> = {
  replicaCount: NUMBER,
  kind: oneOf({ Deployment: true, DaemonSet: true }),
  serviceAccount: { annotations: TEXT_MAP },
  podAnnotations: TEXT_MAP,
  securityContext: ANY_MAP,
  containerSecurityContext: ANY_MAP,
  service: {
    type: oneOf({ LoadBalancer: true, NodePort: true, ClusterIP: true, None: true }),
    selectorLabels: TEXT_MAP,
    ports: listOf(fields(PORT)),
    annotations: TEXT_MAP,
    loadBalancerSourceRanges: TEXTS,
    externalTrafficPolicy: TRAFFIC_POLICY,
    internalTrafficPolicy: TRAFFIC_POLICY,
    healthCheckNodePort: NUMBER,
    externalIPs: TEXTS,
    ipFamilyPolicy: IP_FAMILY_POLICY_OR_NONE,
    ipFamilies: listOf(IP_FAMILY),
    allocateLoadBalancerNodePorts: BOOLEAN,
    loadBalancerClass: TEXT,
  },
  resources: RESOURCES,
  autoscaling: {
    targetCPUUtilizationPercentage: NUMBER,
    targetMemoryUtilizationPercentage: NUMBER,
    autoscaleBehavior: SCALING_BEHAVIOR,
  },
  env: ENVIRONMENT,
  envVarFrom: ENV_VARS,
  strategy: ANY_MAP,
  minReadySeconds: NUMBER,
  readinessProbe: ANY_MAP,
  labels: TEXT_MAP,
  annotations: TEXT_MAP,
  nodeSelector: TEXT_MAP,
  tolerations: TOLERATIONS,
  topologySpreadConstraints: SPREAD_CONSTRAINTS,
  affinity: AFFINITY,
  networkGatewayPorts: {
    'status-port': NETWORK_PORT,
    tls: NETWORK_PORT,
    'tls-istiod': NETWORK_PORT,
    'tls-webhook': NETWORK_PORT,
  },
  imagePullPolicy: PULL_POLICY,
  imagePullSecrets: listOf(fields({ name: TEXT })),
  podDisruptionBudget: ANY_MAP,
  dnsPolicy: DNS_POLICY,
  dnsConfig: ANY_MAP,
  volumes: PASSED_THROUGH,
  volumeMounts: PASSED_THROUGH,
  initContainers: PASSED_THROUGH,
  additionalContainers: PASSED_THROUGH,
  lifecycle: ANY_MAP,
};
