import type { Problem } from '../../../core/problem';
import { isTree } from '../../../core/tree';

interface OldType {
  readonly keys: RegExp;
  readonly fits: (value: unknown) => boolean;
  readonly name: string;
}

const oneOf = (keys: RegExp, ...values: readonly string[]): OldType => ({
  keys,
  fits: (value) => values.includes(String(value)),
  name: `one of ${values.join(', ')}`,
});

/** What the old chart takes, by the end of the key, where a program must be written with it. */
const TYPES: readonly OldType[] = [
  {
    keys: /\.(enabled|persist|createDemoSecret|privileged|enableCoreDump|enableTracing|enableNamespacesByDefault)$/,
    fits: (value) => typeof value === 'boolean',
    name: 'true or false',
  },
  {
    keys: /\.(replicaCount|autoscaleM(in|ax)|targetAverageUtilization|traceSampling|max_traces|statusPort|concurrency|readiness\w+)$/,
    fits: (value) => typeof value === 'number' && value >= 0,
    name: 'a number',
  },
  {
    keys: /\.(hosts|ports|tls|imagePullSecrets|loadBalancerSourceRanges|externalIPs)$/,
    fits: Array.isArray,
    name: 'a list',
  },
  { keys: /\.(resources|defaultResources|nodeSelector|\w*[aA]nnotations)$/, fits: isTree, name: 'a map' },
  oneOf(/^gateways\..*gateway\.type$/, 'ClusterIP', 'NodePort', 'LoadBalancer'),
  oneOf(/\.externalTrafficPolicy$/, 'Cluster', 'Local'),
  oneOf(/^global\.outboundTrafficPolicy\.mode$/, 'ALLOW_ANY', 'REGISTRY_ONLY'),
  oneOf(/\.accessLogEncoding$/, 'TEXT', 'JSON'),
  oneOf(/^global\.imagePullPolicy$/, 'Always', 'IfNotPresent', 'Never'),
  oneOf(/\.autoInject$/, 'enabled', 'disabled'),
  {
    keys: /\.(storageClassName|accessLogFile|accessLogFormat|trustDomain|loadBalancerIP|priorityClassName|k8sIngressSelector|namespace)$/,
    fits: (value) => typeof value === 'string',
    name: 'text',
  },
  {
    keys: /\.contextPath$/,
    fits: (value) => typeof value === 'string' && value.startsWith('/'),
    name: 'a path that begins with /',
  },
];

/** Problems of a value of the old chart; an empty one is none. */
export function typeProblems(key: string, value: unknown): Problem[] {
  if (value === null || value === '') return [];
  const type = TYPES.find(({ keys }) => keys.test(key));
  if (type === undefined || type.fits(value)) return [];
  return [{ field: key, problem: `is not ${type.name}`, got: value, fix: `write ${type.name}, or leave it out` }];
}
