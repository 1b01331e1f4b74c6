import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { GlobalRateLimit, type GlobalRateLimitProps } from '../../lib/recipes/global-rate-limit';
import { LocalRateLimit, type LocalRateLimitProps } from '../../lib/recipes/local-rate-limit';
import { RateLimitService } from '../../lib/recipes/rate-limit-service';
import { manifestOf, manifests, refusals, specOf, testChart } from '../synth';

const workload = { labels: { app: 'server' }, namespace: 'demo' };
const A_MINUTE = Duration.minutes(1);

interface Patched {
  readonly configPatches: readonly [
    { readonly match: { readonly context: string }; readonly patch: { readonly value: { readonly typed_config: object } } },
  ];
}

function filterOf(props: Omit<LocalRateLimitProps, 'workload'>): object {
  const limit = new LocalRateLimit(testChart(), 'limit', { workload, ...props });
  return (specOf(limit, 'EnvoyFilter', 'limit') as Patched).configPatches[0].patch.value.typed_config;
}

const bucket = (tokens: number, time: string) => ({ max_tokens: tokens, tokens_per_fill: tokens, fill_interval: time });

test('a local limit is a filter before the router of what comes in', () => {
  const chart = testChart();
  new LocalRateLimit(chart, 'limit', { workload, limits: [{ requests: 10, per: A_MINUTE }] });
  expect(manifestOf(chart, 'EnvoyFilter', 'limit')).toEqual({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'limit', namespace: 'demo' },
    spec: {
      workloadSelector: { labels: { app: 'server' } },
      configPatches: [
        {
          applyTo: 'HTTP_FILTER',
          match: {
            context: 'SIDECAR_INBOUND',
            listener: {
              filterChain: {
                filter: {
                  name: 'envoy.filters.network.http_connection_manager',
                  subFilter: { name: 'envoy.filters.http.router' },
                },
              },
            },
          },
          patch: {
            operation: 'INSERT_BEFORE',
            value: {
              name: 'envoy.filters.http.local_ratelimit',
              typed_config: {
                '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
                stat_prefix: 'limit',
                filter_enabled: { default_value: { numerator: 100, denominator: 'HUNDRED' } },
                filter_enforced: { default_value: { numerator: 100, denominator: 'HUNDRED' } },
                rate_limits: [{ actions: [{ generic_key: { descriptor_key: 'match', descriptor_value: 'all' } }] }],
                descriptors: [{ entries: [{ key: 'match', value: 'all' }], token_bucket: bucket(10, '60s') }],
                max_dynamic_descriptors: 1000,
              },
            },
          },
        },
      ],
    },
  });
});

test('at a gateway, the filter is for what comes in there', () => {
  const chart = testChart();
  const controlPlane = new IstioControlPlane(chart, 'istio');
  const ingress = new IngressGateway(chart, 'istio-ingressgateway', { controlPlane });
  new LocalRateLimit(chart, 'limit', { workload: ingress, limits: [{ requests: 10, per: A_MINUTE }] });
  const { metadata, spec } = manifestOf(chart, 'EnvoyFilter', 'limit') as unknown as { metadata: object; spec: Patched };
  expect(metadata).toEqual({ name: 'limit', namespace: 'istio-system' });
  expect(spec.configPatches[0].match.context).toBe('GATEWAY');
});

test('requests of some kind, and clients apart', () => {
  expect(
    filterOf({
      limits: [
        { method: 'POST', pathPrefix: '/orders', requests: 5, per: Duration.seconds(1) },
        { by: { header: 'x-user' }, requests: 3, per: A_MINUTE },
        { by: { header: 'x-user' }, client: 'gold', requests: 30, per: A_MINUTE },
        { pathPrefix: '/a', by: { claim: 'sub' }, requests: 1, per: A_MINUTE },
        { by: 'address', requests: 1, per: A_MINUTE },
        { by: 'principal', requests: 1, per: A_MINUTE },
      ],
      rememberedClients: 50,
      headers: true,
    }),
  ).toMatchObject({
    rate_limits: [
      {
        actions: [
          {
            header_value_match: {
              descriptor_key: 'match',
              descriptor_value: 'POST /orders',
              headers: [
                { name: ':method', string_match: { exact: 'POST' } },
                { name: ':path', string_match: { prefix: '/orders' } },
              ],
            },
          },
        ],
      },
      { actions: [{ request_headers: { header_name: 'x-user', descriptor_key: 'header_x-user' } }] },
      {
        actions: [
          {
            header_value_match: {
              descriptor_key: 'match',
              descriptor_value: '/a',
              headers: [{ name: ':path', string_match: { prefix: '/a' } }],
            },
          },
          {
            metadata: {
              descriptor_key: 'claim_sub',
              metadata_key: { key: 'envoy.filters.http.jwt_authn', path: [{ key: 'payload' }, { key: 'sub' }] },
            },
          },
        ],
      },
      { actions: [{ remote_address: {} }] },
      {
        actions: [
          {
            extension: {
              name: 'envoy.rate_limit_descriptors.expr',
              typed_config: { descriptor_key: 'principal', text: 'connection.uri_san_peer_certificate' },
            },
          },
        ],
      },
    ],
    descriptors: [
      { entries: [{ key: 'match', value: 'POST /orders' }], token_bucket: bucket(5, '1s') },
      { entries: [{ key: 'header_x-user' }], token_bucket: bucket(3, '60s') },
      { entries: [{ key: 'header_x-user', value: 'gold' }], token_bucket: bucket(30, '60s') },
      { entries: [{ key: 'match', value: '/a' }, { key: 'claim_sub' }], token_bucket: bucket(1, '60s') },
      { entries: [{ key: 'remote_address' }], token_bucket: bucket(1, '60s') },
      { entries: [{ key: 'principal' }], token_bucket: bucket(1, '60s') },
    ],
    max_dynamic_descriptors: 50,
    enable_x_ratelimit_headers: 'DRAFT_VERSION_03',
  });
});

describe('a global limit', () => {
  const limits: GlobalRateLimitProps['limits'] = [
    { by: { header: 'x-user' }, requests: 5, per: 'minute' },
    { by: { header: 'x-user' }, client: 'gold', requests: 50, per: 'minute' },
    { pathPrefix: '/orders', requests: 100, per: 'second' },
    { pathPrefix: '/orders', by: 'principal', requests: 10, per: 'second' },
  ];

  test('is known to the proxies and to the service alike', () => {
    const chart = testChart('limits');
    const service = new RateLimitService(chart, 'counter');
    new GlobalRateLimit(chart, 'limit', {
      service,
      workload,
      limits,
      timeout: Duration.seconds(1),
      denyOnFailure: true,
      headers: true,
    });
    const { patch } = (specOf(chart, 'EnvoyFilter', 'limit') as Patched).configPatches[0];
    expect(patch.value.typed_config).toMatchObject({
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit',
      domain: 'demo.limit',
      timeout: '1s',
      failure_mode_deny: true,
      rate_limit_service: {
        transport_api_version: 'V3',
        grpc_service: { envoy_grpc: { cluster_name: 'outbound|8081||counter.limits.svc.cluster.local' } },
      },
      enable_x_ratelimit_headers: 'DRAFT_VERSION_03',
    });
    const data = manifestOf(chart, 'ConfigMap', 'counter')['data'] as Record<string, string>;
    expect(Object.keys(data)).toEqual(['demo.limit.yaml']);
    expect(parse(data['demo.limit.yaml']!)).toEqual({
      domain: 'demo.limit',
      descriptors: [
        { key: 'header_x-user', rate_limit: { unit: 'minute', requests_per_unit: 5 } },
        { key: 'header_x-user', value: 'gold', rate_limit: { unit: 'minute', requests_per_unit: 50 } },
        {
          key: 'match',
          value: '/orders',
          rate_limit: { unit: 'second', requests_per_unit: 100 },
          descriptors: [{ key: 'principal', rate_limit: { unit: 'second', requests_per_unit: 10 } }],
        },
      ],
    });
  });

  test('the pods of the service are new when the limits are', () => {
    const annotationsOf = (requests: number) => {
      const chart = testChart('limits');
      const service = new RateLimitService(chart, 'counter');
      new GlobalRateLimit(chart, 'limit', { service, workload, limits: [{ requests, per: 'hour' }] });
      return manifestOf(chart, 'Deployment', 'counter')['spec'] as object;
    };
    expect(annotationsOf(1)).toEqual(annotationsOf(1));
    expect(annotationsOf(1)).not.toEqual(annotationsOf(2));
  });

  test('counts in a Redis of its own, or in one that is there', () => {
    const chart = testChart('limits');
    const own = new RateLimitService(chart, 'counter', { namespace: 'own' });
    const shared = new RateLimitService(chart, 'shared', { redis: 'redis.example.com:6379', replicas: 3 });
    for (const service of [own, shared]) {
      new GlobalRateLimit(chart, `${service.service.name}-limit`, { service, workload, limits: [{ requests: 1, per: 'day' }] });
    }
    const names = manifests(chart).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    expect(names).toEqual([
      'ConfigMap own/counter',
      'Deployment own/counter',
      'Service own/counter',
      'Deployment own/counter-redis',
      'Service own/counter-redis',
      'ConfigMap limits/shared',
      'Deployment limits/shared',
      'Service limits/shared',
      'EnvoyFilter demo/counter-limit',
      'EnvoyFilter demo/shared-limit',
    ]);
    expect(specOf(chart, 'Deployment', 'shared')).toMatchObject({ replicas: 3 });
    expect(JSON.stringify(specOf(chart, 'Deployment', 'shared'))).toContain('"value":"redis.example.com:6379"');
  });

  test('its pods fulfil the Pod Security Standard restricted', () => {
    const chart = testChart('limits');
    const service = new RateLimitService(chart, 'counter');
    new GlobalRateLimit(chart, 'limit', { service, workload, limits });
    for (const name of ['counter', 'counter-redis']) {
      expect(specOf(chart, 'Deployment', name)).toMatchObject({
        template: {
          spec: {
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                },
              },
            ],
          },
        },
      });
    }
  });
});

describe('fails when', () => {
  const local = (limits: LocalRateLimitProps['limits'], rest: Partial<LocalRateLimitProps> = {}) =>
    refusals(() => new LocalRateLimit(testChart(), 'limit', { workload, limits, ...rest }));

  test('a number or a time is none', () => {
    expect(local([{ requests: 0, per: Duration.millis(0) }], { rememberedClients: 0 })).toEqual([
      'limits[0].requests is not a whole number in range, got 0; use a whole number between 1 and 4294967295',
      'limits[0].per must be a whole number of milliseconds, at least 1, got "0s"; use for example Duration.millis(500)',
      'rememberedClients is not a whole number in range, got 0; use a whole number between 1 and 1000000',
    ]);
  });

  test('a client is one of nobody, or has no name', () => {
    expect(
      local([
        { client: 'gold', requests: 1, per: A_MINUTE },
        { by: 'principal', client: '', requests: 1, per: A_MINUTE },
      ]),
    ).toEqual([
      'limits[0].client is one of nobody, since nothing tells clients apart, got "gold"; set by, or remove it',
      'limits[1].client must not be empty, got ""; name it',
    ]);
  });

  test('two limits are for the same requests, or a path begins without slash', () => {
    expect(
      local([
        { pathPrefix: 'a', requests: 1, per: A_MINUTE },
        { pathPrefix: 'a', requests: 2, per: Duration.hours(1) },
      ]),
    ).toEqual([
      'limits[0].pathPrefix does not begin with /, got "a"; use for example /api/',
      'limits[1].pathPrefix does not begin with /, got "a"; use for example /api/',
      'limits[1] is that of limits[0] as well, got "match=a"; keep one limit for the same requests',
    ]);
  });

  test('a service counts nothing, or has no namespace', () => {
    const service = new RateLimitService(testChart('limits'), 'counter');
    expect(service.node.validate()).toEqual([
      'service counts nothing, got "counter"; pass it to a GlobalRateLimit, or remove it',
    ]);
    expect(refusals(() => new RateLimitService(testChart(), 'counter'))).toEqual([
      'namespace is missing, so proxies would not find the service; set it, or that of the chart',
    ]);
  });

  test('a global limit has a number or a time that is none', () => {
    const chart = testChart('limits');
    const service = new RateLimitService(chart, 'counter');
    const limits: GlobalRateLimitProps['limits'] = [{ requests: 1.5, per: 'day' }];
    const timeout = Duration.millis(0);
    expect(refusals(() => new GlobalRateLimit(chart, 'limit', { service, workload, limits, timeout }))).toEqual([
      'limits[0].requests is not a whole number in range, got 1.5; use a whole number between 1 and 4294967295',
      'timeout must be a whole number of milliseconds, at least 1, got "0s"; use for example Duration.millis(500)',
    ]);
  });
});
