import type { Knowledge } from '../from-schema';
import { PORTS, pool, REGEXES } from '../pool';
import { TARGET_VALUES } from './targets';

const LUA = {
  name: 'lua',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua', inlineCode: 'x' },
};

const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  LISTENER: [{ name: 'a' }, { per_connection_buffer_limit_bytes: 1 }],
  FILTER_CHAIN: [{ name: 'a' }],
  NETWORK_FILTER: [{ name: 'a' }],
  HTTP_FILTER: [LUA, { name: 'a' }],
  ROUTE_CONFIGURATION: [{ name: 'a' }],
  VIRTUAL_HOST: [{ name: 'a' }, { rate_limits: [] }],
  HTTP_ROUTE: [{ name: 'a' }, { route: { timeout: '1s' } }],
  CLUSTER: [{ name: 'a' }, { connect_timeout: '1s' }],
  EXTENSION_CONFIG: [LUA],
  BOOTSTRAP: [{}, { admin: {} }],
  LISTENER_FILTER: [{ name: 'a' }],
};

interface Patch {
  applyTo?: unknown;
  match?: Record<string, unknown> & { context?: unknown; listener?: unknown };
  patch?: { operation?: unknown; value?: unknown };
}

const CONTEXTS = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER', 'LISTENER_FILTER'];
const ROUTES = ['ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE'];

export const ENVOY_FILTER: Knowledge = {
  shapes: {
    '': [
      ['configPatches!', 'workloadSelector', 'priority'],
      ['configPatches!', 'targetRefs', 'priority'],
    ],
    'configPatches[]': [
      ['applyTo!', 'match!', 'patch!'],
      ['applyTo!', 'patch!'],
    ],
    patch: [['operation!', 'value!', 'filterClass']],
  },
  values: {
    ...TARGET_VALUES,
    portNumber: PORTS,
    'waypoint.portNumber': pool([80, 0, 65535], [65536]),
    'proxy.proxyVersion': REGEXES,
    'filter.name': pool(
      ['envoy.filters.network.http_connection_manager', 'a', 'envoy.http_connection_manager', 'envoy.filters.http.router'],
      [''],
    ),
    'subFilter.name': pool(['envoy.filters.http.router', 'a', 'envoy.router'], ['']),
    'patch.value': pool(VALUES.HTTP_FILTER ?? [], [{}, 'text', null, [], { foo: 1 }]),
    context: pool(['ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY'], ['WAYPOINT', '']),
  },
  mend(spec, random) {
    const { configPatches } = spec as { configPatches?: Patch[] };
    if (!Array.isArray(configPatches)) return;
    for (const patch of configPatches) {
      if (patch === null || typeof patch !== 'object' || !random.chance(0.9)) continue;
      if (patch.applyTo === 'INVALID') patch.applyTo = 'HTTP_FILTER';
      if (patch.patch !== null && typeof patch.patch === 'object') {
        if (patch.patch.operation === 'INVALID') patch.patch.operation = 'MERGE';
        const values = VALUES[String(patch.applyTo)];
        if (values !== undefined && patch.patch.value !== undefined && random.chance(0.95))
          patch.patch.value = random.pick(values);
      }
      const { match } = patch;
      if (match === null || typeof match !== 'object') continue;
      if (match.waypoint !== undefined) match.context = 'WAYPOINT';
      else if (match.context === 'WAYPOINT' && random.chance(0.5)) delete match.context;
      const wanted = CONTEXTS.includes(String(patch.applyTo))
        ? 'listener'
        : ROUTES.includes(String(patch.applyTo))
          ? 'routeConfiguration'
          : 'cluster';
      for (const other of ['listener', 'routeConfiguration', 'cluster']) {
        if (match[other] === undefined || other === wanted || !random.chance(0.9)) continue;
        delete match[other];
        match[wanted] ??= {};
      }
    }
  },
};
