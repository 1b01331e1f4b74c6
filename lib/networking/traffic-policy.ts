import type { Duration } from 'cdk8s';
import { isIpAddress } from '../admission/addresses';
import { isDnsName } from '../admission/hosts';
import { portProblems } from '../core/format';
import { LARGEST_UINT32, rangeProblems, wholeNumberProblems } from '../core/numbers';
import type { AtMostOneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import { sizeProblems } from '../core/sizes';
import { type ClientTls, clientTlsProblems } from './client-tls';
import { type ConnectionPool, connectionPoolProblems } from './connection-pool';
import { type LoadBalancer, loadBalancerProblems } from './load-balancer';
import { type OutlierDetection, outlierDetectionProblems } from './outlier-detection';

/** Settings of the traffic to a host, or to one port of it. */
interface PolicySettings {
  /** How a pod is picked. @default LEAST_REQUEST */
  readonly loadBalancer?: LoadBalancer;
  /** How many connections and requests one client opens. @default no limits */
  readonly connectionPool?: ConnectionPool;
  /** When a pod that fails is left out for a while. @default never */
  readonly outlierDetection?: OutlierDetection;
  /** How TLS is opened. @default by automatic mTLS: Istio's certificates for workloads of the mesh, else plain */
  readonly tls?: ClientTls;
}

/** Settings of one port of a host. They replace those of the host as a whole; what is not set here has its default. */
export interface PortTrafficPolicy extends PolicySettings {
  readonly port: {
    /** Number of the host's port. */
    readonly number: number;
  };
}

/** Most retries at a time, by the number of requests. */
export interface RetryBudget {
  /** Retries in percent of the requests that run or wait. @default 20 */
  readonly percent?: number;
  /** Retries that may always run. @default 3 */
  readonly minRetryConcurrency?: number;
  /** Time for which past requests count as well; 0 for those that run or wait alone. @default 0 */
  readonly budgetInterval?: Duration;
}

/** TCP that is carried inside HTTP, for `tcp` and `tls` routes. */
export interface Tunnel {
  /** HTTP method that opens the tunnel. @default CONNECT */
  readonly protocol?: 'CONNECT' | 'POST';
  /** DNS name or IP address at the far end. */
  readonly targetHost: string;
  /** Port at the far end. */
  readonly targetPort: number;
}

/** A line before the connection that names its client. */
export interface ProxyProtocol {
  /** V1 is text, V2 binary. @default V1 */
  readonly version?: 'V1' | 'V2';
}

/** Settings of the traffic to a host. At least one must be set. */
export type TrafficPolicy = PolicySettings & {
  /** Settings of single ports. @default none */
  readonly portLevelSettings?: readonly PortTrafficPolicy[];
  /** Most retries at a time, by the number of requests. @default by `connectionPool.http.maxRetries` */
  readonly retryBudget?: RetryBudget;
} & AtMostOneOf<{
    /** TCP that is carried inside HTTP. @default as it is */
    tunnel: Tunnel;
    /** A line before the connection that names its client. @default none */
    proxyProtocol: ProxyProtocol;
  }>;

const LONGEST_PORT_LIST = 4096;
const PORT_SETTINGS = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;
const SETTINGS = [...PORT_SETTINGS, 'portLevelSettings', 'retryBudget', 'tunnel', 'proxyProtocol'] as const;

function settingsProblems(field: string, settings: PolicySettings, namespace: string | undefined): Problem[] {
  return [
    ...loadBalancerProblems(`${field}.loadBalancer`, settings.loadBalancer),
    ...connectionPoolProblems(`${field}.connectionPool`, settings.connectionPool),
    ...outlierDetectionProblems(`${field}.outlierDetection`, settings.outlierDetection),
    ...clientTlsProblems(`${field}.tls`, settings.tls, namespace),
  ];
}

function nothingSet(field: string, settings: object, names: readonly string[]): Problem[] {
  if (Object.entries(settings).some(([name, value]) => names.includes(name) && value !== undefined)) return [];
  return [{ field, problem: 'sets nothing', got: settings, fix: `set one of ${names.join(', ')}, or leave it out` }];
}

function portPolicyProblems(field: string, policy: PortTrafficPolicy, namespace: string | undefined): Problem[] {
  return [
    ...portProblems(`${field}.port.number`, policy.port.number),
    ...nothingSet(field, policy, PORT_SETTINGS),
    ...settingsProblems(field, policy, namespace),
  ];
}

function retryBudgetProblems(field: string, budget: RetryBudget | undefined): Problem[] {
  return [
    ...rangeProblems(`${field}.percent`, budget?.percent, 0, 100),
    ...wholeNumberProblems(`${field}.minRetryConcurrency`, budget?.minRetryConcurrency, 0, LARGEST_UINT32),
  ];
}

function tunnelProblems(field: string, tunnel: Tunnel | undefined): Problem[] {
  if (tunnel === undefined) return [];
  const { targetHost, targetPort } = tunnel;
  const fix = 'use the full name of a host without *, or its address';
  return [
    ...(isDnsName(targetHost) || isIpAddress(targetHost)
      ? []
      : [{ field: `${field}.targetHost`, problem: 'is not a DNS name or IP address', got: targetHost, fix }]),
    ...portProblems(`${field}.targetPort`, targetPort),
  ];
}

/**
 * Problems of the traffic to a host.
 * @param namespace of the rule in which it stands
 */
export function trafficPolicyProblems(
  field: string,
  policy: TrafficPolicy | undefined,
  namespace: string | undefined,
): Problem[] {
  if (policy === undefined) return [];
  const ports = policy.portLevelSettings ?? [];
  return [
    ...nothingSet(field, policy, SETTINGS),
    ...settingsProblems(field, policy, namespace),
    ...sizeProblems(`${field}.portLevelSettings`, ports, LONGEST_PORT_LIST),
    ...ports.flatMap((port, i) => portPolicyProblems(`${field}.portLevelSettings[${i}]`, port, namespace)),
    ...retryBudgetProblems(`${field}.retryBudget`, policy.retryBudget),
    ...tunnelProblems(`${field}.tunnel`, policy.tunnel),
  ];
}
