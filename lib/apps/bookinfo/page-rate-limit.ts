import { Construct } from 'constructs';
import type { GatewayWorkload } from '../../install/gateway-workload';
import { EnvoyFilter } from '../../networking/envoy-filter';
import { Workload } from '../../networking/workload';

const CLUSTER = 'rate_limit_cluster';
const SERVICE = { host: 'ratelimit.default.svc.cluster.local', port: 8081 } as const;
const TIMEOUT = '10s';

/**
 * Asks a rate limit service before each request that comes in by the gateway, by its path. For an application of one's own,
 * `GlobalRateLimit` says the same in one object, and makes the service.
 */
export class PageRateLimit extends Construct {
  constructor(scope: Construct, id: string, { ingress }: { readonly ingress: GatewayWorkload }) {
    super(scope, id);
    const metadata = { namespace: ingress.namespace };
    new EnvoyFilter(this, 'filter-ratelimit', {
      metadata,
      workloadSelector: Workload.of(ingress),
      configPatches: [
        {
          applyTo: 'HTTP_FILTER',
          match: {
            context: 'GATEWAY',
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
              name: 'envoy.ratelimit',
              typed_config: {
                '@type': 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit',
                domain: 'productpage-ratelimit',
                failure_mode_deny: true,
                rate_limit_service: { grpc_service: { envoy_grpc: { cluster_name: CLUSTER } }, transport_api_version: 'V3' },
                timeout: TIMEOUT,
              },
            },
          },
        },
        {
          applyTo: 'CLUSTER',
          match: { cluster: { service: SERVICE.host } },
          patch: {
            operation: 'ADD',
            value: {
              name: CLUSTER,
              type: 'STRICT_DNS',
              connect_timeout: TIMEOUT,
              lb_policy: 'ROUND_ROBIN',
              http2_protocol_options: {},
              load_assignment: {
                cluster_name: CLUSTER,
                endpoints: [
                  {
                    lb_endpoints: [
                      { endpoint: { address: { socket_address: { address: SERVICE.host, port_value: SERVICE.port } } } },
                    ],
                  },
                ],
              },
            },
          },
        },
      ],
    });
    new EnvoyFilter(this, 'filter-ratelimit-svc', {
      metadata,
      workloadSelector: Workload.of(ingress),
      configPatches: [
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
  }
}
