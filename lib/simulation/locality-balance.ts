import type { TrafficPolicy } from '../model/destination-rules';
import type { Endpoint } from '../model/endpoint';
import { topologyLabels } from '../model/locality';
import { textOf } from '../model/mesh-object';
import type { SeenService } from '../model/seen-services';
import type { Client } from './client';
import type { Cluster } from './cluster';

/** An endpoint with what the place of the client makes of it. */
export interface PlacedEndpoint {
  readonly endpoint: Endpoint;
  readonly priority?: number;
  /** Share in percent. */
  readonly weight?: number;
}

type Balancer = NonNullable<TrafficPolicy['loadBalancer']>;
type Locality = NonNullable<Balancer['localityLbSetting']>;

/** How localities are told apart for one cluster. */
interface Setting {
  readonly locality: Locality;
  /** Whether others are used only when those before them fail, though nothing tells failing ones. */
  readonly isForced: boolean;
  /** Whether zones of one region are alike. */
  readonly byRegion: boolean;
}

const NETWORK = 'topology.istio.io/network';
const REGION = 'topology.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';
const NEAR = [NETWORK, REGION, ZONE];
const NEAREST = [...NEAR, 'topology.istio.io/subzone', 'kubernetes.io/hostname'];
const DISTRIBUTION = 'networking.istio.io/traffic-distribution';

/** Labels by which a service prefers endpoints that are near. */
function preferredBy({ object }: SeenService, { mesh }: Client): readonly string[] | undefined {
  const { trafficDistribution } = object.spec as { trafficDistribution?: unknown };
  const ofNamespace = mesh.namespace(object.namespace).object?.annotations[DISTRIBUTION];
  const said = textOf(trafficDistribution) ?? object.annotations[DISTRIBUTION] ?? ofNamespace;
  switch (said?.toLowerCase()) {
    case 'prefersamezone':
    case 'preferclose':
      return NEAR;
    case 'prefersamenode':
      return NEAREST;
    default:
      return undefined;
  }
}

type Zones = NonNullable<Balancer['zoneAwareLbSetting']>;

function zoned(zones: Zones): Setting | undefined {
  if (zones.enabled === false) return undefined;
  return { locality: { ...zones, distribute: undefined }, isForced: true, byRegion: true };
}

function settingFor(client: Client, service: SeenService, balancer: Balancer | undefined): Setting | undefined {
  const { zoneAwareLbSetting: zones, localityLbSetting: own } = balancer ?? {};
  if (zones !== undefined) return zoned(zones);
  if (own !== undefined) return own.enabled === false ? undefined : { locality: own, isForced: false, byRegion: false };
  const preferred = preferredBy(service, client);
  if (preferred !== undefined) return { locality: { failoverPriority: preferred }, isForced: true, byRegion: false };
  const { localityLbSetting, zoneAwareLbSetting } = client.mesh.settings;
  if (zoneAwareLbSetting !== undefined) return zoned(zoneAwareLbSetting as Zones);
  const ofMesh = localityLbSetting as Locality | undefined;
  return ofMesh?.enabled === false ? undefined : { locality: ofMesh ?? {}, isForced: false, byRegion: false };
}

const partsOf = (locality: string) => {
  const [region = '', zone = '', subzone = ''] = locality.split('/');
  return [region, zone, subzone] as const;
};

/** Whether a locality is one that a rule means, in which `*` and what is left out stand for any. */
function isMeant(locality: string, rule: string): boolean {
  const parts = partsOf(locality);
  return partsOf(rule).every((part, i) => part === '*' || (part === '' && i > 0) || part === parts[i]);
}

function distance(own: string, other: string): number {
  const [a, b] = [partsOf(own), partsOf(other)];
  const differs = a.findIndex((part, i) => part !== b[i]);
  return differs < 0 ? 0 : 3 - differs;
}

/** Priorities without gaps. */
function compact(endpoints: readonly { readonly endpoint: Endpoint; readonly rank: number }[]): PlacedEndpoint[] {
  const ranks = [...new Set(endpoints.map(({ rank }) => rank))].sort((a, b) => a - b);
  return endpoints.map(({ endpoint, rank }) => ({ endpoint, priority: ranks.indexOf(rank) }));
}

/** How far an endpoint is by the labels in order, of which the first one that differs counts. */
function rankByLabels(client: Client, endpoint: Endpoint, labels: readonly string[]): number {
  const own = { ...topologyLabels(client.locality), ...client.labels };
  const theirs = { ...topologyLabels(endpoint.locality), ...endpoint.labels };
  let behind = 0;
  for (const [i, label] of labels.entries()) {
    const [key = '', value] = label.split('=');
    if ((value ?? own[key]) === theirs[key]) continue;
    if (i > 0 || key !== NETWORK) return behind + labels.length - i;
    behind = labels.length;
  }
  return behind;
}

function rankByLocality(client: Client, endpoint: Endpoint, { locality: { failover = [] }, byRegion }: Setting): number {
  const apart = distance(client.locality, endpoint.locality);
  const [region] = partsOf(client.locality);
  if (apart < 3) return byRegion ? 0 : apart;
  const rule = failover.find(({ from }) => from === region);
  if (rule === undefined) return 3;
  return partsOf(endpoint.locality)[0] === rule.to ? (byRegion ? 2 : 3) : byRegion ? 3 : 4;
}

function prioritized(client: Client, endpoints: readonly Endpoint[], setting: Setting): readonly PlacedEndpoint[] {
  const { failoverPriority = [], failover = [] } = setting.locality;
  const byLabels = failoverPriority.length > 0 && Object.keys(client.labels).length > 0;
  const byPlace = failoverPriority.length === 0 || failover.length > 0 || setting.byRegion;
  const ranked = endpoints.map((endpoint) => ({
    endpoint,
    rank:
      5 * (byLabels ? rankByLabels(client, endpoint, failoverPriority) : 0) +
      (byPlace ? rankByLocality(client, endpoint, setting) : 0),
  }));
  return compact(ranked);
}

const sizeOf = ({ weight, workload }: Endpoint) => weight * (workload?.replicas ?? 1);
const sum = (endpoints: readonly Endpoint[]) => endpoints.reduce((total, one) => total + sizeOf(one), 0);

/** Endpoints of the localities to which requests of a client are shared out, each with its share. */
function distributed(client: Client, endpoints: readonly Endpoint[], setting: Setting): readonly PlacedEndpoint[] {
  const rule = (setting.locality.distribute ?? []).find(({ from = '' }) => isMeant(client.locality, from));
  if (rule === undefined) return endpoints.map((endpoint) => ({ endpoint }));
  const left = new Set(endpoints);
  const shares: { endpoint: Endpoint; share: number }[] = [];
  for (const [place, weight] of Object.entries(rule.to ?? {})) {
    const there = [...left].filter(({ locality }) => isMeant(locality, place));
    for (const endpoint of there) {
      left.delete(endpoint);
      shares.push({ endpoint, share: (weight * sizeOf(endpoint)) / sum(there) });
    }
  }
  const total = shares.reduce((all, { share }) => all + share, 0);
  return shares.map(({ endpoint, share }) => ({ endpoint, weight: (100 * share) / total }));
}

/** The endpoints of a cluster that a client uses, by where the client is. */
export function atLocality(client: Client, { endpoints, found, policy }: Cluster): readonly PlacedEndpoint[] {
  const setting = found === undefined ? undefined : settingFor(client, found, policy.loadBalancer);
  if (setting === undefined || endpoints.length === 0) return endpoints.map((endpoint) => ({ endpoint }));
  if (setting.locality.distribute !== undefined) return distributed(client, endpoints, setting);
  const outlierDetection = policy.outlierDetection ?? client.mesh.settings.defaultTrafficPolicy?.outlierDetection;
  const isTold = setting.isForced || outlierDetection !== undefined;
  return isTold ? prioritized(client, endpoints, setting) : endpoints.map((endpoint) => ({ endpoint }));
}
