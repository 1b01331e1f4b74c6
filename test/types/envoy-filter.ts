import type { EnvoyFilterProps } from '../../lib/networking/envoy-filter';
import type { ConfigPatch, EnvoyFilterObject } from '../../lib/networking/envoy-filter-patch';
import { PolicyTarget } from '../../lib/networking/policy-target';

// What must not compile. Nothing runs this file.

const manager = { name: 'envoy.filters.network.http_connection_manager' } as const;
const router = {
  listener: { filterChain: { filter: { ...manager, subFilter: { name: 'envoy.filters.http.router' } } } },
} as const;
const lua: EnvoyFilterObject = {
  name: 'lua',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua', inline_code: '' },
};
const add = { operation: 'INSERT_BEFORE', value: lua } as const;
const change = { operation: 'MERGE', value: {} } as const;
const remove = { operation: 'REMOVE' } as const;
const gateway = PolicyTarget.gateway({ name: 'web', metadata: {} });

export const patches: ConfigPatch[] = [
  { applyTo: 'HTTP_FILTER', match: { context: 'GATEWAY', ...router }, patch: add },
  { applyTo: 'HTTP_FILTER', match: router, patch: remove },
  {
    applyTo: 'CLUSTER',
    match: { cluster: { service: 'a.b' } },
    patch: { operation: 'ADD', value: { name: 'c', type: 'STATIC' } },
  },
  {
    applyTo: 'VIRTUAL_HOST',
    match: { context: 'GATEWAY', routeConfiguration: { gateway: 'a/b', vhost: { name: 'c' } } },
    patch: change,
  },
  { applyTo: 'LISTENER', patch: { operation: 'MERGE_AND_REPLACE_LIST', value: {} } },
  { applyTo: 'HTTP_ROUTE', match: { context: 'WAYPOINT', waypoint: {} }, patch: change },
  // @ts-expect-error nothing to apply it to
  { patch: change },
  // @ts-expect-error no such thing
  { applyTo: 'ENDPOINT', patch: change },
  // @ts-expect-error istiod does nothing about it
  { applyTo: 'BOOTSTRAP', patch: change },
  // @ts-expect-error listeners are no clusters
  { applyTo: 'LISTENER', match: { cluster: { service: 'a.b' } }, patch: change },
  // @ts-expect-error clusters are no routes
  { applyTo: 'CLUSTER', match: { routeConfiguration: { name: 'a' } }, patch: change },
  // @ts-expect-error HTTP filters are not among those of the chain
  { applyTo: 'NETWORK_FILTER', match: router, patch: change },
  // @ts-expect-error nothing looks at the filter
  { applyTo: 'LISTENER', match: { listener: { filterChain: { filter: manager } } }, patch: change },
  // @ts-expect-error the name of the filter is missing
  { applyTo: 'NETWORK_FILTER', match: { listener: { filterChain: { filter: {} } } }, patch: change },
  {
    applyTo: 'HTTP_FILTER',
    // @ts-expect-error only the manager has HTTP filters
    match: { listener: { filterChain: { filter: { name: 'tcp', subFilter: { name: 'a' } } } } },
    patch: change,
  },
  // @ts-expect-error removes nothing: no filter is named
  { applyTo: 'HTTP_FILTER', match: { listener: { filterChain: { filter: manager } } }, patch: remove },
  // @ts-expect-error replaces nothing: no filter is named
  { applyTo: 'NETWORK_FILTER', patch: { operation: 'REPLACE', value: lua } },
  // @ts-expect-error removes nothing: no filter is named
  { applyTo: 'LISTENER_FILTER', patch: remove },
  // @ts-expect-error istiod does nothing about it
  { applyTo: 'ROUTE_CONFIGURATION', patch: { operation: 'ADD', value: { name: 'a' } } },
  // @ts-expect-error istiod does nothing about it
  { applyTo: 'HTTP_ROUTE', patch: { operation: 'REPLACE', value: { match: {} } } },
  // @ts-expect-error istiod does nothing about it
  { applyTo: 'HTTP_FILTER', patch: { operation: 'MERGE_AND_REPLACE_LIST', value: lua } },
  // @ts-expect-error it would add
  { applyTo: 'CLUSTER', patch: { operation: 'INSERT_FIRST', value: { name: 'a' } } },
  // @ts-expect-error the value is missing
  { applyTo: 'CLUSTER', patch: { operation: 'MERGE' } },
  // @ts-expect-error a value that is not used
  { applyTo: 'CLUSTER', patch: { operation: 'REMOVE', value: { name: 'a' } } },
  // @ts-expect-error the settings do not say their type
  { applyTo: 'HTTP_FILTER', patch: { operation: 'ADD', value: { name: 'lua', typed_config: { inline_code: '' } } } },
  // @ts-expect-error a filter without settings
  { applyTo: 'HTTP_FILTER', patch: { operation: 'ADD', value: { name: 'envoy.filters.http.lua' } } },
  // @ts-expect-error no type of Envoy's
  { applyTo: 'HTTP_FILTER', patch: { operation: 'ADD', value: { name: 'lua', typed_config: { '@type': 'Lua' } } } },
  // @ts-expect-error a chain without filters is taken out at once
  { applyTo: 'FILTER_CHAIN', patch: { operation: 'ADD', value: { name: 'a' } } },
  // @ts-expect-error sidecars have no Gateways
  { applyTo: 'VIRTUAL_HOST', match: { context: 'SIDECAR_INBOUND', routeConfiguration: { gateway: 'a/b' } }, patch: change },
  // @ts-expect-error a name says all
  { applyTo: 'CLUSTER', match: { cluster: { name: 'PassthroughCluster', service: 'a.b' } }, patch: change },
  // @ts-expect-error waypoints have their own match
  { applyTo: 'HTTP_FILTER', match: { context: 'WAYPOINT', ...router }, patch: add },
];

const configPatches = [{ applyTo: 'CLUSTER', patch: change }] as const;

export const filters: EnvoyFilterProps[] = [
  { configPatches, priority: -10, workloadSelector: { labels: { app: 'a' } } },
  { configPatches, targetRefs: [gateway, { kind: 'Service', name: 'reviews' }] },
  // @ts-expect-error no patch
  { configPatches: [] },
  // @ts-expect-error workloads by label, or objects
  { configPatches, workloadSelector: { labels: {} }, targetRefs: [gateway] },
  // @ts-expect-error not of a group that policies can be for
  { configPatches, targetRefs: [{ kind: 'VirtualService', group: 'networking.istio.io', name: 'a' }] },
  // @ts-expect-error in the namespace of the EnvoyFilter alone
  { configPatches, targetRefs: [{ kind: 'Service', name: 'reviews', namespace: 'shop' }] },
  // @ts-expect-error no object
  { configPatches, targetRefs: [] },
];
