import { backendTlsPolicyProblems } from '../../../../lib/admission/gateway-api/backend-tls-policy';
import { kubernetesGatewayProblems } from '../../../../lib/admission/gateway-api/gateway';
import { grpcRouteProblems } from '../../../../lib/admission/gateway-api/grpc-route';
import { httpRouteProblems } from '../../../../lib/admission/gateway-api/http-route';
import { tcpRouteProblems } from '../../../../lib/admission/gateway-api/tcp-route';
import { tlsRouteProblems } from '../../../../lib/admission/gateway-api/tls-route';
import type { Knowledge } from '../from-schema';
import { LABEL_VALUES, mapOf, PORTS, pool } from '../pool';
import type { Random } from '../random';
import type { JudgedKind } from './index';

const LONG = 'a'.repeat(64);
const GROUPS = pool(['', 'networking.istio.io', 'gateway.networking.k8s.io'], ['A', 'a..b', '-a', 'a'.repeat(254)]);
const KIND_NAMES = pool(['Service', 'Secret', 'Gateway', 'Hostname', 'a-b'], ['', '1a', 'a b', '-a', LONG]);
const OBJECT_NAMES = pool(['a', 'b', 'reviews', 'A b'], ['', 'a'.repeat(253), 'a'.repeat(254)]);
const NAMESPACES = pool(['shop', 'a-b', 'shop'], ['', 'A', 'a.b', '-a', LONG]);
const SECTIONS = pool(['http', 'a', 'a.b'], ['', 'A', '-a', 'a_b', 'a'.repeat(254)]);
const HOSTS = pool(
  ['a.com', '*.a.com', 'a', 'a-b.c', '10.0.0.1'],
  ['', '*', 'A.com', '*a.com', 'a..b', 'a.*.com', '::1', 'a.com.', `${'a'.repeat(250)}.com`, '*.10.0.0.1'],
);
const URL_PATHS = pool(
  ['/', '/a', '/a/b', '/a/', '/%20', "/-._~!$&'()*+,;=:@", '/a/...', '/a', '/b', '/c/d', 'a', '/a b', '/a//b', '/a/..'],
  ['a', '/a//b', '/a/./b', '/a/../b', '/%2f', '/%2F', '/#', '/..', '/a/.', '/a b', '/%', '/%2', '/ä', '/?', '/{', '//'],
);
const HEADERS = pool(['x-user', 'a', "!#$%&'*+-.^_`|~", 'Host'], ['', 'a b', 'a:b', 'ä', 'a'.repeat(257), '(a)']);
const TIMES = pool(
  ['1s', '500ms', '0s', '1m30s', '1h1m1s1ms', '99999h', '0ms', '2s'],
  ['1', '0.5s', '', '1d', '-1s', '100000s', '1s1s1s1s1s', '1us', '1s ', 's'],
);
const ORIGINS = pool(
  ['*', 'https://a.com', 'http://*.a.com:8080', 'https://*', 'http://a'],
  ['a.com', '', 'https://', 'https://a.com/', 'ftp://a.com', 'https://a.*.com', 'https://a.com:123456'],
);
const KEYS = pool(
  ['a', 'a.b/c', 'A_b.c'],
  ['', 'a/b/c', '-a', 'a b', 'A/b', `${'a'.repeat(253)}/b`, `${'a'.repeat(252)}/b`, LONG, '/a', 'a/'],
);

/** The settings that go with each type of filter. */
const FILTERS: Readonly<Record<string, string>> = {
  requestHeaderModifier: 'RequestHeaderModifier',
  responseHeaderModifier: 'ResponseHeaderModifier',
  requestMirror: 'RequestMirror',
  requestRedirect: 'RequestRedirect',
  urlRewrite: 'URLRewrite',
  cors: 'CORS',
  extensionRef: 'ExtensionRef',
};

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Calls for all maps within a value. */
function each(value: unknown, visit: (fields: Fields) => void): void {
  if (!isFields(value)) return;
  if (!Array.isArray(value)) visit(value);
  for (const below of Object.values(value)) each(below, visit);
}

/** Makes the types fit what they are types of, mostly. */
function mendTypes(spec: unknown, random: Random): void {
  each(spec, (fields) => {
    if (random.chance(0.05)) return;
    for (const [name, type] of Object.entries(FILTERS)) if (fields[name] !== undefined) fields.type = type;
    if (fields.replaceFullPath !== undefined) fields.type = 'ReplaceFullPath';
    if (fields.replacePrefixMatch !== undefined) fields.type = 'ReplacePrefixMatch';
    if (fields.uri !== undefined) fields.type = 'URI';
    if (fields.hostname !== undefined && ['Hostname', 'URI'].includes(String(fields.type))) fields.type = 'Hostname';
  });
}

/** Keeps what must stand alone from what it stands beside, mostly. */
function mendRules(spec: unknown, random: Random): void {
  mendTypes(spec, random);
  each(spec, (fields) => {
    if (!Array.isArray(fields.filters) || random.chance(0.3)) return;
    const { filters } = fields;
    const types = filters.map((filter) => (isFields(filter) ? filter.type : undefined));
    fields.filters = filters.filter((_, i) => types.indexOf(types[i]) === i);
    if (types.includes('RequestRedirect')) delete fields.backendRefs;
    const replaces = JSON.stringify(filters).includes('replacePrefixMatch');
    if (replaces && random.chance(0.7)) fields.matches = [{ path: { type: 'PathPrefix', value: '/a' } }];
  });
}

const NAMED = { group: GROUPS, kind: KIND_NAMES, name: OBJECT_NAMES, namespace: NAMESPACES, port: PORTS, sectionName: SECTIONS };

const ROUTE: Knowledge = {
  values: {
    ...NAMED,
    'hostnames[]': HOSTS,
    hostname: HOSTS,
    'rules[].name': SECTIONS,
    'path.value': URL_PATHS,
    'queryParams[].name': HEADERS,
    'headers[].name': HEADERS,
    'set[].name': HEADERS,
    'add[].name': HEADERS,
    'remove[]': pool(['a', 'b', 'x-user'], ['']),
    value: pool(['a', 'b c', '%'], ['', 'a'.repeat(4097)]),
    request: TIMES,
    backendRequest: TIMES,
    'allowOrigins[]': ORIGINS,
    'allowHeaders[]': pool(['*', 'x-a', 'x-b'], ['', 'a b']),
    'exposeHeaders[]': pool(['*', 'x-a', 'x-b'], ['', 'a b']),
    replaceFullPath: pool(['/a', '', 'a']),
    replacePrefixMatch: pool(['/a', '/', '']),
    service: pool(['a.B', '.a', 'A_1'], ['', 'a/b', '1a', 'a.', 'a..b', 'ä']),
    method: pool(['GET', 'POST', 'PATCH'], ['get', '']),
    weight: pool([0, 1, 100, 1_000_000], [-1, 1_000_001]),
  },
  shapes: {
    '': [['parentRefs!', 'rules!'], ['parentRefs!', 'hostnames!', 'rules!'], ['rules'], ['hostnames', 'rules']],
    'rules[]': [
      ['backendRefs!', 'matches', 'timeouts', 'name'],
      ['backendRefs!', 'filters!', 'matches', 'timeouts'],
      ['filters', 'matches!'],
    ],
    'rules[].matches[]': [
      ['path!', 'headers', 'queryParams', 'method'],
      ['headers', 'queryParams'],
      ['method', 'path'],
    ],
    'parentRefs[]': [
      ['name!'],
      ['name!', 'sectionName!', 'namespace'],
      ['name!', 'group!', 'kind!', 'port'],
      ['name!', 'namespace!'],
    ],
    'backendRefs[]': [
      ['name!', 'port!', 'weight', 'namespace'],
      ['name!', 'port!', 'filters!'],
      ['name!', 'group', 'kind', 'port'],
    ],
    'filters[]': Object.keys(FILTERS).map((name) => ['type!', `${name}!`]),
    'requestRedirect.path': [
      ['type!', 'replaceFullPath!'],
      ['type!', 'replacePrefixMatch!'],
    ],
    'urlRewrite.path': [['type!', 'replaceFullPath!'], ['type!', 'replacePrefixMatch!'], ['type!']],
    requestMirror: [
      ['backendRef!'],
      ['backendRef!', 'percent!'],
      ['backendRef!', 'fraction!'],
      ['backendRef!', 'percent', 'fraction'],
    ],
    'requestMirror.backendRef': [
      ['name!', 'port!'],
      ['name!', 'group!', 'kind!'],
    ],
  },
  mend: mendRules,
};

/** Settings that filters of gRPC routes have as well. */
const GRPC_FILTERS = ['requestHeaderModifier', 'responseHeaderModifier', 'requestMirror', 'extensionRef'];

const GRPC: Knowledge = {
  ...ROUTE,
  shapes: {
    ...ROUTE.shapes,
    'rules[]': [
      ['backendRefs!', 'matches', 'name'],
      ['backendRefs!', 'filters!'],
      ['filters', 'matches!'],
    ],
    'rules[].matches[]': [['method!', 'headers'], ['headers']],
    'filters[]': GRPC_FILTERS.map((name) => ['type!', `${name}!`]),
  },
  values: {
    ...ROUTE.values,
    'matches[].method': (random) => ROUTE_METHODS(random),
    'method.method': pool(['Add', '_a'], ['', 'a b']),
  },
};

const ROUTE_METHODS = pool(
  [
    { service: 'a.B' },
    { service: 'a.B', method: 'Add' },
    { method: 'Add' },
    { type: 'Exact', service: '.A.b', method: '_a1' },
    { type: 'RegularExpression', service: 'a.*', method: '.*' },
  ],
  [
    {},
    { type: 'Exact' },
    { service: 'a/b' },
    { service: '1a' },
    { service: '' },
    { service: 'a.' },
    { method: 'a-b' },
    { method: '' },
    { type: 'RegularExpression' },
    { type: 'Prefix', service: 'a' },
  ],
);

const LAYER_FOUR: Knowledge = {
  ...ROUTE,
  shapes: {
    ...ROUTE.shapes,
    'backendRefs[]': [
      ['name!', 'port!', 'weight', 'namespace'],
      ['name!', 'group', 'kind', 'port'],
    ],
    '': [
      ['parentRefs!', 'hostnames!', 'rules!'],
      ['hostnames!', 'rules!'],
    ],
    'rules[]': [['backendRefs!', 'name']],
  },
};

const TCP: Knowledge = { ...LAYER_FOUR, shapes: { ...LAYER_FOUR.shapes, '': [['parentRefs!', 'rules!'], ['rules!']] } };

interface Listener extends Fields {
  tls?: Fields;
}

const GATEWAY: Knowledge = {
  values: {
    ...NAMED,
    'listeners[].name': pool(['http', 'https', 'a', 'b.c', 'd'], ['', 'A', '-a']),
    gatewayClassName: pool(['istio', 'a b'], ['', 'a'.repeat(254)]),
    hostname: HOSTS,
    protocol: pool(
      ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP', 'HBONE', 'a.b/C'],
      ['', 'a b', '-a', 'a/b/c', '/a', 'a_', 'A'.repeat(256)],
    ),
    options: mapOf(pool(['a', 'b c', 'gateway.istio.io/tls-terminate-mode']), pool(['', 'MUTUAL'])),
    'infrastructure.labels': mapOf(KEYS, LABEL_VALUES),
    'infrastructure.annotations': mapOf(KEYS, pool(['', 'a b'])),
    'addresses[]': pool(
      [
        { value: '10.0.0.1' },
        { type: 'IPAddress', value: '2001:db8::1' },
        { type: 'Hostname', value: 'a.b' },
        { type: 'Hostname', value: '*.a' },
        { type: 'Hostname' },
        {},
        { type: 'a.b/c', value: 'D e' },
        { type: 'NamedAddress', value: 'a' },
      ],
      [
        { value: 'a' },
        { value: '' },
        { value: '10.0.0.256' },
        { value: '10.0.0.1/8' },
        { value: '::ffff:1.2.3.4' },
        { value: '01.2.3.4' },
        { type: 'Hostname', value: 'A' },
        { type: 'Hostname', value: '' },
        { type: '' },
        { type: 'foo', value: 'a' },
        { type: 'IPAddress', value: 'fe80::1%a' },
      ],
    ),
    operator: pool(['In', 'Exists', 'a']),
    'matchLabels.*': pool(['a', '']),
    key: pool(['a', '']),
  },
  shapes: {
    '': [
      ['gatewayClassName!', 'listeners!'],
      ['gatewayClassName!', 'listeners!', 'addresses', 'infrastructure', 'tls', 'allowedListeners'],
    ],
    'listeners[]': [
      ['name!', 'port!', 'protocol!'],
      ['name!', 'port!', 'protocol!', 'hostname', 'allowedRoutes'],
      ['name!', 'port!', 'protocol!', 'tls!', 'hostname'],
    ],
    'listeners[].tls': [['certificateRefs!'], ['mode!', 'certificateRefs!'], ['mode', 'options!']],
    'certificateRefs[]': [['name!'], ['name!', 'namespace!']],
  },
  mend(spec, random) {
    const { listeners } = spec as { listeners?: Listener[] };
    if (!Array.isArray(listeners)) return;
    listeners.forEach((listener, i) => {
      if (!isFields(listener) || random.chance(0.1)) return;
      if (i > 0 && typeof listener.name === 'string') listener.name = `l${i}`;
      if (i > 0 && typeof listener.port === 'number') listener.port = 1000 + i;
      const isPlain = ['HTTP', 'TCP', 'UDP'].includes(String(listener.protocol));
      if (isPlain && listener.tls !== undefined) listener.protocol = listener.tls?.mode === 'Passthrough' ? 'TLS' : 'HTTPS';
      if (listener.protocol === 'TLS' && listener.tls === undefined) listener.protocol = 'HTTP';
      if (['TCP', 'UDP'].includes(String(listener.protocol)) && random.chance(0.9)) delete listener.hostname;
    });
  },
};

const POLICY: Knowledge = {
  values: {
    ...NAMED,
    hostname: HOSTS,
    uri: pool(['spiffe://a/b', 'https://a.com/b?c#d', 'a://'], ['', 'a', 'a:b', '://a', 'a'.repeat(254)]),
    options: mapOf(pool(['a', 'b c']), pool(['', 'd'])),
    wellKnownCACertificates: pool(['System', 'a.b/C'], ['', 'system', 'a', 'a/b/c', 'A/b']),
  },
  shapes: {
    '': [['targetRefs!', 'validation!', 'options']],
    validation: [
      ['hostname!', 'caCertificateRefs!', 'subjectAltNames'],
      ['hostname!', 'wellKnownCACertificates!', 'subjectAltNames'],
      ['hostname!', 'wellKnownCACertificates', 'caCertificateRefs'],
    ],
    'subjectAltNames[]': [
      ['type!', 'hostname!'],
      ['type!', 'uri!'],
      ['type!', 'hostname', 'uri'],
    ],
  },
  mend: mendTypes,
};

const GRANT: Knowledge = { values: NAMED, shapes: { '': [['from!', 'to!']] } };

const group = 'gateway.networking.k8s.io';

/** The kinds of the Gateway API. */
export const GATEWAY_API_KINDS: readonly JudgedKind[] = [
  { group, kind: 'Gateway', knowledge: GATEWAY, problems: kubernetesGatewayProblems },
  { group, kind: 'HTTPRoute', knowledge: ROUTE, problems: httpRouteProblems },
  { group, kind: 'GRPCRoute', knowledge: GRPC, problems: grpcRouteProblems },
  { group, kind: 'TLSRoute', knowledge: LAYER_FOUR, problems: tlsRouteProblems },
  { group, kind: 'TCPRoute', knowledge: TCP, problems: tcpRouteProblems },
  { group, kind: 'ReferenceGrant', knowledge: GRANT, problems: () => [] },
  { group, kind: 'BackendTLSPolicy', knowledge: POLICY, problems: backendTlsPolicyProblems },
];
