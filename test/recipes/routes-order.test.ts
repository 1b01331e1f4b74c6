import fc from 'fast-check';
import type { RouteMatch, RouteRule } from '../../lib';
import { orderProblems } from '../../lib/recipes/route-precedence';
import { asVirtualServiceRules } from '../../lib/recipes/routes-as-virtual-service';
import '../property-seed';

const at = (name: string) => ({ service: { name, metadata: { namespace: 'shop' } }, port: 9080 });

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
