import { Duration } from 'cdk8s';
import fc from 'fast-check';
import {
  DestinationRule,
  Gateway,
  GatewayApi,
  GatewaySelector,
  type RouteMatch,
  type RouteRule,
  Routes,
  type RoutesForm,
  type RoutesProps,
} from '../../lib';
import { orderProblems } from '../../lib/recipes/route-precedence';
import { asVirtualServiceRules } from '../../lib/recipes/routes-as-virtual-service';
import { manifests, refusals, specOf, testChart } from '../synth';

const service = { name: 'reviews', metadata: { namespace: 'shop' } };
const at = (name: string, weight?: number) => ({ service: { ...service, name }, port: 9080, weight });
type Rules = RoutesProps<RoutesForm>['rules'];

function rendered(renderAs: RoutesForm, rules: Rules): unknown {
  const chart = testChart('shop');
  new Routes(chart, 'reviews', { renderAs, service, rules });
  return specOf(chart, renderAs, 'reviews');
}

test('one list of rules in both forms', () => {
  const rules: Rules = [
    {
      name: 'jason',
      match: [
        { path: { prefix: '/api/' }, method: 'GET', headers: { 'end-user': { exact: 'jason' } } },
        { path: { exact: '/me' }, queryParams: { v: { regex: '2.*' } } },
      ],
      to: [at('reviews-v2')],
      headers: { request: { set: { a: 'b' }, add: { c: 'd' } }, response: { remove: ['e'] } },
      mirrors: [{ ...at('reviews-v3'), percentage: 0.5 }, at('reviews-v4')],
      timeout: Duration.millis(1500),
    },
    { to: [at('reviews-v1', 90), at('reviews-v2', 10)] },
  ];
  const api = { method: { exact: 'GET' }, headers: { 'end-user': { exact: 'jason' } } };
  expect(rendered('VirtualService', rules)).toEqual({
    hosts: ['reviews'],
    http: [
      {
        name: 'jason',
        match: [
          { uri: { exact: '/api' }, ...api },
          { uri: { prefix: '/api/' }, ...api },
          { uri: { exact: '/me' }, queryParams: { v: { regex: '2.*' } } },
        ],
        headers: { request: { set: { a: 'b' }, add: { c: 'd' } }, response: { remove: ['e'] } },
        route: [{ destination: { host: 'reviews-v2', port: { number: 9080 } } }],
        mirrors: [
          { destination: { host: 'reviews-v3', port: { number: 9080 } }, percentage: { value: 0.5 } },
          { destination: { host: 'reviews-v4', port: { number: 9080 } } },
        ],
        timeout: '1.5s',
      },
      {
        route: [
          { destination: { host: 'reviews-v1', port: { number: 9080 } }, weight: 90 },
          { destination: { host: 'reviews-v2', port: { number: 9080 } }, weight: 10 },
        ],
      },
    ],
  });
  expect(rendered('HTTPRoute', rules)).toEqual({
    parentRefs: [{ group: '', kind: 'Service', name: 'reviews' }],
    rules: [
      {
        name: 'jason',
        matches: [
          { path: { type: 'PathPrefix', value: '/api/' }, method: 'GET', headers: [{ name: 'end-user', value: 'jason' }] },
          {
            path: { type: 'Exact', value: '/me' },
            queryParams: [{ name: 'v', type: 'RegularExpression', value: '2.*' }],
          },
        ],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: { set: [{ name: 'a', value: 'b' }], add: [{ name: 'c', value: 'd' }] },
          },
          { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['e'] } },
          {
            type: 'RequestMirror',
            requestMirror: {
              backendRef: { name: 'reviews-v3', port: 9080 },
              fraction: { numerator: 5000, denominator: 1_000_000 },
            },
          },
          { type: 'RequestMirror', requestMirror: { backendRef: { name: 'reviews-v4', port: 9080 } } },
        ],
        backendRefs: [{ name: 'reviews-v2', port: 9080 }],
        timeouts: { request: '1s500ms' },
      },
      {
        backendRefs: [
          { name: 'reviews-v1', port: 9080, weight: 90 },
          { name: 'reviews-v2', port: 9080, weight: 10 },
        ],
      },
    ],
  });
});

test('what replaces a prefix, and what redirects', () => {
  const rules: Rules = [
    { match: [{ path: { prefix: '/old' } }], to: [at('a')], rewrite: { host: 'b.com', path: { prefix: '/new' } } },
    { match: [{ path: { regex: '/x.*' } }], to: [at('a')], rewrite: { path: { full: '/one' } } },
    { match: [{ path: { prefix: '/gone' } }], redirect: { host: 'c.com', path: { prefix: '/here' } } },
    { match: [{ path: { prefix: '/out' } }], redirect: { scheme: 'https', port: 8443, path: { full: '/in' }, status: 308 } },
    { match: [{ path: { prefix: '/tls' } }], redirect: { scheme: 'https' } },
  ];
  const ordered = [rules[0], ...rules.slice(2), rules[1]] as unknown as Rules;
  const route = [{ destination: { host: 'a', port: { number: 9080 } } }];
  const derivePort = 'FROM_REQUEST_PORT';
  const under = (path: string) => [{ uri: { exact: path } }, { uri: { prefix: `${path}/` } }];
  expect(rendered('VirtualService', ordered)).toEqual({
    hosts: ['reviews'],
    http: [
      { match: [{ uri: { exact: '/old' } }], route, rewrite: { authority: 'b.com', uri: '/new' } },
      { match: [{ uri: { prefix: '/old/' } }], route, rewrite: { authority: 'b.com', uri: '/new/' } },
      { match: [{ uri: { exact: '/gone' } }], redirect: { authority: 'c.com', uri: '/here', derivePort, redirectCode: 302 } },
      {
        match: [{ uri: { prefix: '/gone/' } }],
        redirect: { authority: 'c.com', prefixRewrite: '/here/', derivePort, redirectCode: 302 },
      },
      { match: under('/out'), redirect: { scheme: 'https', port: 8443, uri: '/in', redirectCode: 308 } },
      { match: under('/tls'), redirect: { scheme: 'https', derivePort: 'FROM_PROTOCOL_DEFAULT', redirectCode: 302 } },
      { match: [{ uri: { regex: '/x.*' } }], route, rewrite: { uriRegexRewrite: { match: '/.*', rewrite: '/one' } } },
    ],
  });
  expect(rendered('HTTPRoute', ordered)).toMatchObject({
    rules: [
      {
        filters: [
          {
            type: 'URLRewrite',
            urlRewrite: { hostname: 'b.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' } },
          },
        ],
      },
      {
        filters: [
          {
            type: 'RequestRedirect',
            requestRedirect: {
              hostname: 'c.com',
              path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/here' },
              statusCode: 302,
            },
          },
        ],
      },
      {
        filters: [
          {
            type: 'RequestRedirect',
            requestRedirect: {
              scheme: 'https',
              port: 8443,
              path: { type: 'ReplaceFullPath', replaceFullPath: '/in' },
              statusCode: 308,
            },
          },
        ],
      },
      { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 302 } }] },
      {
        matches: [{ path: { type: 'RegularExpression', value: '/x.*' } }],
        filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/one' } } }],
      },
    ],
  });
});

test('at gateways, each form at its own', () => {
  const chart = testChart('shop');
  const port = { number: 80, name: 'http', protocol: 'HTTP' } as const;
  const selector = GatewaySelector.unchecked({ istio: 'ingressgateway' });
  const istio = new Gateway(chart, 'edge', { selector, servers: [{ hosts: ['*'], port }] });
  const kubernetes = new GatewayApi.Gateway(chart, 'front', { listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] });
  const rules: Rules = [{ to: [at('reviews')] }];
  new Routes(chart, 'one', { renderAs: 'VirtualService', hosts: ['*'], gateways: [istio], rules });
  new Routes(chart, 'two', { renderAs: 'HTTPRoute', hosts: ['*'], gateways: [kubernetes], rules });
  new Routes(chart, 'three', { renderAs: 'HTTPRoute', hosts: ['a.com'], gateways: [kubernetes.listener('http')], rules });
  const backendRefs = [{ name: 'reviews', port: 9080 }];
  expect(specOf(chart, 'VirtualService', 'one')).toMatchObject({ hosts: ['*'], gateways: ['edge'] });
  expect(specOf(chart, 'HTTPRoute', 'two')).toEqual({ parentRefs: [{ name: 'front' }], rules: [{ backendRefs }] });
  expect(specOf(chart, 'HTTPRoute', 'three')).toEqual({
    parentRefs: [{ name: 'front', sectionName: 'http' }],
    hostnames: ['a.com'],
    rules: [{ backendRefs }],
  });
});

test('what a VirtualService alone can do', () => {
  const chart = testChart('shop');
  const versions = new DestinationRule(chart, 'versions', { host: service, subsets: { v2: { version: 'v2' } } });
  new Routes(chart, 'reviews', {
    renderAs: 'VirtualService',
    service,
    metadata: { name: 'all', labels: { a: 'b' } },
    rules: [
      { match: [{ method: 'GET' }], to: [{ destination: versions.subset('v2') }], retries: { attempts: 1 } },
      { to: [{ destination: versions.destination(9080) }], fault: { abort: { httpStatus: 503, percentage: 10 } } },
    ],
  });
  expect(manifests(chart).find(({ kind }) => kind === 'VirtualService')?.metadata.labels).toEqual({ a: 'b' });
  expect(specOf(chart, 'VirtualService', 'all')).toEqual({
    hosts: ['reviews'],
    http: [
      {
        match: [{ method: { exact: 'GET' } }],
        route: [{ destination: { host: 'reviews', subset: 'v2' } }],
        retries: { attempts: 1 },
      },
      {
        route: [{ destination: { host: 'reviews', port: { number: 9080 } } }],
        fault: { abort: { httpStatus: 503, percentage: { value: 10 } } },
      },
    ],
  });
});

describe('fails when', () => {
  const to = [at('a')] as const;
  const first = (path: RouteMatch['path'], part: object): Rules => [{ match: [{ path }], ...part }] as unknown as Rules;
  test.each<[string, Rules, string]>([
    [
      'a rule is shadowed in one form and not in the other',
      [{ to }, { match: [{ path: { prefix: '/api' } }], to }],
      'rules[1].match[0] is more specific than rules[0], which stands before it, got {"path":{"prefix":"/api"}}; ' +
        'put the rule before rules[0]',
    ],
    [
      'an expression stands before a prefix, which the Gateway API asks first',
      [
        { match: [{ path: { regex: '/a.*' } }], to },
        { match: [{ path: { prefix: '/' } }], to },
      ],
      'rules[1].match[0] is more specific than rules[0], which stands before it, got {"path":{"prefix":"/"}}; ' +
        'put the rule before rules[0]',
    ],
    [
      'a method stands behind a rule for all',
      [
        { match: [{ path: { prefix: '/a' } }], to },
        { match: [{ path: { prefix: '/a/' }, method: 'GET' }], to },
      ],
      'rules[1].match[0] is more specific than rules[0], which stands before it, got {"path":{"prefix":"/a/"},"method":"GET"}; ' +
        'put the rule before rules[0]',
    ],
    [
      'shares do not add up',
      [{ to: [at('a', 60), at('b', 30)] }],
      'rules[0].to weights must add up to 100, got [60,30]; make them whole numbers that add up to 100, not 90',
    ],
    [
      'a prefix is replaced that is not matched',
      first({ exact: '/a' }, { to, rewrite: { path: { prefix: '/b' } } }),
      'rules[0].rewrite.path.prefix replaces a prefix, but the rule does not match by one alone, got "/b"; ' +
        'give the rule exactly one match, by path.prefix',
    ],
    [
      'every path is a prefix that is replaced',
      first({ prefix: '/' }, { to, rewrite: { path: { prefix: '/b' } } }),
      'rules[0].rewrite.path.prefix replaces the prefix /, after which Istio writes no /, got "/b"; match a longer prefix',
    ],
    [
      'a prefix is cut off by a redirect',
      first({ prefix: '/a' }, { redirect: { path: { prefix: '/' } } }),
      'rules[0].redirect.path.prefix is /, which an HTTPRoute of Istio writes twice, got "/"; ' +
        'name another path, or rewrite it in place of a redirect',
    ],
    [
      'a replacement ends with /',
      first({ prefix: '/a' }, { redirect: { path: { prefix: '/b/' } } }),
      'rules[0].redirect.path.prefix ends with /, which is written twice, got "/b/"; use /b',
    ],
    [
      'a header is compared with nothing',
      [{ match: [{ headers: { a: { exact: '' } } }], to }],
      'rules[0].match[0].headers.a.exact must not be empty, got ""; use regex \'.*\' for one that is there',
    ],
    [
      'a time is none',
      [{ to, timeout: Duration.millis(0) }],
      'rules[0].timeout must be a whole number of milliseconds, at least 1, got "0s"; use for example Duration.millis(500)',
    ],
    [
      'copies are more than all requests',
      [{ to, mirrors: [{ ...at('b'), percentage: 101 }] }],
      'rules[0].mirrors[0].percentage must be a percentage between 0.0001 and 100, or 0, got 101; use for example 12.5',
    ],
  ])('%s', (_, rules, message) => {
    for (const form of ['VirtualService', 'HTTPRoute'] as const) {
      expect(refusals(() => rendered(form, rules))).toEqual([message]);
    }
  });

  test('the Service is of another namespace', () => {
    const make = () => new Routes(testChart('web'), 'reviews', { renderAs: 'HTTPRoute', service, rules: [{ to }] });
    expect(refusals(make)).toEqual([
      'service is in another namespace, got "shop/reviews"; put the routes into shop: ' +
        'elsewhere an HTTPRoute is for callers of its own namespace, a VirtualService for all',
    ]);
  });

  test('all hosts stand beside others', () => {
    const gateways = [GatewayApi.Parent.unchecked({ name: 'front' })] as const;
    const make = () =>
      new Routes(testChart('web'), 'a', { renderAs: 'HTTPRoute', hosts: ['*', 'a.com'], gateways, rules: [{ to }] });
    expect(refusals(make)).toEqual(['hosts has others beside *, got ["*","a.com"]; write * alone, or name each']);
  });
});

describe('for any list of rules that is taken, the first rule that matches is the most specific one', () => {
  interface Request {
    readonly path: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, string>>;
  }
  const path = fc.constantFrom('/', '/a', '/a/', '/a/b', '/ab', '/a/b/c', '/c');
  const value = fc.constantFrom('1', '2');
  const compared = fc.oneof(fc.record({ exact: value }), fc.record({ regex: fc.constantFrom('1', '.*', '[12]') }));
  const values = fc.dictionary(fc.constantFrom('x', 'y'), compared, { maxKeys: 2, noNullPrototype: true });
  const match = fc.record(
    {
      path: fc.oneof(
        fc.record({ exact: path }),
        fc.record({ prefix: path }),
        fc.record({ regex: fc.constantFrom('/a.*', '/c') }),
      ),
      method: fc.constantFrom('GET', 'POST'),
      headers: values,
      queryParams: values,
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<RouteMatch>;
  const rules = fc.array(fc.array(match, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 });
  const some = fc.dictionary(fc.constantFrom('x', 'y'), value, { noNullPrototype: true });
  const request = fc.record({ path, method: fc.constantFrom('GET', 'POST'), headers: some, query: some });

  const fits = (text: string | undefined, { exact, regex }: { exact?: string; regex?: string }) =>
    text !== undefined && (exact === undefined ? new RegExp(`^(?:${regex})$`).test(text) : exact === text);

  interface StringMatch {
    readonly exact?: string;
    readonly prefix?: string;
    readonly regex?: string;
  }
  interface Rendered {
    readonly http: readonly {
      readonly match: {
        readonly uri?: StringMatch;
        readonly method?: StringMatch;
        readonly headers?: Record<string, StringMatch>;
        readonly queryParams?: Record<string, StringMatch>;
      }[];
      readonly route: { readonly destination: { readonly host: { readonly name: string } } }[];
    }[];
  }

  /** As istiod and Envoy read a VirtualService. */
  function byVirtualService(http: Rendered['http'], { path: url, method, headers, query }: Request): string | undefined {
    const text = (given: string, { exact, prefix, regex }: StringMatch = {}) =>
      prefix === undefined ? (exact ?? regex) === undefined || fits(given, { exact, regex }) : given.startsWith(prefix);
    const all = (given: Readonly<Record<string, string>>, wanted: Record<string, StringMatch> = {}) =>
      Object.entries(wanted).every(([name, one]) => fits(given[name], one));
    return http.find((rule) =>
      rule.match.some(
        (one) => text(url, one.uri) && text(method, one.method) && all(headers, one.headers) && all(query, one.queryParams),
      ),
    )?.route[0]?.destination.host.name;
  }

  /** As the Gateway API says it: of all matches the most specific, of equal ones the first. */
  function byPrecedence(
    list: readonly (readonly RouteMatch[])[],
    { path: url, method, headers, query }: Request,
  ): string | undefined {
    const key = ({ path: where = { prefix: '/' }, method: verb, headers: heads = {}, queryParams = {} }: RouteMatch) => {
      const prefix = where.prefix === undefined || where.prefix === '/' ? where.prefix : where.prefix.replace(/\/$/, '');
      const rank = where.exact !== undefined ? 3 : prefix !== undefined ? 2 : 1;
      const length = (where.exact ?? prefix ?? where.regex ?? '').length;
      return [rank, length, verb === undefined ? 0 : 1, Object.keys(heads).length, Object.keys(queryParams).length];
    };
    const takes = ({ path: where = { prefix: '/' }, method: verb, headers: heads = {}, queryParams = {} }: RouteMatch) => {
      const base = where.prefix?.replace(/\/$/, '');
      const hasPath = base === undefined ? fits(url, where) : url === base || url.startsWith(`${base}/`);
      const all = (given: Readonly<Record<string, string>>, wanted: object) =>
        Object.entries(wanted).every(([name, one]) => fits(given[name], one));
      return hasPath && (verb ?? method) === method && all(headers, heads) && all(query, queryParams);
    };
    const found = list.flatMap((matches, i) => matches.filter(takes).map((one) => ({ i, key: key(one) })));
    const [best] = found.sort((a, b) => {
      const j = a.key.findIndex((number, k) => number !== b.key[k]);
      return j === -1 ? a.i - b.i : b.key[j]! - a.key[j]!;
    });
    return best === undefined ? undefined : `rule-${best.i}`;
  }

  test('in 2,000 lists', () => {
    let taken = 0;
    fc.assert(
      fc.property(rules, fc.array(request, { minLength: 20, maxLength: 20 }), (list, requests) => {
        const all = list.map((matches, i) => ({
          match: matches,
          to: [at(`rule-${i}`)],
        })) as unknown as RouteRule<'VirtualService'>[];
        if (orderProblems('rules', all).length > 0) return;
        taken++;
        const http = all.flatMap(asVirtualServiceRules) as unknown as Rendered['http'];
        for (const one of requests) expect(byVirtualService(http, one)).toBe(byPrecedence(list, one));
      }),
      { numRuns: 2000, seed: 7 },
    );
    expect(taken).toBeGreaterThan(500);
  });
});
