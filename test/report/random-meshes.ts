import fc from 'fast-check';
import { Mesh } from '../../lib/model';
import type { Request } from '../../lib/simulation';

type Fields = Readonly<Record<string, unknown>>;

const object = (apiVersion: string, kind: string, place: string, rest: Fields): Fields => {
  const [namespace, name] = place.split('/');
  return { apiVersion, kind, metadata: { name, namespace, ...(rest.metadata as Fields) }, ...without(rest, 'metadata') };
};
const without = (fields: Fields, name: string) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
const istio = (kind: string, place: string, spec: Fields) => object('networking.istio.io/v1', kind, place, { spec });
const workload = (place: string, labels: Fields, annotations: Fields = {}) =>
  object('apps/v1', 'Deployment', place, {
    spec: { template: { metadata: { labels, annotations }, spec: { containers: [{ name: 'app', image: 'app:1' }] } } },
  });
const service = (place: string, app: string, port: number, name = 'http') =>
  object('v1', 'Service', place, { spec: { selector: { app }, ports: [{ name, port }] } });

/** What all of the meshes have. */
const BASE: readonly Fields[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { 'istio-injection': 'enabled' } } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } },
  workload('a/page', { app: 'page' }),
  workload('istio-system/ingress', { istio: 'ingress' }),
  service('a/page', 'page', 80),
  service('a/reviews', 'reviews', 80),
  service('a/ratings', 'ratings', 8080),
  service('b/payments', 'payments', 9000, 'tcp'),
];

const PATHS = ['/', '/a', '/a/b', '/ab', '/b', '/a/b/c', '/v1/x', '/other', '/A', '/v2'];
const USERS = ['jason', 'jasonx', 'ann', ''];

const text = (values: readonly string[], expressions: readonly string[]) =>
  fc.oneof(
    fc.record({ exact: fc.constantFrom(...values) }),
    fc.record({ prefix: fc.constantFrom(...values.filter((one) => one !== '')) }),
    fc.record({ regex: fc.constantFrom(...expressions) }),
  );
const uri = text(['/a', '/a/b', '/b', '/v1', '/'], ['/v[0-9]+(/.*)?', '/a.*', '.*b']);
const user = fc.oneof(text(['jason', 'ann'], ['ja.*', '(ann|jason)']), fc.constant({}));
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const match = fc.record(
  {
    uri,
    ignoreUriCase: fc.boolean(),
    headers: fc.record({ 'end-user': user, 'x-test': user }, { requiredKeys: [] }),
    withoutHeaders: fc.record({ 'x-test': user }, { requiredKeys: [] }),
    queryParams: fc.record({ q: text(['1', '2'], ['[0-9]']) }),
    method: fc.constantFrom({ exact: 'POST' }, { exact: 'GET' }),
    sourceNamespace: fc.constantFrom('a', 'b'),
    sourceLabels: fc.constant({ app: 'page' }),
  },
  { requiredKeys: [] },
);

const destination = (host: string) =>
  fc.record({ host: fc.constant(host), subset: fc.constantFrom('v1', 'v2', 'v3', undefined) });
const headers = fc.record(
  {
    request: fc.constantFrom({ set: { 'x-test': 'set' } }, { remove: ['x-test'] }, { add: { 'x-new': '1' } }),
    response: fc.constantFrom({ remove: ['server'] }, { set: { 'x-out': '1' } }),
  },
  { requiredKeys: [] },
);
const extras = fc.record(
  {
    timeout: fc.constantFrom('1s', '2s', '0s'),
    retries: fc.record({ attempts: fc.constantFrom(0, 1, 3), retryOn: fc.constantFrom('5xx', 'reset') }),
    fault: fc.record(
      {
        delay: fc.record({ fixedDelay: fc.constant('7s'), percentage: fc.record({ value: fc.constantFrom(10, 100) }) }),
        abort: fc.record({ httpStatus: fc.constantFrom(500, 503), percentage: fc.record({ value: fc.constantFrom(10, 100) }) }),
      },
      { requiredKeys: [] },
    ),
    mirror: destination('ratings'),
    rewrite: fc.constantFrom(
      { uri: '/new' },
      { authority: 'other.example' },
      { uriRegexRewrite: { match: '^/v1/(.*)', rewrite: '/\\1' } },
    ),
    headers,
    corsPolicy: fc.record({
      allowOrigins: fc.array(text(['https://x.example'], ['https://.*']), { minLength: 1, maxLength: 2 }),
      allowMethods: fc.constant(['GET']),
    }),
  },
  { requiredKeys: [] },
);
const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(destination('reviews'), extras).map(([to, more]) => ({ route: [{ destination: to }], ...more })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(10, 50, 90), extras).map(([weight, more]) => ({
      route: ['v1', 'v2'].map((subset, i) => ({
        destination: { host: 'reviews', subset },
        weight: i === 0 ? weight : 100 - weight,
      })),
      ...more,
    })),
  },
  fc.constantFrom({ redirect: { uri: '/login' } }, { redirect: { authority: 'new.example' } }),
  fc.constantFrom({ directResponse: { status: 200, body: { string: 'ok' } } }, { directResponse: { status: 503 } }),
);
const rule = fc
  .tuple(fc.array(match, { maxLength: 2 }), action)
  .map(([matches, rest]) => ({ ...(matches.length === 0 ? {} : { match: matches }), ...rest }));

const routes = fc.record({
  rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
  gateways: fc.constantFrom(['mesh'], ['mesh', 'web'], ['web']),
  hosts: fc.constantFrom(['reviews'], ['reviews', 'shop.example'], ['reviews', '*.shop.example']),
});

const entry = fc.record({
  hosts: fc.constantFrom(['out.example'], ['*.out.example']),
  protocol: fc.constantFrom('HTTP', 'HTTPS', 'TCP'),
});

const policy = fc.record({
  namespace: fc.constantFrom('a', 'b', 'istio-system'),
  action: fc.constantFrom('ALLOW', 'DENY'),
  source: fc.constantFrom({ namespaces: ['a'] }, { principals: ['cluster.local/ns/b/sa/default'] }, { notNamespaces: ['a'] }),
  operation: some(fc.constantFrom({ methods: ['GET'] }, { notMethods: ['GET', 'POST'] }, { methods: ['POST', 'PUT'] })),
  when: some(fc.constantFrom({ key: 'request.headers[end-user]', values: ['jason'] })),
});

const parts = fc.record({
  policy: some(policy),
  routes: some(routes),
  subsets: fc.subarray(['v1', 'v2', 'v3']),
  sticky: fc.boolean(),
  versions: fc.subarray(['v1', 'v2', 'v3']),
  entry: some(entry),
  isClosed: fc.boolean(),
  web: fc.constantFrom(['*'], ['shop.example'], ['*.shop.example', 'shop.example']),
  tcp: some(fc.constantFrom('v1', 'v2')),
  injection: some(fc.constantFrom('enabled', 'disabled')),
  clientLabels: fc.constantFrom({}, { 'sidecar.istio.io/inject': 'true' }, { 'sidecar.istio.io/inject': 'false' }),
  clientAnnotations: fc.constantFrom({}, { 'sidecar.istio.io/inject': 'false' }),
  isStrict: fc.boolean(),
});
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

const PART_NAMES: (keyof Parts)[] = [
  ...(['routes', 'subsets', 'sticky', 'versions', 'entry', 'isClosed', 'web', 'tcp', 'policy'] as const),
  ...(['injection', 'clientLabels', 'clientAnnotations', 'isStrict'] as const),
];

/** The objects of a mesh with some parts. */
export function objectsOf({
  routes: own,
  subsets,
  sticky,
  versions,
  entry: outside,
  isClosed,
  web,
  tcp,
  policy: asked,
  injection,
  clientLabels,
  clientAnnotations,
  isStrict,
}: Parts): readonly Fields[] {
  return [
    ...BASE,
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'b', ...(injection && { labels: { 'istio-injection': injection } }) },
    },
    workload('b/client', { app: 'client', ...clientLabels }, clientAnnotations),
    ...(isStrict
      ? [object('security.istio.io/v1', 'PeerAuthentication', 'istio-system/all', { spec: { mtls: { mode: 'STRICT' } } })]
      : []),
    ...versions.map((version) => workload(`a/reviews-${version}`, { app: 'reviews', version })),
    workload('a/ratings', { app: 'ratings' }),
    ...['v1', 'v2'].map((version) => workload(`b/payments-${version}`, { app: 'payments', version })),
    istio('DestinationRule', 'a/reviews', {
      host: 'reviews',
      subsets: subsets.map((name) => ({ name, labels: { version: name } })),
      ...(sticky && { trafficPolicy: { loadBalancer: { consistentHash: { httpHeaderName: 'x-user' } } } }),
    }),
    istio('DestinationRule', 'b/payments', {
      host: 'payments',
      subsets: ['v1', 'v2'].map((name) => ({ name, labels: { version: name } })),
    }),
    istio('Gateway', 'a/web', {
      selector: { istio: 'ingress' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: web }],
    }),
    ...(own === undefined
      ? []
      : [istio('VirtualService', 'a/reviews', { hosts: own.hosts, gateways: own.gateways, http: own.rules })]),
    ...(tcp === undefined
      ? []
      : [
          istio('VirtualService', 'b/payments', {
            hosts: ['payments'],
            tcp: [{ route: [{ destination: { host: 'payments', subset: tcp } }] }],
          }),
        ]),
    ...(outside === undefined
      ? []
      : [
          istio('ServiceEntry', 'a/out', {
            hosts: outside.hosts,
            ports: [{ number: 8443, name: 'out', protocol: outside.protocol }],
            resolution: outside.hosts[0]!.startsWith('*') ? 'NONE' : 'DNS',
          }),
        ]),
    ...(asked === undefined
      ? []
      : [
          object('security.istio.io/v1', 'AuthorizationPolicy', `${asked.namespace}/policy`, {
            spec: {
              action: asked.action,
              rules: [
                {
                  from: [{ source: asked.source }],
                  ...(asked.operation && { to: [{ operation: asked.operation }] }),
                  ...(asked.when && { when: [asked.when] }),
                },
              ],
            },
          }),
        ]),
    ...(isClosed ? [istio('Sidecar', 'b/default', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })] : []),
  ];
}

/** Two meshes of which some parts are the same. */
export const pairs = fc
  .tuple(parts, parts, fc.subarray(PART_NAMES, { minLength: 1, maxLength: 2 }))
  .map(([before, other, changed]) => {
    const after = { ...before, ...Object.fromEntries(changed.map((name) => [name, other[name]])) } as Parts;
    return [objectsOf(before), objectsOf(after)] as const;
  });

export function meshOf(objects: readonly Fields[]): Mesh {
  return new Mesh(objects.map((manifest, i) => ({ manifest, source: { file: 'mesh.yaml', line: i + 1 } })));
}

const requestParts = fc.record(
  {
    path: fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom('', '?q=1', '?q=2', '?q=x', '?z=1')).map((both) => both.join('')),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS'),
    headers: fc.record(
      {
        'end-user': fc.constantFrom(...USERS),
        'x-test': fc.constantFrom(...USERS),
        origin: fc.constantFrom('https://x.example', 'http://y.example'),
        'access-control-request-method': fc.constant('GET'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['path'] },
);

const target = fc.oneof(
  fc.record({
    from: fc.constantFrom(
      { workload: 'page.a' },
      { workload: 'client.b' },
      { workload: 'ratings.a' },
      { workload: 'ingress.istio-system' },
    ),
    to: fc.constantFrom(
      { host: 'reviews.a.svc.cluster.local', port: 80, scheme: 'http' as const },
      { host: 'reviews.a.svc.cluster.local', port: 80, scheme: 'http' as const },
      { host: 'ratings.a.svc.cluster.local', port: 8080, scheme: 'http' as const },
      { host: 'payments.b.svc.cluster.local', port: 9000, scheme: 'tcp' as const },
      { host: 'shop.example', port: 80, scheme: 'http' as const },
      { host: 'x.shop.example', port: 80, scheme: 'http' as const },
      { host: 'nobody.example', port: 80, scheme: 'http' as const },
    ),
  }),
  fc.record({
    from: fc.constant({ gateway: 'web.a' }),
    to: fc.constantFrom(
      { host: 'shop.example', port: 80, scheme: 'http' as const },
      { host: 'x.shop.example', port: 80, scheme: 'http' as const },
      { host: 'reviews.a.svc.cluster.local', port: 80, scheme: 'http' as const },
      { host: 'else.example', port: 80, scheme: 'http' as const },
    ),
  }),
);

/** A request for one of the hosts of the meshes. */
export const requests: fc.Arbitrary<Request> = fc
  .tuple(target, requestParts)
  .map(([{ from, to }, rest]) => ({ from, ...to, ...rest }));
