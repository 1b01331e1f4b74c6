import { array, boolean, integer, record, uniqueArray } from 'fast-check';
import type { GatewayValues } from '../../lib/install/gateway';
import type { Overrides } from '../../lib/install/layering';
import {
  affinity,
  choices,
  dnsConfig,
  dnsPolicy,
  env,
  flag,
  labels,
  name,
  oneOf,
  pullPolicy,
  resources,
  revision,
  seconds,
  some,
  tolerations,
  volumeMounts,
  volumes,
} from './arbitraries';
import { gatewayCase } from './gateway';
import { randomChart } from './random';

type Difference = Overrides<GatewayValues>;
type Service = NonNullable<Difference['service']>;

const port = integer({ min: 1, max: 65_535 });

const onePort = record({ port, more: some({ targetPort: port, protocol: oneOf('TCP', 'UDP'), nodePort: port }) });

const ports = uniqueArray(onePort, {
  minLength: 1,
  maxLength: 3,
  selector: ({ port: number, more }) => `${number} ${more.protocol ?? 'TCP'}`,
}).map((list) => list.map(({ port: number, more }, i) => ({ name: `http-${i}`, port: number, ...more })));

const anyService = some<Service>({
  clusterIP: oneOf('', '10.0.0.9'),
  selectorLabels: labels,
  ports,
  annotations: labels,
  loadBalancerIP: oneOf('', '203.0.113.9'),
  internalTrafficPolicy: oneOf('', 'Cluster', 'Local'),
  externalIPs: array(oneOf('203.0.113.10', '203.0.113.11'), { maxLength: 2 }),
  ipFamilyPolicy: oneOf('', 'SingleStack', 'RequireDualStack'),
  ipFamilies: oneOf([], ['IPv6' as const], ['IPv4' as const, 'IPv6' as const]),
  allocateLoadBalancerNodePorts: boolean(),
  loadBalancerClass: oneOf('example.com/lb'),
});

/** Kinds of Service, with what only they take. */
const kind = oneOf<Service>(
  {},
  { type: 'None' },
  { type: 'ClusterIP' },
  { type: 'ClusterIP', clusterIP: 'None' },
  { type: 'NodePort', externalTrafficPolicy: 'Local' },
  { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'], externalTrafficPolicy: 'Cluster' },
  { externalTrafficPolicy: 'Local', healthCheckNodePort: 30_000 },
);

/** Nodes have no port for a Service that is inside alone. */
function inside({ ports: list, ...rest }: Service): Service {
  return { ...rest, ...(list !== undefined && { ports: list.map(({ nodePort: _, ...one }) => one) }) };
}

const service = record({ anyService, kind }).map((both): Service => {
  const all = { ...both.anyService, ...both.kind };
  return all.type === 'ClusterIP' ? inside(all) : all;
});

const identity = oneOf<Pick<Difference, 'rbac' | 'serviceAccount'>>(
  {},
  { rbac: { enabled: false } },
  { rbac: { enabled: false }, serviceAccount: { create: false } },
  { serviceAccount: { create: false, name: 'edge' } },
  { serviceAccount: { name: 'edge', annotations: { role: 'edge' } } },
);

const autoscaling = some<NonNullable<Difference['autoscaling']>>({
  enabled: flag,
  minReplicas: integer({ min: 1, max: 5 }),
  maxReplicas: integer({ min: 5, max: 9 }),
  targetCPUUtilizationPercentage: integer({ min: 0, max: 100 }),
  targetMemoryUtilizationPercentage: integer({ min: 0, max: 100 }),
  autoscaleBehavior: oneOf({}, { scaleDown: { stabilizationWindowSeconds: 60 } }),
});

const networkPort = record({ port, more: some({ targetPort: port, protocol: oneOf('TCP', 'UDP') }) }).map(
  ({ port: number, more }) => ({ port: number, ...more }),
);

const containers = array(oneOf({ name: 'a', image: 'a' }, { name: 'b', image: 'b', args: ['--x', '1'] }), { maxLength: 2 });

const values = some<Difference>({
  revision,
  ownerName: name,
  replicaCount: integer({ min: 0, max: 4 }),
  kind: oneOf('Deployment', 'DaemonSet'),
  podAnnotations: labels,
  securityContext: oneOf({}, { runAsUser: 1234 }),
  containerSecurityContext: oneOf({}, { runAsUser: 1234, privileged: false }),
  service,
  resources,
  autoscaling,
  env,
  envVarFrom: array(oneOf({ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }), { maxLength: 1 }),
  strategy: oneOf({}, { type: 'Recreate' }, { rollingUpdate: { maxSurge: '100%' } }),
  minReadySeconds: seconds,
  readinessProbe: oneOf({}, { httpGet: { path: '/healthz/ready', port: 15_021 } }),
  labels,
  annotations: labels,
  nodeSelector: labels,
  tolerations,
  topologySpreadConstraints: array(oneOf({ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' as const }), {
    maxLength: 1,
  }),
  affinity,
  networkGateway: oneOf('', 'network-1', '12'),
  networkGatewayPorts: some({
    'status-port': networkPort,
    tls: networkPort,
    'tls-istiod': networkPort,
    'tls-webhook': networkPort,
  }),
  imagePullPolicy: pullPolicy,
  imagePullSecrets: array(
    name.map((secret) => ({ name: secret })),
    { maxLength: 2 },
  ),
  podDisruptionBudget: oneOf({}, { minAvailable: 1 }, { maxUnavailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow' }),
  dnsPolicy,
  dnsConfig,
  terminationGracePeriodSeconds: seconds,
  volumes,
  volumeMounts,
  initContainers: containers,
  additionalContainers: containers,
  priorityClassName: name,
  lifecycle: oneOf({}, { preStop: { exec: { command: ['sleep', '5'] } } }),
  global: some({ networkPolicy: some({ enabled: flag }) }),
});

const selecting = some({ app: name, istio: name });

/** The chart `gateway` with random values. */
export const RANDOM_GATEWAY = randomChart(
  'gateway',
  some({ choices, identity, selecting, values }),
  (title, { choices: chosen, identity: account, selecting: selected, values: written }) => {
    const ownLabels =
      written?.labels === undefined && selected === undefined ? {} : { labels: { ...written?.labels, ...selected } };
    return gatewayCase(title, { ...written, ...account, ...ownLabels }, chosen);
  },
);
