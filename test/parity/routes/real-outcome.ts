import type { Observed } from './observe';
import type { FaultFilter, Fraction, ProxyResources, Route } from './resources';

/** The words of the simulator for what Envoy did. */
export type RealKind =
  | 'route'
  | 'redirect'
  | 'direct'
  | 'abort'
  | 'preflight'
  | 'notFound'
  | 'noCluster'
  | 'noEndpoints'
  | 'passthrough'
  | 'blackhole'
  | 'closed'
  | 'refused'
  | 'denied'
  | 'nack'
  | 'unknown';

/** Names of virtual hosts of istiod for what no other one is for. */
const BLOCKING = 'block_all';

/** With this begins what Envoy says of what a policy denied. */
const DENIAL = 'rbac_access_denied';
/** With this, what it says of a token that it does not take. */
const NO_TOKEN = 'jwt_authn_access_denied';

function kindOfBytes({ log, cluster, answer }: Observed): RealKind {
  // Without a line about a request, nothing came of the connection.
  if (log === undefined || log.of === 'connection') return 'closed';
  if (log.termination?.startsWith(DENIAL)) return 'denied';
  if (cluster === 'BlackHoleCluster') return 'blackhole';
  if (log.flags?.includes('UH')) return 'noEndpoints';
  if (log.flags?.includes('NC')) return 'noCluster';
  // What does not begin with a handshake is answered with an alert of TLS, or with nothing.
  if (answer === undefined || answer.body === '' || answer.body.charCodeAt(0) === 0x15) return 'closed';
  if (!answer.body.startsWith('stub ')) return 'unknown';
  return cluster === 'PassthroughCluster' ? 'passthrough' : 'route';
}

/** What Envoy did, in one word. */
export function kindOf(observed: Observed): RealKind {
  const { listener, rejected, answer, log, route, cluster, reached } = observed;
  if (rejected !== undefined) return 'nack';
  if (listener === undefined) return 'refused';
  if (answer?.status === undefined) return kindOfBytes(observed);
  if (log?.flags?.includes('FI')) return 'abort';
  if (observed.decision?.isDenied) return 'denied';
  if (reached !== undefined) return cluster === 'PassthroughCluster' ? 'passthrough' : 'route';
  switch (log?.details) {
    case 'route_not_found':
      return 'notFound';
    case 'cluster_not_found':
      return 'noCluster';
    case 'no_healthy_upstream':
      return 'noEndpoints';
    case 'direct_response':
      if (answer.headers.some(([name]) => name === 'location')) return 'redirect';
      return route?.host.name === BLOCKING ? 'blackhole' : 'direct';
    case 'path_normalization_failed':
    case 'query_missing_content_type':
    case 'http1.codec_error':
      return 'direct';
    case 'cors_response':
      return 'preflight';
  }
  return log?.details?.startsWith(DENIAL) || log?.details?.startsWith(NO_TOKEN) ? 'denied' : 'unknown';
}

/** A cluster of istiod in its parts: `outbound|<port>|<subset>|<host>`. */
export interface ClusterParts {
  readonly service: string;
  readonly subset: string;
  readonly port: number;
}

/** Undefined for a cluster that stands for no service. */
export function partsOf(cluster: string): ClusterParts | undefined {
  const [direction, port, subset = '', service = ''] = cluster.split('|');
  return direction === 'outbound' ? { service, subset, port: Number(port) } : undefined;
}

/** A place to which a route goes, with its share in percent. */
export interface Share {
  readonly cluster: string;
  readonly weight: number;
}

/** To which clusters something goes, and how much of it to each. */
export function sharesOf(to: Pick<NonNullable<Route['route']>, 'cluster' | 'weightedClusters'>): Share[] {
  const { cluster, weightedClusters } = to;
  if (weightedClusters === undefined) return cluster === undefined ? [] : [{ cluster, weight: 100 }];
  const { clusters } = weightedClusters;
  const sum = clusters.reduce((total, { weight = 0 }) => total + weight, 0);
  return clusters.map(({ name, weight = 0 }) => ({ cluster: name, weight: (weight * 100) / sum }));
}

/** Whether a cluster is there, and has endpoints. */
export function failureOf(cluster: string, { clusters, endpoints }: ProxyResources): 'noCluster' | 'noEndpoints' | undefined {
  const found = clusters.find(({ name }) => name === cluster);
  if (found === undefined) return 'noCluster';
  if (found.type === 'ORIGINAL_DST' || found['clusterType'] !== undefined) return undefined;
  const assigned = found.loadAssignment ?? endpoints.find(({ clusterName }) => clusterName === cluster);
  return (assigned?.endpoints ?? []).some(({ lbEndpoints = [] }) => lbEndpoints.length > 0) ? undefined : 'noEndpoints';
}

const WHOLE = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 } as const;

/** In percent. */
export function percentOf({ numerator = 0, denominator = 'HUNDRED' }: Fraction = {}): number {
  return (numerator * 100) / WHOLE[denominator];
}

const SECONDS = /^(\d+(?:\.\d+)?)s$/;

/** Milliseconds of a duration as JSON has it: `0.100s`. */
export function millisOf(duration: string): number {
  return Math.round(Number(SECONDS.exec(duration)?.[1] ?? Number.NaN) * 1000);
}

/** By their numbers. */
const GRPC_STATUSES = [
  ...['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED'],
  ...['RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE'],
  ...['DATA_LOSS', 'UNAUTHENTICATED'],
];

/** The faults of a route, as the simulator writes them. */
export function faultsOf(route: Route): object[] {
  const fault = route.typedPerFilterConfig?.['envoy.filters.http.fault'] as FaultFilter | undefined;
  const { delay, abort } = fault ?? {};
  return [
    ...(delay === undefined
      ? []
      : [{ type: 'delay', delayMs: millisOf(delay.fixedDelay), percentage: percentOf(delay.percentage) }]),
    ...(abort === undefined
      ? []
      : [
          {
            type: 'abort',
            ...(abort.httpStatus === undefined
              ? { grpcStatus: GRPC_STATUSES[abort.grpcStatus ?? 0] }
              : { status: abort.httpStatus }),
            percentage: percentOf(abort.percentage),
          },
        ]),
  ].filter(({ percentage }) => percentage > 0);
}
