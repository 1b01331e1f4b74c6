import type { Random } from '../../admission/random';
import type { KubeObject } from '../../compare';
import { namespaceOf } from '../pods';
import type { TestedProxy, TestedRequest } from '../tested-mesh';
import { gatewayKey, isGatewayApi, routeAims, serversOf } from './gateway-api-aims';
import type { HttpMatch, HttpRule } from './http-route';
import { METHODS, near, ODD_PATHS, PATHS, VALUES } from './pools';

interface VirtualServiceSpec {
  readonly hosts?: readonly string[];
  readonly gateways?: readonly string[];
  readonly http?: readonly (HttpRule & { readonly delegate?: { readonly name: string; readonly namespace?: string } })[];
}

/** A rule, and the hosts and gateways for which it is. */
export interface Aim {
  readonly about: string;
  readonly hosts: readonly string[];
  readonly gateways: readonly string[];
  readonly isMesh: boolean;
  readonly isOuter: boolean;
  readonly match: HttpMatch;
  readonly rule: HttpRule;
}

const specOf = (object: KubeObject) => object['spec'] as VirtualServiceSpec;

function aimsOf(object: KubeObject, all: readonly KubeObject[]): Aim[] {
  const { hosts = [], gateways = ['mesh'], http = [] } = specOf(object);
  return http.flatMap((rule, r) => {
    const { delegate } = rule;
    const away = all.find(
      (one) =>
        one.kind === 'VirtualService' &&
        one.metadata.name === delegate?.name &&
        namespaceOf(one) === (delegate?.namespace ?? namespaceOf(object)),
    );
    const parts: readonly HttpRule[] = delegate === undefined ? [rule] : away === undefined ? [] : (specOf(away).http ?? []);
    return parts.flatMap((part) =>
      (part.match ?? [{}]).flatMap((match) =>
        // A delegate's match and its root's hold together.
        (delegate === undefined ? [{}] : (rule.match ?? [{}])).map((outer: HttpMatch) => ({
          about: `${namespaceOf(object)}/${object.metadata.name} http[${r}]`,
          hosts,
          gateways,
          isMesh: gateways.includes('mesh'),
          isOuter: gateways.some((name) => name !== 'mesh'),
          match: { ...outer, ...match, headers: { ...outer.headers, ...match.headers } },
          rule: { ...rule, ...part },
        })),
      ),
    );
  });
}

/** What there is to call. */
interface Callable {
  readonly proxies: readonly TestedProxy[];
  /** Full names of services, with their ports. */
  readonly services: ReadonlyMap<string, readonly number[]>;
  /** Servers of Gateways by the full names of these. */
  readonly gateways: ReadonlyMap<string, GatewaySpec>;
}

export interface GatewaySpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly servers: readonly {
    readonly port: { readonly number: number };
    readonly hosts: readonly string[];
    readonly tls?: { readonly mode?: string };
  }[];
}

interface Ports {
  readonly ports?: readonly { readonly port?: number; readonly number?: number }[];
  readonly hosts?: readonly string[];
}

function callable(manifests: readonly KubeObject[], proxies: readonly TestedProxy[]): Callable {
  const services = new Map<string, number[]>();
  const gateways = new Map<string, GatewaySpec>();
  for (const object of manifests) {
    const home = namespaceOf(object);
    const { ports = [], hosts = [] } = object['spec'] === undefined ? {} : (object['spec'] as Ports);
    const numbers = ports.map(({ port, number }) => port ?? number ?? 0);
    if (object.kind === 'Service') services.set(`${object.metadata.name}.${home}.svc.cluster.local`, numbers);
    if (object.kind === 'ServiceEntry') for (const host of hosts) services.set(host, numbers);
    if (isGatewayApi(object)) continue;
    if (object.kind === 'Gateway') gateways.set(`${home}/${object.metadata.name}`, object['spec'] as unknown as GatewaySpec);
  }
  for (const object of manifests.filter(isGatewayApi))
    if (object.kind === 'Gateway') gateways.set(gatewayKey(object), serversOf(object));
  return { proxies, services, gateways };
}

/** A name that a host with a wildcard, or one without, stands for. */
function concrete(random: Random, host: string, known: readonly string[]): string {
  if (host === '*') return random.pick(['a.com', 'b.com', 'any.org']);
  if (!host.startsWith('*')) return host;
  const matching = known.filter((one) => one.endsWith(host.slice(1)));
  return matching.length > 0 && random.chance(0.8) ? random.pick(matching) : random.pick(['x', 'y.z']) + host.slice(1);
}

/** The same host in other words. */
function spelled(random: Random, host: string, port: number): string {
  const kind = random.below(20);
  if (kind < 2) return `${host}:${port}`;
  if (kind < 3) return host.toUpperCase();
  if (kind < 4) return `${host}.`;
  if (kind > 7 || !host.endsWith('.svc.cluster.local')) return host;
  const short = host.replace('.svc.cluster.local', '');
  return random.pick([short, short.split('.')[0] ?? host, `${short}.svc`]);
}

function pathFor(random: Random, { uri, ignoreUriCase, queryParams = {} }: HttpMatch): string {
  const path = uri === undefined ? random.pick([...PATHS, ...ODD_PATHS]) : near(random, uri, [...PATHS, ...ODD_PATHS]);
  const cased = ignoreUriCase === true && random.chance(0.5) ? path.toUpperCase().replaceAll('%A', '%a') : path;
  const query = Object.entries(queryParams).map(([name, value]) => {
    const text = near(random, value, VALUES);
    return text === '' ? name : `${name}=${encodeURIComponent(text)}`;
  });
  if (random.chance(0.15)) query.push(random.pick(['z=1', 'q=jason', 'user', 'q=a%20b']));
  const whole = cased === '' ? '/' : cased.startsWith('/') ? cased : `/${cased}`;
  return query.length === 0 || whole.includes('#') ? whole : `${whole}${whole.includes('?') ? '&' : '?'}${query.join('&')}`;
}

function headersFor(random: Random, { headers = {}, withoutHeaders = {} }: HttpMatch): [string, string][] {
  const wanted = Object.entries(headers).map(([name, value]): [string, string] => [name, near(random, value, VALUES)]);
  const unwanted = Object.entries(withoutHeaders)
    .filter(() => random.chance(0.5))
    .map(([name, value]): [string, string] => [name, near(random, value, VALUES)]);
  const more: [string, string][] = random.chance(0.25) ? [['x-kind', random.pick(VALUES)]] : [];
  const twice: [string, string][] = random.chance(0.05)
    ? [
        ['end-user', 'jason'],
        ['end-user', 'tom'],
      ]
    : [];
  return [...wanted, ...unwanted, ...more, ...twice].map(([name, value]) => [
    random.chance(0.2) ? name.toUpperCase() : name,
    value,
  ]);
}

/** What an action looks at beside the match: preflights for CORS, calls of gRPC for faults. */
function forAction(random: Random, rule: HttpRule): Partial<TestedRequest> & { readonly more?: [string, string][] } {
  if (rule['corsPolicy'] !== undefined && random.chance(0.6)) {
    const origin = random.pick(['https://a.com', 'https://b.com', 'http://a.com', 'https://a.org']);
    const asks: [string, string][] = random.chance(0.8) ? [['access-control-request-method', 'POST']] : [];
    return { method: random.chance(0.7) ? 'OPTIONS' : 'GET', more: [['origin', origin], ...asks] };
  }
  if (rule['fault'] !== undefined && random.chance(0.3)) return { more: [['content-type', 'application/grpc']] };
  return {};
}

const WEB_PORTS = [9080, 9080, 80, 80, 7000, 7070, 1234];

const MANY_METHODS: readonly string[] = METHODS;

function methodFor(random: Random, { method }: HttpMatch): string {
  const wanted = method?.exact ?? random.pick(['GET', 'GET', 'POST']);
  return MANY_METHODS.includes(wanted) && random.chance(0.85) ? wanted : random.pick(METHODS);
}

/** Where a call from outside goes: a gateway, mostly one for which the rule is, and one of its ports. */
function outerPlace(
  random: Random,
  names: readonly string[],
  { gateways, proxies }: Callable,
): Pick<TestedRequest, 'proxy' | 'port' | 'scheme'> & { hosts: readonly string[] } {
  const routers = proxies.map((_, i) => i).filter((i) => proxies[i]?.type === 'router');
  const bound = names.filter((name) => gateways.has(name));
  const gateway = gateways.get(
    bound.length > 0 && random.chance(0.9) ? random.pick(bound) : random.pick([...gateways.keys(), '']),
  );
  const isOf = (i: number) => Object.entries(gateway?.selector ?? {}).every(([key, value]) => proxies[i]?.labels[key] === value);
  const proxy = random.pick(routers.some(isOf) ? routers.filter(isOf) : routers);
  const server = gateway?.servers.length ? random.pick(gateway.servers) : undefined;
  const port = server?.port.number ?? random.pick([80, 443]);
  const isTls = server?.tls?.mode !== undefined && random.chance(0.97);
  return {
    proxy,
    port,
    scheme: isTls ? 'https' : 'http',
    hosts: (server?.hosts ?? []).map((host) => host.slice(host.indexOf('/') + 1)),
  };
}

const narrower = (one: string, other: string) =>
  one.startsWith('*') && !other.startsWith('*') ? other : one.length >= other.length ? one : other;

function outer(random: Random, { about, hosts, gateways, match, rule }: Aim, known: Callable): TestedRequest {
  const { hosts: served, ...place } = outerPlace(random, gateways, known);
  const wanted = random.pick(hosts);
  const host = concrete(random, served.length > 0 && random.chance(0.7) ? narrower(wanted, random.pick(served)) : wanted, [
    'x.a.com',
    'a.com',
    'b.com',
  ]);
  const authority =
    match.authority !== undefined && random.chance(0.8)
      ? near(random, match.authority, [host]).replace('/', '.')
      : random.chance(0.8)
        ? host
        : random.pick([`${host}:${place.port}`, host.toUpperCase(), 'other.org']);
  const { more = [], method } = forAction(random, rule);
  return {
    ...place,
    host,
    method: method ?? methodFor(random, match),
    path: pathFor(random, match),
    authority,
    headers: [...headersFor(random, match), ...more],
    ...(place.scheme === 'https' && { sni: random.chance(0.95) ? host : 'other.org' }),
    about,
  };
}

function inner(random: Random, { about, hosts, match, rule }: Aim, { proxies, services }: Callable): TestedRequest {
  const candidates = proxies.map((_, i) => i).filter((i) => proxies[i]?.type === 'sidecar');
  const there = hosts.filter((one) => one.startsWith('*') || services.has(one));
  const host = concrete(random, random.pick(there.length > 0 && random.chance(0.95) ? there : hosts), [...services.keys()]);
  const ports = services.get(host) ?? [80];
  const port = random.chance(0.9)
    ? match.port !== undefined && random.chance(0.5)
      ? match.port
      : random.pick(ports)
    : random.pick(WEB_PORTS);
  const { more = [], method } = forAction(random, rule);
  return {
    proxy: random.pick(candidates),
    scheme: 'http',
    host,
    port,
    method: method ?? methodFor(random, match),
    path: pathFor(random, match),
    authority:
      match.authority === undefined ? spelled(random, host, port) : near(random, match.authority, [host]).replace('/', '.'),
    headers: [...headersFor(random, match), ...more],
    about,
  };
}

const HOSTS = [
  ...['reviews.a.svc.cluster.local', 'ratings.a.svc.cluster.local', 'details.b.svc.cluster.local', 'reviews.b.svc.cluster.local'],
  ...['unnamed.a.svc.cluster.local', 'headless.a.svc.cluster.local', 'alias.a.svc.cluster.local', 'alias.b.svc.cluster.local'],
  ...['grpc.c.svc.cluster.local', 'empty.b.svc.cluster.local', 'hidden.b.svc.cluster.local', 'api.example.com', 'x.wild.com'],
  ...['fixed.example.org', 'picked.example.com', 'nowhere.example.com', 'x.example.com', '198.51.100.9', '10.96.0.1'],
];

/** A call of anything that a mesh may have, on any port. */
function plain(random: Random, { proxies, services }: Callable): TestedRequest {
  const candidates = proxies.map((_, i) => i).filter((i) => proxies[i]?.type === 'sidecar');
  const host = random.pick(HOSTS);
  const port = random.chance(0.8) ? random.pick(services.get(host) ?? WEB_PORTS) : random.pick(WEB_PORTS);
  return {
    proxy: random.pick(candidates),
    scheme: 'http',
    host,
    port,
    method: 'GET',
    path: pathFor(random, {}),
    authority: random.chance(0.85) ? spelled(random, host, port) : random.pick(HOSTS),
    headers: headersFor(random, {}),
    about: 'a plain call',
  };
}

/** Bytes that are not HTTP, and TLS from a pod. */
function bytes(random: Random, { proxies }: Callable): TestedRequest {
  const proxy = random.below(proxies.length);
  const isTls = random.chance(0.5);
  const outer = proxies[proxy]?.type === 'router';
  const host = outer
    ? random.pick(['a.com', 'b.com', 'x.a.com'])
    : random.pick(
        isTls
          ? ['secure.a.svc.cluster.local', 'api.example.com', 'nowhere.example.com']
          : ['database.b.svc.cluster.local', 'fixed.example.org', 'unnamed.a.svc.cluster.local', 'reviews.a.svc.cluster.local'],
      );
  const port = isTls ? 443 : host.startsWith('unnamed') ? 7070 : host.startsWith('reviews') ? 9080 : 3306;
  return {
    proxy,
    scheme: isTls ? 'https' : 'http',
    host,
    port,
    method: 'GET',
    path: '/',
    authority: host,
    headers: [],
    ...(isTls ? { sni: random.chance(0.8) ? host : random.pick(['other.example.com', 'a.com']) } : { opaque: true }),
    about: isTls ? 'TLS' : 'bytes',
  };
}

/** A name of the cluster that does not exist cannot be called, but can be asked for at another address. */
function callableHost(request: TestedRequest, { services, proxies }: Callable): TestedRequest {
  const { host, port } = request;
  const full = host.includes('.') ? host : `${host}.${proxies[request.proxy]?.namespace}.svc.cluster.local`;
  const isMissing = (host === 'reviews.a' || full.endsWith('.svc.cluster.local')) && !services.has(full);
  return isMissing ? { ...request, host: port === 9080 ? '10.96.0.1' : '203.0.113.77' } : request;
}

/** Requests that are aimed at the rules of a mesh, and some at nothing in particular. */
export function requests(
  random: Random,
  manifests: readonly KubeObject[],
  proxies: readonly TestedProxy[],
  count: number,
): TestedRequest[] {
  const aims = manifests
    .flatMap((object) => (object.kind === 'VirtualService' ? aimsOf(object, manifests) : routeAims(object)))
    .filter(({ hosts }) => hosts.length > 0);
  const known = callable(manifests, proxies);
  // Rules that some request can meet: those of hosts and of gateways that are there.
  const met = aims.filter(
    ({ hosts, isMesh, gateways }) =>
      (isMesh && hosts.some((host) => known.services.has(host) || host.startsWith('*'))) ||
      gateways.some((name) => known.gateways.has(name)),
  );
  return Array.from({ length: count }, () => {
    const kind = random.below(20);
    if (kind < 1 || aims.length === 0) return callableHost(plain(random, known), known);
    if (kind < 2) return callableHost(bytes(random, known), known);
    const aim = random.pick(random.chance(0.93) && met.length > 0 ? met : aims);
    return aim.isOuter && (!aim.isMesh || random.chance(0.5))
      ? outer(random, aim, known)
      : callableHost(inner(random, aim, known), known);
  });
}
