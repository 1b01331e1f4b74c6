import { EnvoyFilter, type EnvoyFilterProps } from '../../lib/networking/envoy-filter';
import type { ConfigPatch } from '../../lib/networking/envoy-filter-patch';
import { PolicyTarget } from '../../lib/networking/policy-target';
import { ServiceEntry } from '../../lib/networking/service-entry';
import { Workload } from '../../lib/networking/workload';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const filter = (props: EnvoyFilterProps) => new EnvoyFilter(testChart('shop'), 'filter', props);
const rendered = (props: EnvoyFilterProps) => specOf(filter(props), 'EnvoyFilter', 'filter');

const MANAGER = 'envoy.filters.network.http_connection_manager';

test('one patch', () => {
  expect(
    manifestOf(filter({ configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'REMOVE' } }] }), 'EnvoyFilter', 'filter'),
  ).toEqual({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'filter', namespace: 'shop' },
    spec: { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'REMOVE' } }] },
  });
});

test('every prop', () => {
  const name = { name: 'a' };
  const settings = {
    name: 'lua',
    typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua' },
  } as const;
  const proxy = { proxyVersion: '^1\\.31.*', metadata: { TEAM: 'shop' } };
  const filterChain = {
    name: 'chain',
    sni: 'a.example.com',
    transportProtocol: 'tls',
    applicationProtocols: 'h2,http/1.1',
    destinationPort: 443,
    filter: { name: MANAGER, subFilter: { name: 'envoy.filters.http.router' } },
  } as const;
  const configPatches = [
    {
      applyTo: 'HTTP_FILTER',
      match: { context: 'SIDECAR_INBOUND', proxy, listener: { name: 'virtualInbound', portNumber: 0, filterChain } },
      patch: { operation: 'INSERT_FIRST', value: settings, filterClass: 'AUTHN' },
    },
    {
      applyTo: 'LISTENER_FILTER',
      match: { listener: { listenerFilter: 'envoy.filters.listener.tls_inspector' } },
      patch: { operation: 'REMOVE' },
    },
    {
      applyTo: 'HTTP_ROUTE',
      match: {
        context: 'GATEWAY',
        routeConfiguration: {
          name: 'https.443',
          portNumber: 443,
          portName: 'https',
          gateway: 'shop/web',
          vhost: { name: 'a', domainName: 'a.example.com', route: { name: 'r', action: 'REDIRECT' } },
        },
      },
      patch: { operation: 'MERGE_AND_REPLACE_LIST', value: { route: { timeout: '0s', retries: {} } } },
    },
    {
      applyTo: 'CLUSTER',
      match: { cluster: { service: 'a.example.com', portNumber: 80, subset: 'v1' } },
      patch: { operation: 'MERGE', value: {} },
    },
    { applyTo: 'CLUSTER', match: { cluster: { name: 'PassthroughCluster' } }, patch: { operation: 'REMOVE' } },
    {
      applyTo: 'HTTP_FILTER',
      match: { context: 'WAYPOINT', waypoint: { portNumber: 80, filter: { ...name, subFilter: name }, route: name } },
      patch: { operation: 'REPLACE', value: {} },
    },
  ] as const satisfies readonly ConfigPatch[];
  const props: EnvoyFilterProps = {
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    workloadSelector: { labels: { app: 'db' } },
    configPatches,
    priority: -10,
  };
  expect(manifestOf(filter(props), 'EnvoyFilter', 'all')).toEqual({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    spec: {
      workloadSelector: { labels: { app: 'db' } },
      configPatches: JSON.parse(JSON.stringify(configPatches)),
      priority: -10,
    },
  });
});

test('workloads and objects by reference', () => {
  const chart = testChart('shop');
  const configPatches = [{ applyTo: 'LISTENER', patch: { operation: 'MERGE', value: {} } }] as const;
  const entry = new ServiceEntry(chart, 'db', { hosts: ['db.example.com'] });
  new EnvoyFilter(chart, 'targets', {
    configPatches,
    targetRefs: [
      PolicyTarget.service({ name: 'cart', metadata: { namespace: 'shop' } }),
      PolicyTarget.serviceEntry(entry),
      PolicyTarget.gateway({ name: 'web', metadata: {} }),
      PolicyTarget.gatewayClass('istio-waypoint'),
    ],
  });
  new EnvoyFilter(chart, 'workload', { configPatches, workloadSelector: Workload.unchecked({ app: 'cart' }) });
  expect(specOf(chart, 'EnvoyFilter', 'targets')).toEqual({
    configPatches,
    targetRefs: [
      { group: '', kind: 'Service', name: 'cart' },
      { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'db' },
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' },
      { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' },
    ],
  });
  expect(specOf(chart, 'EnvoyFilter', 'workload')).toEqual({ configPatches, workloadSelector: { labels: { app: 'cart' } } });
});

test('a rate limit at the gateway, as in Istio’s bookinfo', () => {
  const cluster = 'ratelimit.default.svc.cluster.local';
  const spec = rendered({
    workloadSelector: { labels: { istio: 'ingressgateway' } },
    configPatches: [
      {
        applyTo: 'HTTP_FILTER',
        match: {
          context: 'GATEWAY',
          listener: { filterChain: { filter: { name: MANAGER, subFilter: { name: 'envoy.filters.http.router' } } } },
        },
        patch: {
          operation: 'INSERT_BEFORE',
          value: {
            name: 'envoy.ratelimit',
            typed_config: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit',
              domain: 'productpage-ratelimit',
              failure_mode_deny: true,
              rate_limit_service: { grpc_service: { envoy_grpc: { cluster_name: 'rate_limit_cluster' } } },
              timeout: '10s',
            },
          },
        },
      },
      {
        applyTo: 'CLUSTER',
        match: { cluster: { service: cluster } },
        patch: { operation: 'ADD', value: { name: 'rate_limit_cluster', type: 'STRICT_DNS', connect_timeout: '10s' } },
      },
      {
        applyTo: 'VIRTUAL_HOST',
        match: { context: 'GATEWAY', routeConfiguration: { vhost: { name: '', route: { action: 'ANY' } } } },
        patch: {
          operation: 'MERGE',
          value: { rate_limits: [{ actions: [{ request_headers: { header_name: ':path', descriptor_key: 'PATH' } }] }] },
        },
      },
    ],
  });
  expect(spec).toMatchObject({
    workloadSelector: { labels: { istio: 'ingressgateway' } },
    configPatches: [
      { applyTo: 'HTTP_FILTER', patch: { operation: 'INSERT_BEFORE', value: { typed_config: { failure_mode_deny: true } } } },
      { applyTo: 'CLUSTER', match: { cluster: { service: cluster } } },
      { applyTo: 'VIRTUAL_HOST', match: { routeConfiguration: { vhost: { name: '', route: { action: 'ANY' } } } } },
    ],
  });
});

describe('fails when', () => {
  const remove = { operation: 'REMOVE' };
  const patches = (...configPatches: object[]) => ({ configPatches }) as unknown as EnvoyFilterProps;
  const chain = (filterChain: object) => ({ listener: { filterChain } });
  const FILTER = 'configPatches[0].match.listener.filterChain.filter';
  const NAMED = 'name the filter, or leave out the match';

  test.each<[string, EnvoyFilterProps, ...string[]]>([
    [
      'workloads are selected by a wildcard',
      { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'REMOVE' } }], workloadSelector: { labels: { app: '*' } } },
      'workloadSelector.labels has a *, which picks nothing, got "app=*"; write the whole key and the whole value',
    ],
    [
      'it is for workloads and for objects, of another namespace',
      {
        ...patches(),
        workloadSelector: { labels: {} },
        targetRefs: [{ kind: 'Service', name: 'a', namespace: 'b' }],
      } as unknown as EnvoyFilterProps,
      'targetRefs is set beside workloadSelector; keep one of the two',
      'targetRefs[0].namespace is set, and a policy is for objects of its own namespace alone, got "b"; ' +
        'remove it, and put the policy in that namespace',
    ],
    [
      'something is missing',
      patches(
        { patch: remove },
        { applyTo: 'INVALID', patch: remove },
        { applyTo: 'CLUSTER' },
        { applyTo: 'CLUSTER', patch: {} },
        { applyTo: 'CLUSTER', patch: { operation: 'ADD' } },
      ),
      'configPatches[0].applyTo is missing; say what is patched',
      'configPatches[1].applyTo is missing; say what is patched',
      'configPatches[2].patch is missing; say what is done',
      'configPatches[3].patch.operation is missing; say what is done',
      'configPatches[4].patch.value is missing, which ADD needs; give the object, or REMOVE',
    ],
    [
      'versions are matched by no expression',
      patches({ applyTo: 'CLUSTER', match: { proxy: { proxyVersion: '(' } }, patch: remove }),
      'configPatches[0].match.proxy.proxyVersion is not an expression of RE2, got "("; ' +
        'write it as in https://github.com/google/re2/wiki/Syntax (error parsing regexp: missing closing ): `(`)',
    ],
    [
      'one thing is patched and another matched',
      patches(
        { applyTo: 'FILTER_CHAIN', match: { cluster: {} }, patch: remove },
        { applyTo: 'VIRTUAL_HOST', match: { listener: {} }, patch: remove },
        { applyTo: 'CLUSTER', match: { routeConfiguration: {} }, patch: remove },
      ),
      'configPatches[0].match.cluster does not go with FILTER_CHAIN, got {}; match by listener',
      'configPatches[1].match.listener does not go with VIRTUAL_HOST, got {}; match by routeConfiguration',
      'configPatches[2].match.routeConfiguration does not go with CLUSTER, got {}; match by cluster',
    ],
    [
      'a filter has no name',
      patches({ applyTo: 'NETWORK_FILTER', match: chain({ filter: {} }), patch: remove }),
      `${FILTER}.name is missing; ${NAMED}`,
    ],
    [
      'a filter in a filter is matched for a connection',
      patches({ applyTo: 'NETWORK_FILTER', match: chain({ filter: { name: MANAGER, subFilter: {} } }), patch: remove }),
      `${FILTER}.subFilter does not go with NETWORK_FILTER, got {}; use HTTP_FILTER`,
    ],
    [
      'a filter has no filters in it',
      patches({ applyTo: 'HTTP_FILTER', match: chain({ filter: { name: 'tcp', subFilter: { name: 'a' } } }), patch: remove }),
      `${FILTER}.name is a filter without HTTP filters in it, got "tcp"; use ${MANAGER}`,
    ],
    [
      'a filter in a filter has no name',
      patches({ applyTo: 'HTTP_FILTER', match: chain({ filter: { name: MANAGER, subFilter: {} } }), patch: remove }),
      `${FILTER}.subFilter.name is missing; ${NAMED}`,
    ],
    [
      'waypoints are matched in other proxies, and the other way round',
      patches(
        { applyTo: 'CLUSTER', match: { waypoint: { portNumber: 0 } }, patch: remove },
        { applyTo: 'CLUSTER', match: { context: 'WAYPOINT' }, patch: remove },
      ),
      'configPatches[0].match.waypoint does not go with ANY, got {"portNumber":0}; use WAYPOINT',
      'configPatches[0].match.waypoint.portNumber must be a port number, got 0; use a whole number between 1 and 65535',
      'configPatches[1].match.waypoint is missing, which WAYPOINT needs; use {} for all of them',
    ],
  ])('%s', (_, props, ...messages) => {
    expect(refusals(() => filter(props))).toEqual(messages);
  });

  test('it is for an object of another namespace', () => {
    const target = PolicyTarget.service({ name: 'db', metadata: { namespace: 'data' } });
    const resource = filter({ configPatches: [{ applyTo: 'LISTENER', patch: { operation: 'REMOVE' } }], targetRefs: [target] });
    expect(resource.node.validate()).toEqual([
      'targetRefs[0] is a Service of another namespace than shop, got "data/db"; put the policy in namespace data',
    ]);
  });
});
