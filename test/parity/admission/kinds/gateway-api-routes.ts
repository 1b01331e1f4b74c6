import type { Knowledge } from '../from-schema';
import { pool } from '../pool';
import type { Random } from '../random';
import { each, FILTERS, HOSTS, isFields, mendTypes, NAMED, SECTIONS } from './gateway-api-values';

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

export const ROUTE: Knowledge = {
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

export const GRPC: Knowledge = {
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

export const LAYER_FOUR: Knowledge = {
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

export const TCP: Knowledge = { ...LAYER_FOUR, shapes: { ...LAYER_FOUR.shapes, '': [['parentRefs!', 'rules!'], ['rules!']] } };
