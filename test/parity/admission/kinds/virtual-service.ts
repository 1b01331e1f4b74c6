import type { Knowledge } from '../from-schema';
import {
  DNS_LABELS,
  EXPORT_TO,
  HEADER_NAMES,
  HEADER_VALUES,
  HOSTS,
  LABELS,
  mapOf,
  NAMES,
  NAMESPACES,
  PORTS,
  pool,
  REGEXES,
  SUBNETS,
  TEXTS,
} from '../pool';

const ROUTE_HEADERS = mapOf(
  pool(['x-a', 'X-B', 'Host', ':authority', 'host', 'x-a'], ['', ':path', 'a b', ':AUTHORITY', ':method']),
  HEADER_VALUES,
);

interface Matched {
  match?: unknown[];
}

interface Spec {
  hosts?: unknown[];
  gateways?: unknown[];
  http?: (Matched & { delegate?: unknown; route?: unknown })[];
  tls?: { match?: { sniHosts?: unknown }[] }[];
  tcp?: (Matched & { route?: unknown })[];
}

export const VIRTUAL_SERVICE: Knowledge = {
  shapes: {
    '': [
      ['hosts!', 'http!', 'gateways', 'exportTo'],
      ['hosts!', 'http!', 'gateways'],
      ['hosts!', 'http!'],
      ['hosts!', 'tls!', 'tcp', 'gateways', 'exportTo'],
      ['hosts!', 'tcp!', 'gateways'],
      ['http!', 'exportTo'],
      ['hosts!', 'http!', 'tls', 'tcp', 'gateways', 'exportTo'],
    ],
    'http[]': [
      ['name', 'match', 'route!', 'timeout', 'retries', 'fault', 'corsPolicy', 'headers', 'rewrite'],
      ['match!', 'route!', 'retries', 'fault'],
      ['match!', 'route!', 'mirror!', 'mirrorPercentage', 'mirror_percent', 'mirrorPercent'],
      ['match!', 'route!', 'mirrors!', 'corsPolicy'],
      ['match!', 'route!', 'rewrite', 'headers'],
      ['match', 'redirect!', 'headers', 'corsPolicy', 'timeout'],
      ['match', 'directResponse!', 'headers', 'name'],
      ['match!', 'delegate!', 'timeout', 'headers', 'mirror', 'fault', 'rewrite'],
      ['match!', 'route!', 'timeout', 'delegate', 'redirect', 'directResponse', 'mirror', 'mirrors', 'fault', 'rewrite'],
    ],
    'http[].match[]': [
      ['uri!', 'headers', 'ignoreUriCase', 'port', 'name'],
      ['uri', 'method', 'scheme', 'authority', 'queryParams'],
      ['headers!', 'withoutHeaders', 'sourceLabels', 'sourceNamespace', 'gateways', 'statPrefix'],
    ],
    redirect: [
      ['uri!', 'authority', 'redirectCode'],
      ['authority!', 'port', 'scheme'],
      ['prefixRewrite!', 'scheme', 'derivePort'],
      ['scheme!', 'redirectCode', 'authority'],
      ['uri', 'prefixRewrite', 'authority', 'port', 'derivePort', 'scheme', 'redirectCode'],
    ],
    rewrite: [['uri!', 'authority'], ['authority!'], ['uriRegexRewrite!'], ['uri', 'authority', 'uriRegexRewrite']],
    retries: [
      ['attempts!', 'perTryTimeout', 'retryOn', 'retryRemoteLocalities', 'backoff', 'retryIgnorePreviousHosts'],
      ['perTryTimeout', 'retryOn'],
    ],
    fault: [['abort!', 'delay'], ['delay!']],
    'fault.abort': [
      ['httpStatus!', 'percentage'],
      ['httpStatus!', 'percentage'],
      ['grpcStatus!', 'percentage'],
      ['percentage', 'http2Error'],
    ],
    'fault.delay': [
      ['fixedDelay!', 'percentage'],
      ['fixedDelay!', 'percent'],
      ['fixedDelay', 'percentage', 'percent', 'exponentialDelay'],
    ],
    'tls[]': [['match!', 'route!']],
    'tls[].match[]': [['sniHosts!', 'port', 'sourceLabels', 'gateways', 'sourceNamespace', 'destinationSubnets']],
    'tcp[]': [['match', 'route!']],
    port: [['number!']],
    uriRegexRewrite: [['match!', 'rewrite!']],
    delegate: [
      ['name!', 'namespace'],
      ['name', 'namespace'],
    ],
  },
  values: {
    'hosts[]': pool(
      ['reviews', 'ratings.shop.svc.cluster.local', 'example.com', '*.example.org', 'a-b.c', '10.0.0.1', 'EXAMPLE.net'],
      [
        '*',
        '',
        'a_b',
        'example..com',
        'a*b.com',
        'host:80',
        '1::1',
        '*.com',
        'reviews',
        'outbound_.80_._.a.b',
        '*-x.com',
        'a.*',
        'ns/a.b',
      ],
    ),
    'gateways[]': pool(
      ['mesh', 'shop/edge', 'mesh', 'edge'],
      ['', 'a/b/c', '-a/b', 'a_b', 'shop/', '/edge', 'shop/ed.ge', 'edge.shop', '*', '10.0.0.1', 'MESH'],
    ),
    exportTo: EXPORT_TO,
    'destination.host': HOSTS,
    'destination.subset': DNS_LABELS,
    'mirror.host': HOSTS,
    'mirror.subset': DNS_LABELS,
    'port.number': PORTS,
    'match[].port': PORTS,
    'route[].weight': pool([1, 50, 100], [0, -1, 2 ** 31 - 1, 1.5, 2 ** 31]),
    'headers.request.add': ROUTE_HEADERS,
    'headers.request.set': ROUTE_HEADERS,
    'headers.response.add': mapOf(pool(['x-a', 'server'], ['', 'Host', ':status', ':authority', 'HOST']), HEADER_VALUES),
    'headers.response.set': mapOf(pool(['x-a', 'server'], ['', 'host', ':a']), HEADER_VALUES),
    'headers.request.remove[]': pool(['x-a', 'cookie'], ['', 'Host', ':path', ':authority', 'host']),
    'headers.response.remove[]': pool(['x-a', 'server'], ['', 'Host', ':status']),
    'match[].headers': mapOf(HEADER_NAMES, matcher()),
    'match[].withoutHeaders': mapOf(HEADER_NAMES, matcher()),
    'match[].queryParams': mapOf(pool(['a', 'b', 'a b', 'ä'], ['']), matcher()),
    'match[].uri': matcher('/'),
    'match[].authority': matcher(),
    'match[].method': pool(
      [{ exact: 'GET' }, { exact: 'POST' }, { prefix: 'P' }, { regex: 'GET|PUT' }],
      [{ exact: '' }, { prefix: '' }, {}, { regex: '' }],
    ),
    'match[].scheme': pool([{ exact: 'https' }, { prefix: 'http' }], [{ prefix: '' }, {}, { regex: '(' }]),
    'match[].sourceLabels': LABELS,
    'match[].sourceNamespace': NAMESPACES,
    'match[].gateways[]': pool(['mesh', 'shop/edge', 'edge'], ['', 'a/b/c', 'a_b/c', '-']),
    'match[].destinationSubnets[]': SUBNETS,
    'match[].sourceSubnet': SUBNETS,
    'match[].sniHosts[]': pool(
      ['example.com', '*.example.org', 'reviews'],
      ['', '*', 'a_b', '10.0.0.1', 'other.com', 'www.example.org', '*.com'],
    ),
    'match[].name': NAMES,
    'allowOrigins[]': pool(
      [{ exact: 'https://a.com' }, { prefix: 'https' }, { regex: '.*' }, { exact: '*' }],
      [{}, { exact: '' }, { prefix: '' }, { regex: '' }, { regex: '(' }],
    ),
    'allowOrigin[]': pool(['*', 'https://a.com'], ['']),
    'allowMethods[]': pool(
      ['GET', 'POST', '*', 'OPTIONS', 'CONNECT', 'TRACE', 'HEAD', 'PATCH', 'DELETE', 'PUT'],
      ['get', '', 'FOO', 'QUERY'],
    ),
    'allowHeaders[]': pool(['x-a', '*', 'content-type'], ['', 'a b', ':a', 'ä']),
    'exposeHeaders[]': pool(['x-a', '*'], ['', 'a b', 'a:b']),
    maxAge: pool(['24h', '1s', '1m'], ['1500ms', '0s', '1.5s', '1ms', '', '1.0s', '-1s', '1000ms']),
    'directResponse.status': pool([200, 404, 503, 599, 301], [600, 199, 100, 601, 0, -1]),
    'body.string': pool(
      ['no', '', 'ä'],
      ['x'.repeat(1024 * 1024 + 1), 'x'.repeat(1024 * 1024), 'ä'.repeat(600_000), 'x'.repeat(100 * 1024 + 1)],
    ),
    'body.bytes': pool(['bm8=', 'AAAA'], ['', 'a', 'bm8', 'bm8=bm8=', 'b m8=', 'bm8=\n', '____', 'bm9=', '=bm8', 'AAA=', 'AA==']),
    'abort.httpStatus': pool([200, 400, 503, 599], [600, 601, 199, 0, -1]),
    'abort.grpcStatus': pool(
      ['UNAVAILABLE', 'OK', 'CANCELLED', 'INTERNAL', 'DATA_LOSS'],
      ['', 'unavailable', 'FOO', '14', 'CANCELED'],
    ),
    'percentage.value': pool([0, 50, 100, 0.0001, 12.5], [0.00001, -1, 100.1, 101, -0.5]),
    'mirrorPercentage.value': pool([0, 50, 100, 12.5, 0.00001], [-1, 100.1]),
    'delay.percent': pool([0, 50, 100, 1], [-1, 101]),
    mirror_percent: pool([0, 50, 100], [101, -1]),
    mirrorPercent: pool([0, 50, 100], [101, -1]),
    'redirect.redirectCode': pool([0, 301, 302, 303, 307, 308], [200, 299, 300, 304, 305, 306, 399, 400, 1]),
    'redirect.scheme': pool(['http', 'https'], ['HTTP', 'ftp', '']),
    'redirect.uri': pool(['/a', 'a'], ['']),
    'redirect.prefixRewrite': pool(['/a', 'a'], ['']),
    'redirect.authority': pool(['a.com', 'a.com:80'], ['']),
    'redirect.port': pool([80, 443], [0, 65536, 65535]),
    'rewrite.uri': pool(['/', '/a'], ['']),
    'rewrite.authority': pool(['a.com'], ['']),
    'uriRegexRewrite.match': REGEXES,
    'uriRegexRewrite.rewrite': pool(['/a', '\\1'], ['', '\\9', '\\']),
    'retries.attempts': pool([0, 1, 3, 100, 3], [-1, 2 ** 31 - 1]),
    'retries.retryOn': pool(
      [
        '5xx',
        'gateway-error,connect-failure',
        '503',
        '5xx,503',
        'retriable-4xx',
        'cancelled,unavailable',
        'reset',
        'reset-before-request',
        'refused-stream',
        'http3-post-connect-failure',
        'envoy-ratelimited',
        'retriable-headers',
        'retriable-status-codes',
        'deadline-exceeded',
        'internal',
        'resource-exhausted',
        '100',
        '418',
        '511',
      ],
      [
        '',
        ',',
        '5xx, 503',
        '503,',
        'foo',
        '600',
        '5XX',
        '99',
        '306',
        '-1',
        '0503',
        '425',
        '419',
        '599',
        '103',
        '208',
        '226',
        '421',
        '451',
        '430',
        ' 5xx',
        '+503',
        '427',
        '509',
        '510',
        '104',
        '599,5xx',
      ],
    ),
    'delegate.name': DNS_LABELS,
    'delegate.namespace': NAMESPACES,
    'corsPolicy.allowCredentials': pool([true, false]),
    statPrefix: TEXTS,
  },
  mend(spec, random) {
    const { hosts = [], http, tls, tcp } = spec as Spec;
    if (!random.chance(0.85)) return;
    for (const list of [http, tcp]) {
      if (!Array.isArray(list)) continue;
      list.forEach((rule, i) => {
        if (i < list.length - 1 && rule?.match === undefined && rule !== null && typeof rule === 'object') {
          rule.match = [{ port: 1000 + i }];
        }
      });
    }
    for (const rule of [...(Array.isArray(http) ? http : []), ...(Array.isArray(tcp) ? tcp : [])]) {
      const route = rule?.route;
      if (!Array.isArray(route) || route.length < 2) continue;
      for (const destination of route) if (destination !== null && typeof destination === 'object') destination.weight ??= 50;
    }
    if (Array.isArray(tls) && Array.isArray(hosts)) {
      for (const rule of tls) {
        if (!Array.isArray(rule?.match)) continue;
        for (const match of rule.match) if (match !== null && typeof match === 'object') match.sniHosts = [random.pick(hosts)];
      }
    }
  },
};

function matcher(prefix = '') {
  return pool(
    [
      { exact: `${prefix}a` },
      { prefix: `${prefix}b` },
      { regex: 'a.*' },
      { exact: `${prefix}c` },
      { prefix: `${prefix}d` },
      { prefix: `${prefix}bb` },
    ],
    [
      {},
      { exact: '' },
      { prefix: '' },
      { regex: '' },
      { regex: '(' },
      { regex: '(?=a)' },
      { regex: 'x'.repeat(1025) },
      { exact: 'a', prefix: 'b' },
      { foo: 'a' },
      null,
      { regex: '\\p{Foo}' },
    ],
  );
}
