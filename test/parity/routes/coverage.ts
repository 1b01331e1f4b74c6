import type { KubeObject } from '../compare';
import type { Observed } from './observe';
import { namespaceOf } from './pods';
import { kindOf } from './real-outcome';
import type { Route } from './resources';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

/** Features that a request has used: those of the route that Envoy took, of the rule that it comes from, and of what happened. */
export type Feature = string;

const MATCHES = ['prefix', 'path', 'safeRegex', 'pathSeparatedPrefix'] as const;

function* ofText(word: string, { exact, prefix, safeRegex }: Fields): Generator<Feature> {
  if (exact !== undefined) yield `${word} exact`;
  if (prefix !== undefined) yield `${word} prefix`;
  if (safeRegex !== undefined) yield `${word} regex`;
}

function* ofMatch({ match }: Route): Generator<Feature> {
  for (const name of MATCHES) if (match[name] !== undefined && match[name] !== '/') yield `match path: ${name}`;
  if (match['caseSensitive'] === false) yield 'match ignoreUriCase';
  for (const header of listOf(match['headers'])) {
    const name = String(header['name']);
    const word = name.startsWith(':')
      ? `match ${name.slice(1)}`
      : header['invertMatch'] === true
        ? 'match withoutHeaders'
        : 'match headers';
    yield* ofText(word, fieldsOf(header['stringMatch']));
    if (header['presentMatch'] !== undefined) yield `${word} present`;
  }
  for (const one of listOf(match['queryParameters'])) {
    yield* ofText('match queryParams', fieldsOf(one['stringMatch']));
    if (one['presentMatch'] !== undefined) yield 'match queryParams present';
  }
}

const ACTION_FIELDS: Readonly<Record<string, string>> = {
  weightedClusters: 'weights',
  prefixRewrite: 'rewrite uri',
  regexRewrite: 'rewrite regex',
  hostRewriteLiteral: 'rewrite authority',
  requestMirrorPolicies: 'mirror',
  hashPolicy: 'consistent hash',
};

function* ofAction(route: Route): Generator<Feature> {
  const action = fieldsOf(route.route);
  for (const [field, feature] of Object.entries(ACTION_FIELDS)) if (action[field] !== undefined) yield feature;
  if (action['timeout'] !== undefined && action['timeout'] !== '0s') yield 'timeout';
  const { retryOn, retriableStatusCodes, perTryTimeout } = fieldsOf(action['retryPolicy']);
  if (action['cluster'] !== undefined && retryOn === undefined) yield 'retries switched off';
  if (retriableStatusCodes !== undefined) yield 'retries on statuses';
  if (perTryTimeout !== undefined) yield 'retries perTryTimeout';
  for (const field of ['requestHeadersToAdd', 'requestHeadersToRemove', 'responseHeadersToAdd', 'responseHeadersToRemove']) {
    if (route[field] !== undefined) yield `headers: ${field}`;
  }
  for (const field of Object.keys(fieldsOf(route.redirect))) yield `redirect ${field}`;
  const filters = fieldsOf(route.typedPerFilterConfig);
  const fault = fieldsOf(filters['envoy.filters.http.fault']);
  if (fault['delay'] !== undefined) yield 'fault delay';
  if (fault['abort'] !== undefined) yield `fault abort ${fieldsOf(fault['abort'])['grpcStatus'] === undefined ? 'http' : 'grpc'}`;
  if (filters['envoy.filters.http.cors'] !== undefined) yield 'cors';
}

const OF_ISTIO = /^\/apis\/networking\.istio\.io\/v1\/namespaces\/([^/]+)\/virtual-service\/([^/]+)$/;

/** The VirtualService from which a route comes, by what istiod notes on it. */
export function originOf({ route, mesh }: Observed): KubeObject | undefined {
  const metadata = fieldsOf(fieldsOf(route?.route['metadata'])['filterMetadata']);
  const [, namespace, name] = OF_ISTIO.exec(String(fieldsOf(metadata['istio'])['config'])) ?? [];
  return mesh.manifests.find(
    (object) => object.kind === 'VirtualService' && object.metadata.name === name && namespaceOf(object) === namespace,
  );
}

const STATIC_MATCHES = ['port', 'sourceLabels', 'sourceNamespace', 'gateways'] as const;

/** Fields by which istiod picks rules for a client, and of which nothing is left in routes. */
function* ofOrigin(object: KubeObject): Generator<Feature> {
  const spec = fieldsOf(object['spec']);
  const matches = listOf(spec['http']).flatMap(({ match }) => listOf(match));
  for (const field of STATIC_MATCHES) if (matches.some((match) => match[field] !== undefined)) yield `match ${field}`;
  if (spec['exportTo'] !== undefined) yield 'exportTo of a VirtualService';
  if (listOf(spec['http']).some(({ delegate }) => delegate !== undefined)) yield 'delegate';
  const hosts = Array.isArray(spec['hosts']) ? (spec['hosts'] as string[]) : [];
  if (hosts.some((host) => host.startsWith('*'))) yield 'hosts with wildcard';
}

const KINDS = ['Sidecar', 'ServiceEntry', 'DestinationRule', 'Gateway', 'AuthorizationPolicy', 'HTTPRoute', 'GRPCRoute'];

function* ofRequest(observed: Observed): Generator<Feature> {
  const { request, proxy, route, cluster, mesh } = observed;
  yield `outcome ${kindOf(observed)}`;
  yield proxy.type === 'router' ? `gateway ${request.scheme}` : `sidecar ${request.opaque === true ? 'bytes' : request.scheme}`;
  if (proxy.type === 'sidecar' && request.port === 80) yield 'port 80';
  if (route !== undefined && /:\d+$/.test(route.table)) yield 'sniffed HTTP';
  if (route?.host.requireTls !== undefined) yield 'httpsRedirect';
  if (cluster?.split('|')[2]) yield 'subset';
  for (const name of ['headless', 'alias', 'api.example.com', 'empty', 'hidden']) {
    if (cluster?.includes(`|${name}`)) yield `to ${name}`;
  }
  if (mesh.meshConfig.outboundTrafficPolicy?.mode === 'REGISTRY_ONLY') yield 'mesh config REGISTRY_ONLY';
  for (const kind of KINDS) if (mesh.manifests.some((object) => object.kind === kind)) yield `mesh with ${kind}`;
}

/** What a request has used. */
export function featuresOf(observed: Observed): ReadonlySet<Feature> {
  const { route } = observed;
  const origin = originOf(observed);
  return new Set([
    ...ofRequest(observed),
    ...(route === undefined ? [] : [...ofMatch(route.route), ...ofAction(route.route)]),
    ...(origin === undefined ? [] : ofOrigin(origin)),
  ]);
}
