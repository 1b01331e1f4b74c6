import type { Mesh } from '../mesh';
import type { Specs } from '../specs';
import type { HttpMatch, HttpRule, HttpRuleSpec, RouteDestination } from '../virtual-service';
import type { RouteObject } from './attachments';
import { type BackendRef, destinationOf, UnusableRoute, weighted } from './backends';
import { corsOf, type HttpFilter, operationsOf, redirectOf, rewriteOf } from './http-filters';
import { type GrpcRouteMatch, grpcMatch, type HttpRouteMatch, httpMatch } from './http-matches';

type RuleOf<Kind extends 'HTTPRoute' | 'GRPCRoute'> = NonNullable<Specs[`gateway.networking.k8s.io/${Kind}`]['rules']>[number];
type Rule = Pick<RuleOf<'HTTPRoute'>, 'filters' | 'timeouts'> & { readonly backendRefs?: readonly Backend[] };
type Backend = BackendRef & {
  readonly filters?: readonly Pick<HttpFilter, 'requestHeaderModifier' | 'responseHeaderModifier'>[];
};
type Changes = { -readonly [Name in keyof HttpRuleSpec]: HttpRuleSpec[Name] };
type Mirrors = NonNullable<HttpRuleSpec['mirrors']>;

const NO_BACKEND = 500;

/** The last filter of a kind counts. */
const last = <Name extends keyof HttpFilter>(filters: readonly Pick<HttpFilter, Name>[], name: Name) =>
  filters.findLast((filter) => filter[name] !== undefined)?.[name];

function headersOf(filters: NonNullable<Backend['filters']>): HttpRuleSpec['headers'] {
  const request = last(filters, 'requestHeaderModifier');
  const response = last(filters, 'responseHeaderModifier');
  if (request === undefined && response === undefined) return undefined;
  return {
    ...(request === undefined ? {} : { request: operationsOf(request) }),
    ...(response === undefined ? {} : { response: operationsOf(response) }),
  };
}

/** Milliseconds of a time as the Gateway API writes it, `1h2m3s4ms`. */
function isNoTime(text: string): boolean {
  return [...text.matchAll(/\d+/g)].every(([digits]) => Number(digits) === 0);
}

function timeoutOf({ timeouts: { request, backendRequest } = {} }: Rule): string | undefined {
  return [backendRequest, request].find((text) => text !== undefined && !isNoTime(text));
}

/** How the rules of one route are read. */
class HttpRules {
  constructor(
    private readonly mesh: Mesh,
    private readonly route: RouteObject,
    private readonly isForMesh: boolean,
  ) {}

  #mirrors(filters: readonly HttpFilter[]): Mirrors {
    return filters.flatMap(({ requestMirror }) => {
      if (requestMirror === undefined) return [];
      const { backendRef, fraction, percent } = requestMirror;
      const { destination, isThere } = destinationOf(this.mesh, this.route, backendRef, this.isForMesh);
      if (!isThere) {
        if (this.route.kind === 'GRPCRoute') throw new UnusableRoute('a mirror is not there');
        return [];
      }
      const value = fraction === undefined ? percent : (100 * fraction.numerator) / (fraction.denominator ?? 100);
      return [{ destination, ...(value === undefined ? {} : { percentage: { value } }) }];
    });
  }

  #routes(refs: readonly Backend[] | undefined): readonly RouteDestination[] {
    const used = weighted(refs);
    return used.map(({ ref, weight }) => {
      const { destination } = destinationOf(this.mesh, this.route, ref, this.isForMesh);
      const headers = headersOf(ref.filters ?? []);
      return { destination, weight: used.length === 1 ? 0 : weight, ...(headers === undefined ? {} : { headers }) };
    });
  }

  #spec(rule: Rule): HttpRuleSpec {
    const { filters = [], backendRefs } = rule;
    if (filters.some(({ extensionRef }) => extensionRef !== undefined)) {
      throw new UnusableRoute('a filter is an extension, of which istiod knows none');
    }
    const redirect = last(filters, 'requestRedirect');
    const rewrite = last(filters, 'urlRewrite');
    const cors = last(filters, 'cors');
    const spec: Changes = {};
    const headers = headersOf(filters);
    const mirrors = this.#mirrors(filters);
    const timeout = timeoutOf(rule);
    const rewritten = rewrite === undefined ? undefined : rewriteOf(rewrite);
    if (headers !== undefined) spec.headers = headers;
    if (redirect !== undefined) spec.redirect = redirectOf(redirect);
    if (mirrors.length > 0) spec.mirrors = mirrors;
    if (rewritten !== undefined) spec.rewrite = rewritten;
    if (cors !== undefined) spec.corsPolicy = corsOf(cors);
    if (timeout !== undefined) spec.timeout = timeout;
    if (weighted(backendRefs).length === 0 && redirect === undefined) spec.directResponse = { status: NO_BACKEND };
    else spec.route = this.#routes(backendRefs);
    return spec;
  }

  of<Match>(rules: readonly (Rule & { readonly matches?: readonly Match[] })[], read: (match: Match) => HttpMatch): HttpRule[] {
    return rules.flatMap((rule, i) => {
      const spec = this.#spec(rule);
      const field = `rules[${i}]`;
      const { route: object } = this;
      const { matches = [] } = rule;
      if (matches.length === 0) return [{ spec, matches: [], places: [{ object, field }] }];
      return matches.map((match, j): HttpRule => {
        const places = [{ object, field: `${field}.matches[${j}]` }];
        return { spec, matches: [{ match: read(match), places }], places };
      });
    });
  }
}

/** What the API makes of rules that say nothing. */
const ANYTHING: readonly HttpRouteMatch[] = [{}];

/**
 * The rules of an HTTPRoute or a GRPCRoute, one for each match.
 * @param isForMesh whether they are for services, not for gateways
 * @throws UnusableRoute for a route of which istiod makes nothing
 */
export function httpRulesOf(mesh: Mesh, route: RouteObject<'HTTPRoute' | 'GRPCRoute'>, isForMesh: boolean): readonly HttpRule[] {
  const rules = new HttpRules(mesh, route, isForMesh);
  if (route.kind === 'GRPCRoute') {
    const { rules: written = [] } = route.spec as Specs['gateway.networking.k8s.io/GRPCRoute'];
    return rules.of<GrpcRouteMatch>(written as readonly (Rule & { matches?: readonly GrpcRouteMatch[] })[], grpcMatch);
  }
  const { rules: written = [{}] } = route.spec as Specs['gateway.networking.k8s.io/HTTPRoute'];
  const filled = written.map((rule) => ({ ...rule, matches: rule.matches ?? ANYTHING }));
  return rules.of<HttpRouteMatch>(filled, httpMatch);
}
