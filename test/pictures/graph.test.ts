import fc from 'fast-check';
import { Mesh } from '../../lib/model';
import { graphOf, type MeshEdge, type MeshGraph } from '../../lib/pictures';
import { linksOf } from '../../lib/pictures/link';
import { type Manifest, object, service, workload } from '../simulation/asked';
import '../property-seed';

const meshOf = (...manifests: readonly Manifest[]) =>
  new Mesh(manifests.map((manifest) => ({ manifest: { ...manifest }, source: {} })));

const SHOP = object('Namespace', '/shop', undefined, { namespace: undefined, labels: { 'istio-injection': 'enabled' } });
const versions = (...names: readonly string[]) =>
  names.map((version) => workload(`shop/reviews-${version}`, { app: 'reviews', version }));
const REVIEWS = [SHOP, service('shop/reviews'), ...versions('v1', 'v2', 'v3')];
const SUBSETS = object('DestinationRule', 'shop/reviews', {
  host: 'reviews',
  subsets: ['v1', 'v2', 'v9'].map((version) => ({ name: version, labels: { version } })),
});
const rules = (http: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  object('VirtualService', 'shop/reviews', { hosts: ['reviews'], http, ...more });
const to = (subset: string, weight?: number) => ({
  destination: { host: 'reviews', subset },
  ...(weight === undefined ? {} : { weight }),
});

const edges = ({ edges: all }: MeshGraph, ...kinds: readonly string[]) => all.filter(({ kind }) => kinds.includes(kind));
const ends = (edge: MeshEdge) => `${edge.from} > ${edge.to}`;

describe('services and workloads', () => {
  test('a Service leads to its pods', () => {
    const graph = graphOf(meshOf(...REVIEWS));
    expect(edges(graph, 'pods').map(ends)).toEqual(
      ['v1', 'v2', 'v3'].map((v) => `service/shop/reviews > workload/shop/reviews-${v}`),
    );
    expect(graph.nodes.find(({ id }) => id === 'workload/shop/reviews-v2')).toMatchObject({
      kind: 'workload',
      name: 'reviews-v2',
      namespace: 'shop',
      version: 'v2',
      proxy: 'sidecar',
      mutualTls: 'PERMISSIVE',
      objects: ['Deployment/shop/reviews-v2'],
    });
  });

  test('PeerAuthentication and its object are at the workloads', () => {
    const strict = {
      ...object('PeerAuthentication', 'shop/strict', { mtls: { mode: 'STRICT' } }),
      apiVersion: 'security.istio.io/v1',
    };
    const [node] = graphOf(meshOf(...REVIEWS, strict)).nodes.filter(({ kind }) => kind === 'workload');
    expect(node).toMatchObject({
      mutualTls: 'STRICT',
      objects: ['Deployment/shop/reviews-v1', 'PeerAuthentication/shop/strict'],
    });
  });

  test('a workload leads to what its environment names, and to nothing that only looks like it', () => {
    const caller = workload(
      'shop/web',
      {},
      {
        containers: [
          {
            name: 'app',
            env: [
              { name: 'A', value: 'http://reviews/x' },
              { name: 'B', value: 'reviews' },
            ],
            args: ['--db=ratings.shop:80'],
          },
        ],
      },
    );
    const graph = graphOf(meshOf(...REVIEWS, service('shop/ratings'), caller));
    expect(edges(graph, 'names').map(ends)).toEqual(
      ['ratings', 'reviews'].map((name) => `workload/shop/web > service/shop/${name}`),
    );
  });
});

describe('routes', () => {
  test('each destination is an edge with conditions, share, subset and the place of its rule', () => {
    const http = [
      { match: [{ headers: { user: { exact: 'jason' } }, uri: { prefix: '/a' } }], route: [to('v2')], timeout: '3s' },
      { route: [to('v1', 90), to('v2', 10)], retries: { attempts: 2, perTryTimeout: '1s' } },
    ];
    const graph = graphOf(meshOf(...REVIEWS, SUBSETS, rules(http)));
    expect(
      edges(graph, 'route').map(({ to: end, matches, weight, subset, timeout, retries, rule, tls }) => ({
        end,
        matches,
        weight,
        subset,
        timeout,
        retries,
        field: rule?.field,
        tls,
      })),
    ).toEqual([
      {
        end: 'workload/shop/reviews-v1',
        matches: [],
        weight: 90,
        subset: 'v1',
        retries: '2 retries of 1s',
        field: 'spec.http[1]',
        tls: 'mTLS',
      },
      {
        end: 'workload/shop/reviews-v2',
        matches: ['path = /a* and user = jason'],
        subset: 'v2',
        timeout: '3s',
        field: 'spec.http[0]',
        tls: 'mTLS',
      },
      {
        end: 'workload/shop/reviews-v2',
        matches: [],
        weight: 10,
        subset: 'v2',
        retries: '2 retries of 1s',
        field: 'spec.http[1]',
        tls: 'mTLS',
      },
    ]);
    expect(edges(graph, 'unused', 'pods').map(ends)).toEqual(['service/shop/reviews > workload/shop/reviews-v3']);
  });

  test('faults and mirrors', () => {
    const fault = {
      delay: { percentage: { value: 5 }, fixedDelay: '7s' },
      abort: { percentage: { value: 100 }, httpStatus: 500 },
    };
    const graph = graphOf(
      meshOf(
        ...REVIEWS,
        SUBSETS,
        rules([{ route: [to('v1')], fault, mirror: { host: 'reviews', subset: 'v2' }, mirrorPercentage: { value: 30 } }]),
      ),
    );
    expect(edges(graph, 'route')[0]?.faults).toEqual(['delay 7s for 5 %', 'abort 500 for all']);
    expect(edges(graph, 'mirror').map((edge) => [edge.to, edge.weight])).toEqual([['workload/shop/reviews-v2', 30]]);
  });

  test.each([
    ['a subset without pods', 'v9', 'missing/shop/reviews v9', 'has no pods with its labels'],
    ['a subset that nobody declares', 'v4', 'missing/shop/reviews v4', 'is no subset of any DestinationRule'],
  ])('%s leads nowhere', (_, subset, id, problem) => {
    const graph = graphOf(meshOf(...REVIEWS, SUBSETS, rules([{ route: [to(subset)] }])));
    expect(edges(graph, 'route').map((edge) => edge.to)).toEqual([id]);
    expect(graph.nodes.find((node) => node.id === id)).toMatchObject({ kind: 'missing', details: [problem] });
  });

  test('a host that is no service leads nowhere', () => {
    const graph = graphOf(meshOf(...REVIEWS, rules([{ route: [{ destination: { host: 'raitings' } }] }])));
    expect(edges(graph, 'route').map((edge) => edge.to)).toEqual(['missing/shop/raitings.shop.svc.cluster.local']);
  });

  test('redirects and texts are answered by the proxy', () => {
    const graph = graphOf(
      meshOf(
        ...REVIEWS,
        rules([{ match: [{ uri: { exact: '/x' } }], redirect: { uri: '/y' } }, { directResponse: { status: 404 } }]),
      ),
    );
    expect(graph.nodes.filter(({ kind }) => kind === 'answer').map(({ name }) => name)).toEqual([
      'answer 404',
      'redirect 301 to /y',
    ]);
  });

  test('rules for one namespace say so', () => {
    const own = object('VirtualService', 'web/reviews', {
      hosts: ['reviews.shop.svc.cluster.local'],
      exportTo: ['.'],
      http: [{ route: [{ destination: { host: 'reviews.shop.svc.cluster.local', subset: 'v2' } }] }],
    });
    const graph = graphOf(meshOf(...REVIEWS, SUBSETS, rules([{ route: [to('v1')] }]), own));
    expect(edges(graph, 'route').map(({ to: end, matches }) => [end, matches])).toEqual([
      ['workload/shop/reviews-v1', []],
      ['workload/shop/reviews-v2', ['from namespace web']],
    ]);
  });
});

describe('gateways and the world outside', () => {
  const gateway = object('Gateway', 'shop/public', {
    selector: { istio: 'ingress' },
    servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.com'] }],
  });
  const outside = (http: unknown, gateways: readonly string[] = ['public']) =>
    object('VirtualService', 'shop/outside', { hosts: ['shop.com'], gateways, http });

  test('a Gateway without pods is a node of its own', () => {
    const graph = graphOf(meshOf(...REVIEWS, gateway, outside([{ route: [{ destination: { host: 'reviews' } }] }])));
    expect(edges(graph, 'route').map((edge) => [ends(edge), edge.host])).toEqual([
      ['gateway/shop/public > service/shop/reviews', 'shop.com'],
    ]);
    expect(graph.nodes[0]).toMatchObject({
      kind: 'gateway',
      details: ['its pods are not among the manifests', 'HTTP 80: shop.com'],
    });
  });

  test('what comes through a gateway passes by the rules for the mesh', () => {
    const graph = graphOf(
      meshOf(
        ...REVIEWS,
        SUBSETS,
        gateway,
        rules([{ route: [to('v1')] }]),
        outside([{ route: [{ destination: { host: 'reviews' } }] }]),
      ),
    );
    const through = edges(graph, 'route').filter(({ from }) => from.startsWith('gateway/'));
    expect(through.map((edge) => edge.to)).toEqual(['v1', 'v2', 'v3'].map((v) => `workload/shop/reviews-${v}`));
  });

  test('rules of other gateways are not those of the mesh', () => {
    const http = [{ match: [{ gateways: ['public'] }], route: [to('v1')] }, { route: [to('v2')] }];
    const graph = graphOf(meshOf(...REVIEWS, SUBSETS, gateway, rules(http)));
    expect(edges(graph, 'route').map(ends)).toEqual(['service/shop/reviews > workload/shop/reviews-v2']);
  });

  test('a Gateway that does not exist leads in from nowhere', () => {
    const graph = graphOf(meshOf(...REVIEWS, outside([{ route: [{ destination: { host: 'reviews' } }] }], ['gone'])));
    expect(edges(graph, 'route').map((edge) => edge.from)).toEqual(['missing/shop/Gateway gone']);
  });

  test('a host outside that has rules is called by its name, and is elsewhere itself', () => {
    const entry = object('ServiceEntry', 'shop/api', {
      hosts: ['api.com'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      resolution: 'DNS',
    });
    const slow = object('VirtualService', 'shop/api', {
      hosts: ['api.com'],
      http: [{ route: [{ destination: { host: 'api.com' } }], timeout: '2s' }],
    });
    const graph = graphOf(meshOf(SHOP, entry, slow));
    expect(edges(graph, 'route').map((edge) => [ends(edge), edge.timeout])).toEqual([
      ['host/shop/api.com > external/shop/api.com', '2s'],
    ]);
  });
});

describe('the Gateway API', () => {
  const api = (kind: string, spec: unknown) => ({
    ...object(kind, 'shop/public', spec),
    apiVersion: 'gateway.networking.k8s.io/v1',
  });

  test('routes lead from the pods that istiod makes for a Gateway', () => {
    const listener = { name: 'http', port: 80, protocol: 'HTTP', hostname: '*.shop.com' };
    const other = {
      ...api('Gateway', { gatewayClassName: 'istio', listeners: [listener] }),
      metadata: { name: 'other', namespace: 'shop' },
    };
    const rule = {
      matches: [{ path: { type: 'PathPrefix', value: '/r' } }],
      backendRefs: [{ name: 'reviews', port: 80 }],
    };
    const graph = graphOf(
      meshOf(
        ...REVIEWS,
        other,
        api('Gateway', { gatewayClassName: 'istio', listeners: [listener] }),
        api('HTTPRoute', { parentRefs: [{ name: 'public' }], hostnames: ['a.shop.com'], rules: [rule] }),
      ),
    );
    expect(edges(graph, 'route').map(({ from, to: end, host, matches, rule: at }) => ({ from, end, host, matches, at }))).toEqual(
      [
        {
          from: 'gateway/shop/public-istio',
          end: 'service/shop/reviews',
          host: 'a.shop.com',
          matches: ['path = /r*'],
          at: { object: 'HTTPRoute.gateway.networking.k8s.io/shop/public', field: 'spec.rules[0].matches[0]' },
        },
      ],
    );
  });
});

describe('authorization', () => {
  const policy = (spec: unknown) => ({
    ...object('AuthorizationPolicy', 'shop/reviews', spec),
    apiVersion: 'security.istio.io/v1',
  });
  const web = workload('shop/web', {}, { serviceAccountName: 'web' });

  test('callers that a policy names are drawn, with what they may do', () => {
    const rule = {
      from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'], namespaces: ['jobs'] } }],
      to: [{ operation: { methods: ['GET'] } }],
    };
    const graph = graphOf(meshOf(...REVIEWS, web, policy({ selector: { matchLabels: { version: 'v1' } }, rules: [rule] })));
    expect(edges(graph, 'allow').map((edge) => [ends(edge), edge.matches])).toEqual([
      ['clients/jobs > workload/shop/reviews-v1', ['methods GET']],
      ['workload/shop/web > workload/shop/reviews-v1', ['methods GET']],
    ]);
    expect(graph.nodes.find(({ id }) => id === 'workload/shop/reviews-v1')?.authorization).toEqual([
      'allows callers with principals cluster.local/ns/shop/sa/web and namespaces jobs for methods GET',
    ]);
  });

  test('a policy without rules allows nobody', () => {
    const graph = graphOf(meshOf(...REVIEWS, policy({})));
    const said = graph.nodes.filter(({ kind }) => kind === 'workload').map(({ authorization }) => authorization);
    expect(said).toEqual([['allows nobody'], ['allows nobody'], ['allows nobody']]);
  });
});

describe('what several objects say of one place', () => {
  test('pods of several workloads get parts of one share', () => {
    const twice = { route: [{ destination: { host: 'reviews' }, weight: 90 }, to('v2', 10)] };
    const found = edges(graphOf(meshOf(...REVIEWS, SUBSETS, rules([twice]))), 'route');
    expect(found.map(({ to: end, weight, workloads }) => [end, weight, workloads])).toEqual([
      ['workload/shop/reviews-v1', 90, 3],
      ['workload/shop/reviews-v2', 90, 3],
      ['workload/shop/reviews-v2', 10, undefined],
      ['workload/shop/reviews-v3', 90, 3],
    ]);
    const labels = linksOf(graphOf(meshOf(...REVIEWS, SUBSETS, rules([twice])))).map(({ label }) =>
      label.map(({ text }) => text),
    );
    expect(labels).toEqual([['part of 90 %'], ['part of 90 %', '10 %'], ['part of 90 %']]);
  });

  test('the first of many hosts is named, and no condition is cut for its share', () => {
    const route = (uri: string) => ({
      match: [{ uri: { prefix: uri } }],
      route: [{ destination: { host: 'reviews' }, weight: 90 }, to('v2', 10)],
    });
    const rule = object('VirtualService', 'shop/web', {
      hosts: ['www.shop.example', 'shop.example', 'reviews.shop.example'],
      gateways: ['web'],
      http: [route('/api/v1/customers/accounts')],
    });
    const gateway = object('Gateway', 'shop/web', { selector: { istio: 'web' }, servers: [] });
    const [first] = linksOf(graphOf(meshOf(...REVIEWS, SUBSETS, gateway, rule))).filter(({ from }) => from.startsWith('gateway'));
    expect(first?.label.map(({ text }) => text)).toEqual([
      'www.shop.example or 2 more',
      'path = /api/v1/customers/accounts*: 90 %',
    ]);
  });

  test('pods of a namespace that is not among the manifests are taken to have sidecars', () => {
    const home = (labels: object) => object('Namespace', '/shop', undefined, { name: 'shop', labels });
    const proxies = (...more: readonly Manifest[]) =>
      graphOf(meshOf(workload('shop/a'), service('shop/a'), ...more)).nodes.flatMap(({ proxy }) => proxy ?? []);
    expect([proxies(), proxies(home({})), proxies(home({ 'istio-injection': 'enabled' }))]).toEqual([
      ['sidecar'],
      ['none'],
      ['sidecar'],
    ]);
  });

  test('a waypoint stands at the services before which it is, with the policies that name them', () => {
    const gateway = {
      ...object('Gateway', 'shop/waypoint', { gatewayClassName: 'istio-waypoint', listeners: [] }),
      apiVersion: 'gateway.networking.k8s.io/v1',
    };
    const policy = {
      ...object('AuthorizationPolicy', 'shop/only', {
        targetRefs: [{ group: '', kind: 'Service', name: 'a' }],
        rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/b'] } }] }],
      }),
      apiVersion: 'security.istio.io/v1',
    };
    const labels = { 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'waypoint' };
    const graph = graphOf(
      meshOf(
        object('Namespace', '/shop', undefined, { name: 'shop', labels }),
        ...[service('shop/a'), workload('shop/a'), service('shop/b'), workload('shop/b', {}, { serviceAccountName: 'b' })],
        gateway,
        policy,
      ),
    );
    const services = graph.nodes.filter(({ kind }) => kind === 'service');
    expect(services.map(({ waypoint }) => waypoint)).toEqual(['shop/waypoint', 'shop/waypoint']);
    expect(edges(graph, 'allow').map(ends)).toEqual(['workload/shop/b > workload/shop/a']);
  });
});

describe('findings', () => {
  test('are at their object, and at the line of the rule they are about', () => {
    const http = [{ route: [to('v1')] }, { match: [{ uri: { exact: '/late' } }], route: [to('v4')] }];
    const graph = graphOf(meshOf(...REVIEWS, SUBSETS, rules(http)));
    const codesOf = (indexes: readonly number[] = []) => indexes.map((i) => graph.findings[i]?.code);
    const late = edges(graph, 'route').find(({ rule }) => rule?.field === 'spec.http[1]');
    const first = edges(graph, 'route').find(({ rule }) => rule?.field === 'spec.http[0]');
    expect(codesOf(late?.findings)).toContain('IST0101');
    expect(codesOf(first?.findings)).not.toContain('IST0101');
    expect(codesOf(graph.nodes.find(({ id }) => id === 'service/shop/reviews')?.findings)).toContain('IST0101');
  });
});

describe('a part of the mesh', () => {
  const caller = workload('shop/web', {}, { containers: [{ name: 'app', env: [{ name: 'A', value: 'http://reviews' }] }] });
  const mesh = () => meshOf(...REVIEWS, caller, service('other/alone'), workload('other/alone'));

  test('focus keeps what leads to a workload and what it leads to', () => {
    expect(graphOf(mesh(), { focus: 'reviews-v2' }).nodes.map(({ id }) => id)).toEqual([
      'service/shop/reviews',
      'workload/shop/reviews-v2',
      'workload/shop/web',
    ]);
    expect(graphOf(mesh(), { focus: 'alone.other' }).nodes.map(({ id }) => id)).toEqual([
      'service/other/alone',
      'workload/other/alone',
    ]);
  });

  test('a namespace keeps what is in it and next to it', () => {
    expect(graphOf(mesh(), { namespace: 'other' }).nodes).toHaveLength(2);
  });

  test.each([
    [{ focus: 'review-v2' }, '--focus: no workload, service or gateway has the name, got "review-v2"; did you mean reviews-v2,'],
    [{ namespace: 'shp' }, '--namespace: nothing is in the namespace, got "shp"; did you mean shop, other?'],
  ])('fails for what nothing is called, with near names', (options, message) => {
    expect(() => graphOf(mesh(), options)).toThrow(message);
  });
});

test('the order of the manifests does not matter', () => {
  const all = [
    ...REVIEWS,
    SUBSETS,
    rules([{ match: [{ uri: { exact: '/a' } }], route: [to('v2')] }, { route: [to('v1', 90), to('v2', 10)] }]),
    service('shop/ratings'),
    workload('shop/ratings'),
  ];
  const expected = graphOf(meshOf(...all));
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(graphOf(meshOf(...shuffled))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
