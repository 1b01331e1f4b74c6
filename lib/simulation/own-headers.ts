import type { HeaderValues } from './http-request';
import type { Request } from './request';

/** Headers as a proxy has them when it looks for a route. */
export interface ProxyHeaders {
  /** Those of the request, without what the proxy believes nobody. */
  readonly headers: HeaderValues;
  /** Those that it adds to every request, by themselves. */
  readonly added: HeaderValues;
}

const REQUEST_ID = 'x-request-id';
const FORWARDED_FOR = 'x-forwarded-for';
const EXTERNAL_ADDRESS = 'x-envoy-external-address';

/** Stands for the random one that a proxy makes. */
const ADDED: HeaderValues = new Map([[REQUEST_ID, ['00000000-0000-4000-8000-000000000000']]]);

/** What clients tell proxies in vain. */
const TAKEN_OUT: ReadonlySet<string> = new Set([
  'x-envoy-expected-rq-timeout-ms',
  'x-envoy-force-trace',
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-internal',
  'x-envoy-ip-tags',
  'x-envoy-max-retries',
  'x-envoy-original-url',
  'x-envoy-retriable-header-names',
  'x-envoy-retriable-status-codes',
  'x-envoy-retry-grpc-on',
  'x-envoy-retry-on',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-stream-duration-ms',
  'x-forwarded-client-cert',
]);

/** What clients from outside tell a gateway in vain, beside. */
const TAKEN_OUT_AT_GATEWAYS: ReadonlySet<string> = new Set([
  'x-envoy-decorator-operation',
  'x-envoy-downstream-service-cluster',
  'x-envoy-downstream-service-node',
  EXTERNAL_ADDRESS,
  'x-envoy-original-host',
  'x-envoy-original-path',
  REQUEST_ID,
]);

function without(headers: HeaderValues, isTakenOut: (name: string) => boolean): HeaderValues {
  for (const name of headers.keys()) {
    if (isTakenOut(name)) return new Map([...headers].filter(([one]) => !isTakenOut(one)));
  }
  return headers;
}

function atGateway(given: HeaderValues, sourceIp: string | undefined): ProxyHeaders {
  const headers = without(given, (name) => TAKEN_OUT.has(name) || TAKEN_OUT_AT_GATEWAYS.has(name));
  const before = headers.get(FORWARDED_FOR) ?? [];
  const added = new Map(ADDED).set(EXTERNAL_ADDRESS, [sourceIp ?? '']);
  // Who calls is not always known, but that somebody does.
  if (sourceIp === undefined) return { headers, added: added.set(FORWARDED_FOR, ['']) };
  return { headers: new Map(headers).set(FORWARDED_FOR, [[...before, sourceIp].join(',')]), added };
}

/** The headers of a request, as the first proxy that reads it has them. */
export function proxyHeaders({ from, sourceIp }: Pick<Request, 'from' | 'sourceIp'>, given: HeaderValues): ProxyHeaders {
  if ('gateway' in from) return atGateway(given, sourceIp);
  return { headers: without(given, (name) => TAKEN_OUT.has(name)), added: ADDED };
}
