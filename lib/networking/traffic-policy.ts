import type { Duration } from 'cdk8s';
import type { AtMostOneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import type { ClientTls } from './client-tls';
import type { ConnectionPool } from './connection-pool';
import type { LoadBalancer } from './load-balancer';
import { knownPortProblems } from './named-port';
import type { OutlierDetection } from './outlier-detection';
import { secretName, secretProblems } from './secret-reference';
import type { ServiceHost } from './service-host';

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

function settingsFields<Settings extends PolicySettings>(settings: Settings) {
  const { tls } = settings;
  return { ...settings, tls: tls && { ...tls, credentialName: secretName(tls.credentialName) } };
}

/** A policy with Secrets by their names. */
export function trafficPolicyFields(policy: TrafficPolicy | undefined): object | undefined {
  if (policy === undefined) return undefined;
  return { ...settingsFields(policy), portLevelSettings: policy.portLevelSettings?.map(settingsFields) };
}

/** Secrets that the clients of a rule cannot read. */
export function clientSecretProblems(field: string, policy: TrafficPolicy | undefined, namespace: string | undefined): Problem[] {
  const places = [
    { place: field, tls: policy?.tls },
    ...(policy?.portLevelSettings ?? []).map(({ tls }, i) => ({ place: `${field}.portLevelSettings[${i}]`, tls })),
  ];
  return places.flatMap(({ place, tls }) =>
    secretProblems(`${place}.tls.credentialName`, tls?.credentialName, namespace, 'the workloads that are selected'),
  );
}

/** Ports of a policy that the host does not have. */
export function policyPortProblems(field: string, policy: TrafficPolicy | undefined, host: ServiceHost): Problem[] {
  return (policy?.portLevelSettings ?? []).flatMap(({ port }, i) =>
    knownPortProblems(`${field}.portLevelSettings[${i}].port.number`, port?.number, host.ports),
  );
}
