import type { Random } from '../../admission/random';
import type { KubeObject } from '../../compare';
import { HEADER_NAMES, METHODS, PATH_PATTERNS, QUERY_NAMES, VALUE_PATTERNS, VALUES } from './pools';
import { NAMESPACES } from './services';

type Fields = Readonly<Record<string, unknown>>;

const some = (random: Random, share: number, fields: () => Fields): Fields => (random.chance(share) ? fields() : {});

const object = (kind: string, version: string, name: string, namespace: string, spec: Fields): KubeObject => ({
  apiVersion: `gateway.networking.k8s.io/${version}`,
  kind,
  metadata: { name, namespace },
  spec,
});

const HOSTS = ['a.com', 'x.a.com', '*.a.com', 'b.com'] as const;

/** Paths that the Gateway API takes: without what it calls relative, and without a slash at the end of a prefix. */
const PATHS = ['/', '/foo', '/foo/bar', '/api', '/api/v1'] as const;

const namedValue = (random: Random, name: string): Fields => ({
  name,
  ...(random.chance(0.7)
    ? { value: random.pick(VALUES.filter((value) => value !== '')) }
    : { type: 'RegularExpression', value: random.pick(VALUE_PATTERNS).regex }),
});

function routeMatch(random: Random): Fields {
  const path = () =>
    random.pick<Fields>([
      { type: 'PathPrefix', value: random.pick(PATHS) },
      { type: 'Exact', value: random.pick(PATHS) },
      { type: 'RegularExpression', value: random.pick(PATH_PATTERNS).regex },
    ]);
  return {
    ...some(random, 0.8, () => ({ path: path() })),
    ...some(random, 0.3, () => ({ headers: [namedValue(random, random.pick(HEADER_NAMES))] })),
    ...some(random, 0.2, () => ({ queryParams: [namedValue(random, random.pick(QUERY_NAMES))] })),
    ...some(random, 0.2, () => ({ method: random.pick(METHODS) })),
  };
}

const header = (random: Random) => ({ name: random.pick(['x-set', 'x-add', 'x-kind']), value: random.pick(['one', 'two']) });

const modifier = (random: Random): Fields => ({
  set: [header(random)],
  ...some(random, 0.5, () => ({ add: [header(random)] })),
  ...some(random, 0.5, () => ({ remove: [random.pick(['end-user', 'user-agent'])] })),
});

function newPath(random: Random): Fields {
  return random.chance(0.5)
    ? { type: 'ReplaceFullPath', replaceFullPath: '/new' }
    : { type: 'ReplacePrefixMatch', replacePrefixMatch: random.pick(['/', '/new', '/new/']) };
}

function redirect(random: Random): Fields {
  return {
    ...some(random, 0.5, () => ({ hostname: 'new.example.com' })),
    ...some(random, 0.4, () => ({ path: newPath(random) })),
    ...some(random, 0.3, () => ({ scheme: random.pick(['http', 'https']) })),
    ...some(random, 0.3, () => ({ port: random.pick([80, 8443]) })),
    statusCode: random.pick([301, 302]),
  };
}

const backend = (random: Random, home: string): Fields => {
  const [name, namespace, port] = random.pick([
    ['reviews', 'a', 9080],
    ['ratings', 'a', 9080],
    ['details', 'b', 80],
    ['reviews', 'a', 1234],
    ['nobody', 'a', 80],
  ] as const);
  return { name, ...(namespace !== home && { namespace }), port };
};

function filters(random: Random, home: string): Fields[] {
  return [
    ...(random.chance(0.25) ? [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier(random) }] : []),
    ...(random.chance(0.2) ? [{ type: 'ResponseHeaderModifier', responseHeaderModifier: modifier(random) }] : []),
    ...(random.chance(0.2)
      ? [
          {
            type: 'URLRewrite',
            urlRewrite: random.chance(0.3) ? { hostname: 'rewritten.example.com' } : { path: newPath(random) },
          },
        ]
      : []),
    ...(random.chance(0.15) ? [{ type: 'RequestMirror', requestMirror: { backendRef: backend(random, home) } }] : []),
  ];
}

function rule(random: Random, home: string): Fields {
  const matches = Array.from({ length: random.pick([0, 1, 1, 2]) }, () => routeMatch(random));
  const matched = matches.length > 0 ? { matches } : {};
  if (random.chance(0.15)) return { ...matched, filters: [{ type: 'RequestRedirect', requestRedirect: redirect(random) }] };
  const count = random.pick([1, 1, 2]);
  return {
    ...matched,
    ...some(random, 0.5, () => ({ filters: filters(random, home) })),
    ...some(random, 0.15, () => ({
      timeouts: { request: random.pick(['10s', '0s']), ...some(random, 0.3, () => ({ backendRequest: '5s' })) },
    })),
    backendRefs: Array.from({ length: count }, () => ({
      ...backend(random, home),
      ...(count > 1 && { weight: random.pick([0, 1, 1, 9]) }),
    })),
  };
}

function route(random: Random, i: number): KubeObject {
  const home = random.pick(NAMESPACES);
  const toService = random.chance(0.3);
  const parent = toService
    ? {
        group: '',
        kind: 'Service',
        name: 'reviews',
        ...(home !== 'a' && { namespace: 'a' }),
        ...some(random, 0.4, () => ({ port: 9080 })),
      }
    : {
        name: 'web',
        ...(home !== 'a' && { namespace: 'a' }),
        ...some(random, 0.3, () => ({ sectionName: random.pick(['one', 'two']) })),
      };
  return object('HTTPRoute', 'v1', `http-route-${i}`, home, {
    parentRefs: [parent],
    ...some(random, toService ? 0 : 0.7, () => ({ hostnames: [random.pick(HOSTS)] })),
    rules: Array.from({ length: random.pick([1, 2, 3]) }, () => rule(random, home)),
  });
}

function grpcRoute(random: Random): KubeObject {
  const method = () =>
    random.pick<Fields>([
      { service: 'shop.Cart' },
      { service: 'shop.Cart', method: 'Add' },
      { method: 'Add' },
      { type: 'RegularExpression', service: 'shop\\..*', method: 'A.*' },
    ]);
  return object('GRPCRoute', 'v1', 'grpc-route', 'a', {
    parentRefs: [{ name: 'web' }],
    hostnames: ['b.com'],
    rules: [
      {
        matches: [{ method: method(), ...some(random, 0.3, () => ({ headers: [{ name: 'end-user', value: 'jason' }] })) }],
        backendRefs: [{ name: 'reviews', port: 9080 }],
      },
    ],
  });
}

/** A gateway of the Gateway API with its routes, and routes of services; nothing in half of the meshes. */
export function gatewayApi(random: Random): KubeObject[] {
  if (random.chance(0.5)) return [];
  const routes = random.pick([{ from: 'All' }, { from: 'Same' }]);
  const listeners = [
    {
      name: 'one',
      port: 80,
      protocol: 'HTTP',
      allowedRoutes: { namespaces: routes },
      ...some(random, 0.4, () => ({ hostname: random.pick(HOSTS) })),
    },
    ...(random.chance(0.4)
      ? [
          {
            name: 'two',
            port: random.pick([80, 8080]),
            protocol: 'HTTP',
            hostname: 'b.com',
            allowedRoutes: { namespaces: { from: 'All' } },
          },
        ]
      : []),
  ];
  const grant = object('ReferenceGrant', 'v1', 'grant', 'a', {
    from: NAMESPACES.map((namespace) => ({ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace })),
    to: [{ group: '', kind: 'Service' }],
  });
  return [
    object('Gateway', 'v1', 'web', 'a', { gatewayClassName: 'istio', listeners }),
    ...(random.chance(0.6) ? [grant, { ...grant, metadata: { ...grant.metadata, namespace: 'b' } }] : []),
    ...Array.from({ length: random.pick([1, 2, 3]) }, (_, i) => route(random, i)),
    ...(random.chance(0.3) ? [grpcRoute(random)] : []),
  ];
}
