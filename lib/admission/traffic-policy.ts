import type {
  DestinationRuleSpecTrafficPolicy,
  DestinationRuleSpecTrafficPolicyPortLevelSettings,
  DestinationRuleSpecTrafficPolicyTunnel,
} from '../../imports/networking.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { isIpAddress } from './addresses';
import { clientTlsProblems } from './client-tls';
import { connectionPoolProblems } from './connection-pool';
import { consistentHashNackProblems } from './consistent-hash';
import { anyDurationProblems } from './duration';
import { isDnsName } from './hosts';
import { loadBalancerProblems } from './load-balancer';
import { outlierDetectionProblems } from './outlier-detection';

type Policy = Wire<DestinationRuleSpecTrafficPolicy>;
type PortPolicy = Wire<DestinationRuleSpecTrafficPolicyPortLevelSettings>;
type Settings = Pick<Policy, 'loadBalancer' | 'connectionPool' | 'outlierDetection' | 'tls'>;

const PORT_SETTINGS = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;
const SETTINGS = [...PORT_SETTINGS, 'portLevelSettings', 'retryBudget', 'tunnel', 'proxyProtocol'] as const;

function settingsProblems(field: string, settings: Settings, namespace: string | undefined): Problem[] {
  return [
    ...loadBalancerProblems(`${field}.loadBalancer`, settings.loadBalancer),
    ...connectionPoolProblems(`${field}.connectionPool`, settings.connectionPool),
    ...outlierDetectionProblems(`${field}.outlierDetection`, settings.outlierDetection),
    ...clientTlsProblems(`${field}.tls`, settings.tls, namespace),
  ];
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function nothingSet<Name extends string>(
  field: string,
  settings: { readonly [N in Name]?: unknown },
  names: readonly Name[],
): Problem[] {
  if (names.some((name) => isSet(settings[name]))) return [];
  return [{ field, problem: 'sets nothing', got: settings, fix: `set one of ${names.join(', ')}, or leave it out` }];
}

function portPolicyProblems(field: string, policy: PortPolicy, namespace: string | undefined): Problem[] {
  return [
    ...(policy.port === undefined ? [{ field: `${field}.port`, problem: 'is missing', fix: 'give its number' }] : []),
    ...nothingSet(field, policy, PORT_SETTINGS),
    ...settingsProblems(field, policy, namespace),
  ];
}

function tunnelProblems(field: string, tunnel: Wire<DestinationRuleSpecTrafficPolicyTunnel>): Problem[] {
  const { protocol = '', targetHost, targetPort } = tunnel;
  const problems = portProblems(`${field}.targetPort`, targetPort);
  if (protocol !== '' && protocol !== 'CONNECT' && protocol !== 'POST') {
    const problem = 'is no method that opens a tunnel';
    problems.push({ field: `${field}.protocol`, problem, got: protocol, fix: 'use CONNECT or POST' });
  }
  if (!isDnsName(targetHost) && !isIpAddress(targetHost)) {
    const fix = 'use the full name of a host without *, or its address';
    problems.push({ field: `${field}.targetHost`, problem: 'is not a DNS name or IP address', got: targetHost, fix });
  }
  return problems;
}

/**
 * What Istio refuses in the traffic to a host.
 * @param namespace of the rule in which it stands
 */
export function trafficPolicyProblems(field: string, policy: Policy | undefined, namespace: string | undefined): Problem[] {
  if (policy === undefined) return [];
  const { portLevelSettings = [], retryBudget, tunnel, proxyProtocol } = policy;
  return [
    ...nothingSet(field, policy, SETTINGS),
    ...settingsProblems(field, policy, namespace),
    ...portLevelSettings.flatMap((port, i) => portPolicyProblems(`${field}.portLevelSettings[${i}]`, port, namespace)),
    ...anyDurationProblems(`${field}.retryBudget.budgetInterval`, retryBudget?.budgetInterval),
    ...(tunnel !== undefined && proxyProtocol !== undefined
      ? [{ field: `${field}.proxyProtocol`, problem: 'stands beside tunnel', fix: 'keep one of the two' }]
      : []),
    ...(tunnel === undefined ? [] : tunnelProblems(`${field}.tunnel`, tunnel)),
  ];
}

/** What only Envoy refuses in it. */
export function trafficPolicyNackProblems(field: string, { loadBalancer, portLevelSettings = [] }: Policy = {}): Problem[] {
  return [
    ...consistentHashNackProblems(`${field}.loadBalancer.consistentHash`, loadBalancer?.consistentHash),
    ...portLevelSettings.flatMap((port, i) =>
      consistentHashNackProblems(
        `${field}.portLevelSettings[${i}].loadBalancer.consistentHash`,
        port.loadBalancer?.consistentHash,
      ),
    ),
  ];
}
