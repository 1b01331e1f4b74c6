import type { Endpoint } from '../model/endpoint';
import type { Call, Called } from './call';
import type { Cluster, Clusters } from './cluster';
import { atLocality } from './locality-balance';
import type { OutcomeDestination, OutcomeEndpoint, OutcomeHash, OutcomeMirror } from './outcome';
import type { Mirror, Target } from './route';

/** What of an outcome is the same for all requests of a route. */
export interface Forwarding {
  readonly kind: 'route' | 'noCluster' | 'noEndpoints';
  readonly destinations: readonly OutcomeDestination[];
  readonly endpoints: readonly OutcomeEndpoint[];
  readonly mirrors: readonly OutcomeMirror[];
  readonly flags: readonly string[];
  readonly hash: OutcomeHash | undefined;
  /** Whether the address that was called decides about the endpoints. */
  readonly goesWhereCalled: boolean;
  readonly why: readonly string[];
}

type Failure = 'noCluster' | 'noEndpoints' | undefined;

/** The percentage that a weight is of all. */
function share(weight: number, sum: number): number {
  return sum === 0 ? 0 : (100 * weight) / sum;
}

function endpointsOf(cluster: Cluster, clusters: Clusters, called: Called): readonly OutcomeEndpoint[] {
  const { service, subset } = cluster;
  const shown = ({ name, workload, namespace, address, port, locality }: Endpoint): OutcomeEndpoint => ({
    service,
    subset,
    workload: workload === undefined ? '' : workload.name,
    namespace,
    ...(address === undefined ? (workload === undefined ? { address: name } : {}) : { address }),
    port,
    ...(locality === '' ? {} : { locality }),
  });
  if (!cluster.goesWhereCalled) {
    return atLocality(clusters.client, cluster).map(({ endpoint, priority, weight }) => ({
      ...shown(endpoint),
      ...(priority === undefined ? {} : { priority }),
      ...(weight === undefined ? {} : { weight }),
    }));
  }
  const { calledPort } = cluster;
  const known = called.endpoints();
  if (known.length > 0) return known.map((one) => shown(calledPort === undefined ? one : { ...one, port: calledPort }));
  if (called.address === undefined || called.service?.isHeadless === true) return [];
  return [{ service, subset, workload: '', namespace: '', address: called.address, port: calledPort ?? called.port }];
}

function failureOf(cluster: Cluster, endpoints: readonly OutcomeEndpoint[]): Failure {
  if (cluster.found === undefined) return 'noCluster';
  return endpoints.length === 0 && !cluster.goesWhereCalled ? 'noEndpoints' : undefined;
}

const FLAGS = { noCluster: 'NC', noEndpoints: 'UH' } as const;

/**
 * Where requests of a route go, from one proxy and for one address that was called.
 * @param why how they came to the route
 */
export function forwardingOf(
  { targets, mirrors, hash }: { targets: readonly Target[]; mirrors: readonly Mirror[]; hash: OutcomeHash | undefined },
  { clusters, called }: Call,
  why: readonly string[],
): Forwarding {
  const sum = targets.reduce((total, { weight }) => total + weight, 0);
  const parts = targets.map(({ cluster: name, weight }) => {
    const cluster = clusters.get(name);
    const endpoints = endpointsOf(cluster, clusters, called);
    return { cluster, endpoints, weight: share(weight, sum), fails: failureOf(cluster, endpoints) };
  });
  const failures = new Set(parts.map(({ fails }) => fails));
  const [failure] = failures;
  const kind = failures.size === 1 && failure !== undefined ? failure : 'route';
  return {
    kind,
    destinations: parts.map(({ cluster: { service, namespace, port, subset }, weight, fails }) => ({
      service,
      namespace,
      subset,
      port,
      weight,
      ...(fails === undefined || kind !== 'route' ? {} : { fails }),
    })),
    endpoints: parts.flatMap(({ endpoints }) => endpoints),
    mirrors: mirrors.map(({ cluster: { service, subset, port }, percentage }) => {
      const { namespace } = clusters.get({ service, subset, port });
      return { service, namespace, subset, port, percentage };
    }),
    flags: kind === 'route' ? [] : [FLAGS[kind]],
    hash,
    goesWhereCalled: parts.some(({ cluster }) => cluster.goesWhereCalled),
    why: [...why, ...new Set(parts.flatMap(({ cluster }) => cluster.why))],
  };
}
