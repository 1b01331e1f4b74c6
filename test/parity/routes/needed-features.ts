import type { Feature } from './coverage';

/** Without one of these, a run has not shown what it should. */
export const NEEDED: readonly Feature[] = [
  ...[
    'route',
    'redirect',
    'direct',
    'abort',
    'preflight',
    'notFound',
    'noCluster',
    'noEndpoints',
    'passthrough',
    'blackhole',
  ].map((kind) => `outcome ${kind}`),
  ...['closed', 'refused'].map((kind) => `outcome ${kind}`),
  ...['path', 'prefix', 'safeRegex'].map((kind) => `match path: ${kind}`),
  ...['headers', 'withoutHeaders', 'queryParams'].flatMap((where) =>
    ['exact', 'prefix', 'regex', 'present'].map((kind) => `match ${where} ${kind}`),
  ),
  ...[
    'method exact',
    'method regex',
    'scheme exact',
    'authority exact',
    'authority prefix',
    'authority regex',
    'ignoreUriCase',
  ].map((kind) => `match ${kind}`),
  ...['port', 'sourceLabels', 'sourceNamespace', 'gateways'].map((field) => `match ${field}`),
  ...['hostRedirect', 'pathRedirect', 'portRedirect', 'responseCode', 'schemeRedirect'].map((field) => `redirect ${field}`),
  ...['requestHeadersToAdd', 'requestHeadersToRemove', 'responseHeadersToAdd', 'responseHeadersToRemove'].map(
    (field) => `headers: ${field}`,
  ),
  ...['weights', 'subset', 'rewrite uri', 'rewrite authority', 'rewrite regex', 'mirror', 'timeout', 'cors', 'consistent hash'],
  ...['fault delay', 'fault abort http', 'fault abort grpc'],
  ...['retries switched off', 'retries on statuses', 'retries perTryTimeout'],
  ...['delegate', 'hosts with wildcard', 'exportTo of a VirtualService', 'mesh config REGISTRY_ONLY', 'port 80', 'sniffed HTTP'],
  ...['to headless', 'to api.example.com', 'to empty', 'to hidden'],
  ...['sidecar http', 'sidecar https', 'sidecar bytes', 'gateway http', 'gateway https'],
  ...['Sidecar', 'ServiceEntry', 'DestinationRule', 'Gateway'].map((kind) => `mesh with ${kind}`),
];
