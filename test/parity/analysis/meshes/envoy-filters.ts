import type { Values } from '../../../../lib/core/schema/values';
import type { MeshMaker } from './mesh-maker';

const LUA = { '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua', defaultSourceCode: { inlineString: '' } };
const CHAINS = [
  { filter: { name: 'envoy.filters.network.http_connection_manager' } },
  { filter: { name: 'envoy.http_connection_manager' } },
  { filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'envoy.router' } } },
  { filter: {} },
];
const OPERATIONS = ['INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST', 'REPLACE', 'REMOVE', 'MERGE', 'ADD'];

function match(m: MeshMaker): Values | undefined {
  const proxy = m.slip(undefined, { proxyVersion: '^1\\.31.*' }, { metadata: { a: 'b' } });
  const filterChain = m.slip(CHAINS[0], ...CHAINS);
  return m.slip<Values | undefined>(
    { context: m.pick('SIDECAR_INBOUND', 'GATEWAY'), proxy, listener: { filterChain } },
    undefined,
    { proxy },
  );
}

function patch(m: MeshMaker): Values {
  const applyTo = m.slip(
    'HTTP_FILTER',
    'NETWORK_FILTER',
    'VIRTUAL_HOST',
    'ROUTE_CONFIGURATION',
    'HTTP_ROUTE',
    'CLUSTER',
    'LISTENER',
  );
  const operation = m.slip(m.pick('INSERT_FIRST', 'MERGE', 'ADD'), ...OPERATIONS);
  const named = { name: m.pick('a.lua', 'b.lua'), typedConfig: LUA };
  const value =
    operation === 'REMOVE'
      ? m.slip(undefined, named)
      : m.pick<Values>(
          named,
          named,
          m.slip<Values>(
            { typedConfig: LUA },
            { name: 'a.lua' },
            { ...named, nmae: 'a' },
            { typed_config: { ...LUA, extra: 1 } },
          ),
        );
  return {
    applyTo,
    match: match(m),
    patch: m.slip<Values | undefined>({ operation, value }, { operation }, undefined, { value }),
  };
}

/** Patches of the configuration of Envoy. */
export function makeEnvoyFilters(m: MeshMaker): void {
  if (!m.chance(0.35)) return;
  m.several(1, 2, () => {
    const namespace = m.pick(m.namespace(), 'istio-system');
    m.addIstio('networking', 'EnvoyFilter', m.name('ef'), namespace, {
      workloadSelector: m.sometimes(0.3, () => m.slip<Values>({ labels: m.selector(namespace) }, {}, { labels: { app: '*' } })),
      priority: m.slip(m.pick(undefined, 10), 0, -5),
      configPatches: m.several(1, 3, () => patch(m)),
    });
  });
}
