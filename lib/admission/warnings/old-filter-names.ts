const HTTP = [
  'buffer',
  'cors',
  'csrf',
  'ext_authz',
  'fault',
  'grpc_http1_bridge',
  'grpc_json_transcoder',
  'grpc_web',
  'gzip',
  'health_check',
  'ip_tagging',
  'lua',
  'router',
  'squash',
];
const NETWORK = ['client_ssl_auth', 'http_connection_manager', 'mongo_proxy', 'ratelimit', 'redis_proxy', 'tcp_proxy'];
const LISTENER = ['http_inspector', 'original_dst', 'original_src', 'proxy_protocol', 'tls_inspector'];

/** Names that filters of Envoy had, with those of today. */
export const OLD_FILTER_NAMES: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(HTTP.map((name) => [`envoy.${name}`, `envoy.filters.http.${name}`])),
  ...Object.fromEntries(NETWORK.map((name) => [`envoy.${name}`, `envoy.filters.network.${name}`])),
  ...Object.fromEntries(LISTENER.map((name) => [`envoy.listener.${name}`, `envoy.filters.listener.${name}`])),
  'envoy.http_dynamo_filter': 'envoy.filters.http.dynamo',
  'envoy.rate_limit': 'envoy.filters.http.ratelimit',
};
