import { picks } from '../core/labels';
import { type DestinationRule, destinationRuleFor, type TrafficPolicy, trafficPolicyOf } from '../model/destination-rules';
import { type Endpoint, endpointsOf } from '../model/endpoint';
import { topologyLabels } from '../model/locality';
import type { SeenService } from '../model/seen-services';
import type { Service } from '../model/service';
import type { Destination } from '../model/virtual-service';
import type { Client } from './client';
import type { Forwarding } from './forwarding';
import { describeObject, describePlace } from './place';
import type { Forward } from './route';

/** What a route sends to: a service, one of its ports and perhaps a subset, whether they are there or not. */
export interface ClusterName {
  readonly service: string;
  readonly port: number;
  /** Empty for all of the service. */
  readonly subset: string;
  /** Why it can be no service at all, where its name is empty. */
  readonly nowhere?: string;
}

/** What a proxy has under such a name. */
export interface Cluster extends ClusterName {
  /** Namespace of the service; empty for one that the proxy does not know. */
  readonly namespace: string;
  /** Undefined where the proxy has nothing of this name: requests to it fail. */
  readonly found: SeenService | undefined;
  /** Whether requests go to the address that the client called, whatever the endpoints. */
  readonly goesWhereCalled: boolean;
  /** Port in the place of the one that the client called, where requests go there. */
  readonly calledPort: number | undefined;
  readonly endpoints: readonly Endpoint[];
  readonly policy: TrafficPolicy;
  readonly why: readonly string[];
}

/**
 * The cluster that istiod names for a destination.
 * @param service that the proxy finds by the host of the destination; perhaps with the ports of one listener alone
 * @param listenPort port for which the routes are
 */
export function clusterNameOf(
  { host, port, subset = '', nowhere }: Destination,
  service: Service | undefined,
  listenPort: number,
): ClusterName {
  const [only, ...more] = service?.ports ?? [];
  const number = port !== undefined ? (port.number ?? 0) : only !== undefined && more.length === 0 ? only.number : listenPort;
  return { service: service?.externalName ?? host, port: number, subset, ...(nowhere !== undefined && { nowhere }) };
}

function subsetEndpoints(rule: DestinationRule | undefined, subset: string, endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const labels = rule?.subsets.find(({ name }) => name === subset)?.labels;
  if (labels === undefined) return endpoints;
  return endpoints.filter((one) => picks(labels, { ...topologyLabels(one.locality), ...one.labels }));
}

const UNKNOWN = { goesWhereCalled: false, calledPort: undefined, endpoints: [], policy: {}, found: undefined };

function whyMissing({ service, port, subset, nowhere }: ClusterName, known: SeenService | undefined, { name }: Client): string {
  if (nowhere !== undefined) return nowhere;
  if (known === undefined) return `${name} knows no service ${service}`;
  if (!known.ports.some(({ number }) => number === port))
    return `${describeObject(known.object)} has no port ${port} for ${name}`;
  return `no DestinationRule that ${name} uses has a subset ${subset} of ${service}`;
}

function whyRule(rule: DestinationRule | undefined, subset: string): string[] {
  const found = rule?.subsets.find(({ name }) => name === subset);
  if (found !== undefined) return [describePlace(found)];
  return (rule?.objects ?? []).map(describeObject);
}

function goesWhereCalled({ kind }: Client, { resolution, isHeadless }: Service, policy: TrafficPolicy): boolean {
  if (kind === 'gateway') return false;
  return isHeadless || resolution === 'none' || policy.loadBalancer?.simple === 'PASSTHROUGH';
}

/** The clusters of one proxy, each found out when it is first asked for. */
export class Clusters {
  readonly #known = new Map<string, Cluster>();
  /** Where routes go by way of these clusters, found out once. */
  readonly forwardings = new Map<Forward, Forwarding>();

  constructor(readonly client: Client) {}

  get(name: ClusterName): Cluster {
    const key = `${name.port}|${name.subset}|${name.service}|${name.nowhere}`;
    const known = this.#known.get(key) ?? this.#find(name);
    this.#known.set(key, known);
    return known;
  }

  /** The DestinationRule that the proxy uses for a service. */
  ruleFor(service: Service): DestinationRule | undefined {
    const { mesh, namespace, labels } = this.client;
    return destinationRuleFor(mesh, namespace, labels, service);
  }

  #find(name: ClusterName): Cluster {
    const known = this.client.scope.services.get(name.service);
    const port = known?.ports.find(({ number }) => number === name.port);
    const namespace = known?.namespace ?? '';
    const missing = { ...name, ...UNKNOWN, namespace, why: [whyMissing(name, known, this.client)] };
    if (known === undefined || port === undefined || known.resolution === 'alias' || port.protocol === 'UDP') return missing;
    const rule = this.ruleFor(known);
    if (name.subset !== '' && !rule?.subsets.some((subset) => subset.name === name.subset)) return missing;
    const endpoints = subsetEndpoints(rule, name.subset, endpointsOf(this.client.mesh, known, name.port));
    if (known.resolution === 'dns' && endpoints.length === 0) return missing;
    const policy = trafficPolicyOf(rule, name.subset, name.port);
    const target = typeof port.targetPort === 'number' && !known.isKubernetes ? port.targetPort : undefined;
    return {
      ...name,
      namespace,
      found: known,
      goesWhereCalled: goesWhereCalled(this.client, known, policy),
      calledPort: known.resolution === 'none' ? target : undefined,
      endpoints,
      policy,
      why: [describeObject(known.object), ...whyRule(rule, name.subset)],
    };
  }
}
