import type { Random } from '../../admission/random';
import type { KubeObject } from '../../compare';
import { type HttpRule, httpMatch, httpRule, type Targets } from './http-route';
import { NAMESPACES, ROOT } from './services';

/** Hosts that have a VirtualService: of services, of none, with wildcards. */
const MESH_HOSTS: readonly (readonly string[])[] = [
  ['reviews.a.svc.cluster.local'],
  ['reviews.a.svc.cluster.local'],
  ['reviews'],
  ['reviews.a.svc.cluster.local', 'ratings.a.svc.cluster.local'],
  ['details.b.svc.cluster.local'],
  ['details.b.svc.cluster.local', 'nowhere.example.com'],
  ['*.a.svc.cluster.local'],
  ['*.svc.cluster.local'],
  ['*.example.com'],
  ['api.example.com'],
  ['nowhere.example.com'],
  ['unnamed.a.svc.cluster.local'],
  ['headless.a.svc.cluster.local'],
  ['grpc.c.svc.cluster.local'],
  ['hidden.b.svc.cluster.local'],
  ['alias.a.svc.cluster.local'],
  ['reviews.a'],
  ['empty.b.svc.cluster.local'],
  ['10.96.0.1'],
];

/** Hosts that gateways answer for. */
export const OUTER_HOSTS = ['a.com', 'b.com', 'x.a.com', '*.a.com', '*.com', '*'] as const;

/** The Gateway that nearly every mesh has comes first. */
const gatewayName = (random: Random) => (random.chance(0.5) ? GATEWAYS[0] : random.pick(GATEWAYS));

/** Names of Gateways that may be there. */
export const GATEWAYS = ['a/front', 'b/front', 'a/second', `${ROOT}/shared`, 'b/edge'] as const;

const TARGETS: Targets = {
  hosts: [
    ...['reviews.a.svc.cluster.local', 'reviews.a.svc.cluster.local', 'reviews', 'ratings.a.svc.cluster.local'],
    ...[
      'details.b.svc.cluster.local',
      'details',
      'api.example.com',
      'headless.a.svc.cluster.local',
      'unnamed.a.svc.cluster.local',
    ],
    ...[
      'alias.a.svc.cluster.local',
      'empty.b.svc.cluster.local',
      'grpc.c.svc.cluster.local',
      'nowhere.example.com',
      'hidden.b.svc.cluster.local',
    ],
  ],
  subsets: ['v1', 'v2', 'v3', 'all', 'none'],
  ports: [9080, 9080, 9080, 80, 7000, 1234],
  named: 0.5,
};

const EXPORTS = [['*'], ['.'], ['a'], ['c'], ['.', 'c'], [ROOT]] as const;

const some = (random: Random, share: number, fields: () => object) => (random.chance(share) ? fields() : {});

const virtualService = (name: string, namespace: string, spec: object): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace },
  spec: spec as Record<string, unknown>,
});

/** What there is in nearly every mesh. */
const SURE: Targets = {
  hosts: ['reviews.a.svc.cluster.local', 'reviews.a.svc.cluster.local', 'ratings.a.svc.cluster.local'],
  subsets: ['v1', 'v2', 'v3'],
  ports: [9080],
  named: 0.85,
};

/** Too much that is missing would leave nothing to route. */
const targetsOf = (random: Random) => (random.chance(0.8) ? SURE : TARGETS);

function rules(random: Random, gateways: readonly string[], hosts: readonly string[]): HttpRule[] {
  const targets = targetsOf(random);
  const some = Array.from({ length: random.pick([1, 2, 2, 3, 4]) }, () => httpRule(random, targets, gateways, hosts));
  return random.chance(0.4) ? [...some, { ...httpRule(random, targets, gateways, hosts), match: undefined }] : some;
}

/** A VirtualService for calls between pods, and perhaps for those through gateways. */
function ofMesh(random: Random, name: string): KubeObject {
  const hosts = random.pick(MESH_HOSTS);
  const gateways = random.chance(0.2) ? ['mesh', gatewayName(random)] : undefined;
  const known = gateways ?? ['mesh'];
  return virtualService(name, random.pick([...NAMESPACES, ROOT]), {
    hosts,
    ...(gateways !== undefined && { gateways }),
    ...some(random, 0.3, () => ({ exportTo: random.pick(EXPORTS) })),
    http: rules(random, known, hosts),
  });
}

/** One for requests that come to gateways. */
function ofGateways(random: Random, name: string): KubeObject {
  const hosts = random.chance(0.2) ? ['a.com', 'b.com'] : [random.pick(OUTER_HOSTS)];
  const gateways = random.chance(0.2) ? [gatewayName(random), random.pick(GATEWAYS)] : [gatewayName(random)];
  return virtualService(name, random.pick([...NAMESPACES, ROOT]), {
    hosts,
    gateways: [...new Set(gateways)],
    ...some(random, 0.2, () => ({ exportTo: random.pick(EXPORTS) })),
    http: rules(random, gateways, hosts),
    ...some(random, 0.2, () => ({
      tls: [
        {
          match: [{ sniHosts: [hosts[0] === '*' ? 'a.com' : hosts[0]] }],
          route: [{ destination: { host: 'secure.a.svc.cluster.local', port: { number: 443 } } }],
        },
      ],
    })),
    ...some(random, 0.2, () => ({
      tcp: [{ route: [{ destination: { host: 'database.b.svc.cluster.local', port: { number: 3306 } } }] }],
    })),
  });
}

/** One for bytes that are not HTTP, or that are hidden in TLS. */
function ofConnections(random: Random, name: string): KubeObject {
  const weighted = [
    { destination: { host: 'database.b.svc.cluster.local', subset: 'v1' }, weight: 70 },
    { destination: { host: 'database.b.svc.cluster.local', subset: 'v2' }, weight: 30 },
  ];
  const where = () => ({
    ...some(random, 0.3, () => ({ port: random.pick([3306, 443]) })),
    ...some(random, 0.3, () => ({ sourceLabels: { app: 'client' } })),
    ...some(random, 0.2, () => ({ gateways: ['mesh'] })),
  });
  if (random.chance(0.5)) {
    return virtualService(name, random.pick(['b', 'c']), {
      hosts: ['database.b.svc.cluster.local'],
      tcp: [
        ...(random.chance(0.5) ? [{ match: [where()], route: weighted }] : []),
        {
          route: random.chance(0.5)
            ? weighted
            : [{ destination: { host: 'database.b.svc.cluster.local', subset: random.pick(['v1', 'none']) } }],
        },
      ],
    });
  }
  return virtualService(name, 'a', {
    hosts: ['secure.a.svc.cluster.local'],
    tls: [
      {
        match: [{ sniHosts: ['secure.a.svc.cluster.local'], ...where() }],
        route: [{ destination: { host: 'secure.a.svc.cluster.local' } }],
      },
    ],
  });
}

/** A VirtualService whose rules are elsewhere, and those that have them. */
function delegating(random: Random, name: string): KubeObject[] {
  const home = random.pick(NAMESPACES);
  const hosts = random.pick([['reviews.a.svc.cluster.local'], ['details.b.svc.cluster.local']]);
  const gateways = random.chance(0.3) ? [random.pick(GATEWAYS), 'mesh'] : ['mesh'];
  const away = random.pick(NAMESPACES);
  const delegates = random.pick([1, 2]);
  const targets = targetsOf(random);
  const { route: _, redirect: __, directResponse: ___, ...extras } = httpRule(random, targets, gateways, hosts);
  const root = virtualService(name, home, {
    hosts,
    gateways,
    http: [
      ...Array.from({ length: delegates }, (_, i) => ({
        ...extras,
        ...(random.chance(0.7) && { match: [httpMatch(random, gateways, hosts)] }),
        delegate: { name: `${name}-part-${random.chance(0.9) ? i : 9}`, ...(random.chance(0.7) && { namespace: away }) },
      })),
      ...(random.chance(0.6) ? [httpRule(random, targets, gateways, hosts)] : []),
    ],
  });
  const parts = Array.from({ length: delegates }, (_, i) =>
    virtualService(`${name}-part-${i}`, random.chance(0.8) ? away : home, {
      ...some(random, 0.2, () => ({ exportTo: random.pick(EXPORTS) })),
      http: Array.from({ length: random.pick([1, 2]) }, () => httpRule(random, targets, gateways, hosts)),
    }),
  );
  return [root, ...parts];
}

/** All VirtualServices of a mesh. */
export function virtualServices(random: Random): KubeObject[] {
  const times = (most: number, make: (name: string) => KubeObject[], word: string) =>
    Array.from({ length: random.below(most + 1) }, (_, i) => make(`${word}-${i}`)).flat();
  return [
    ...times(5, (name) => [ofMesh(random, name)], 'vs'),
    ...times(4, (name) => [ofGateways(random, name)], 'outer'),
    ...times(1, (name) => [ofConnections(random, name)], 'bytes'),
    ...times(1, (name) => delegating(random, name), 'root'),
  ];
}
