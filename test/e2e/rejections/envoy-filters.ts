import { rejected } from './rejection';

const value = { name: 'a', typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' } };
const patch = { operation: 'INSERT_FIRST', value };
const manager = 'envoy.filters.network.http_connection_manager';

const changed = (one: object) => ({ configPatches: [{ applyTo: 'HTTP_FILTER', patch, ...one }] });
const within = (filter: object) => changed({ match: { listener: { filterChain: { filter } } } });

export const ENVOY_FILTERS = rejected('EnvoyFilter', {
  'nothing that is patched': changed({ applyTo: 'INVALID' }),
  'an unknown place': changed({ applyTo: 'EVERYTHING' }),
  'no patch': changed({ patch: undefined }),
  'a patch without a value': changed({ patch: { operation: 'MERGE' } }),
  'a value of a type that istiod does not know': changed({
    patch: { operation: 'MERGE', value: { name: 'a', typed_config: { '@type': 'type.googleapis.com/envoy.unknown.v3.Router' } } },
  }),
  'a version that is no expression': changed({ match: { proxy: { proxyVersion: '^1.(31' } } }),
  'a filter matched by a cluster': changed({ match: { cluster: { service: 'reviews' } } }),
  'a filter within one that has none': within({ name: 'envoy.filters.network.tcp_proxy', subFilter: { name: 'a' } }),
  'a filter without a name': within({ name: manager, subFilter: {} }),
  'workloads and objects': {
    ...changed({}),
    workloadSelector: { labels: { app: 'a' } },
    targetRefs: [{ kind: 'Service', name: 'a' }],
  },
  'a label with a star': { ...changed({}), workloadSelector: { labels: { app: 'a*' } } },
});
