import { found } from '../found';
import { envoyFilter } from '../routing-manifests';

const LUA = 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua';

const patched = (patch: object) => envoyFilter('f', { configPatches: [{ applyTo: 'HTTP_FILTER', ...patch }] });
const adding = (value: object, rest: object = {}) => patched({ patch: { operation: 'INSERT_FIRST', value }, ...rest });
const typed = (config: object) => ({ name: 'a', typedConfig: { '@type': LUA, ...config } });
const matching = (filter: object, applyTo = 'HTTP_FILTER') =>
  patched({ applyTo, match: { listener: { filterChain: { filter } } }, patch: { operation: 'REMOVE' } });
const MANAGER = 'envoy.filters.network.http_connection_manager';

const warnings = (manifests: string) =>
  found(manifests, 'IST0133').filter((text) => !text.includes(': spec.configPatches changes what Istio makes'));

test.each([
  ['a selector that picks everything', envoyFilter('f', { workloadSelector: {} }), 'workloadSelector'],
  ['an extension without type', adding({ name: 'a' }), 'configPatches[0].patch.value'],
  ['an empty extension', adding({}), 'configPatches[0].patch.value'],
  ['a field that Envoy does not have', adding({ ...typed({}), names: 'b' }), 'configPatches[0].patch.value.names'],
  ['one within a type', adding(typed({ source: 'b' })), 'configPatches[0].patch.value.typedConfig.source'],
  [
    'one in a map of messages',
    adding(typed({ source_codes: { a: { inlineString: '', inline: '' } } })),
    'configPatches[0].patch.value.typedConfig.source_codes.a.inline',
  ],
  [
    'an old name',
    matching({ name: MANAGER, subFilter: { name: 'envoy.router' } }),
    'configPatches[0].match.listener.filterChain.filter.subFilter.name',
  ],
  ['a filter of a listener', matching({ name: MANAGER }, 'LISTENER'), 'configPatches[0].match.listener.filterChain.filter'],
  ['one without name', matching({}, 'FILTER_CHAIN'), 'configPatches[0].match.listener.filterChain.filter'],
  [
    'a long version',
    adding(typed({}), { match: { proxy: { proxyVersion: 'a'.repeat(1025) } } }),
    'configPatches[0].match.proxy.proxyVersion',
  ],
])('%s is warned of', (_, manifests, field) => {
  expect(warnings(manifests)).toEqual([expect.stringContaining(`: spec.${field} `)]);
});

test.each([
  ['an extension with a type', adding(typed({ defaultSourceCode: { inlineString: '' } }))],
  [
    'one with names of protobuf',
    adding({ name: 'a', typed_config: { '@type': LUA, default_source_code: { inline_string: '' } } }),
  ],
  ['one that is discovered', adding({ name: 'a', configDiscovery: { configSource: {}, typeUrls: [LUA] } })],
  ['an object that is no extension', patched({ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { name: 'a' } } })],
  ['a value that is refused', adding({ name: 1 })],
  ['a patch that is refused', patched({ match: { proxy: { proxyVersion: '(' } }, patch: { operation: 'ADD', value: {} } })],
  ['a waypoint', adding({}, { match: { context: 'WAYPOINT', waypoint: {} } })],
  ['names of today', matching({ name: MANAGER, subFilter: { name: 'envoy.filters.http.router' } })],
])('nothing is said of %s', (_, manifests) => {
  expect(warnings(manifests)).toEqual([]);
});
