import type { Backend } from '../../gateway-api/backend';
import type { HTTPRouteRule } from '../../gateway-api/http-route';
import type { Destination } from '../../networking/destination';
import type { HttpRoute } from '../../networking/http-route';

/** The versions of reviews: without stars, with black stars, with red stars. */
export type ReviewsVersion = 'v1' | 'v2' | 'v3';

/** Where requests for reviews go: all to one version, or a share in percent to the first and the rest to the second. */
type Share = readonly [ReviewsVersion] | readonly [first: ReviewsVersion, percent: number, second: ReviewsVersion];

interface Rule {
  /** Value of the header `end-user`. @default everybody */
  readonly user?: string;
  readonly to: Share;
}

/** Ways to spread the requests for reviews over its versions, named as Istio's samples are. */
export const REVIEWS_ROUTES = {
  /** Everybody sees no stars. */
  v1: [{ to: ['v1'] }],
  /** Everybody sees red stars. */
  v3: [{ to: ['v3'] }],
  /** One request in ten sees black stars. */
  '90-10': [{ to: ['v1', 90, 'v2'] }],
  /** One request in five sees black stars. */
  '80-20': [{ to: ['v1', 80, 'v2'] }],
  /** Every other request sees red stars. */
  '50-v3': [{ to: ['v1', 50, 'v3'] }],
  /** Every other request sees black stars, and the rest red ones. */
  'v2-v3': [{ to: ['v2', 50, 'v3'] }],
  /** The user jason sees black stars, everybody else none. */
  'test-v2': [{ user: 'jason', to: ['v2'] }, { to: ['v1'] }],
  /** The user jason sees black stars, everybody else red ones. */
  'jason-v2-v3': [{ user: 'jason', to: ['v2'] }, { to: ['v3'] }],
} as const satisfies Record<string, readonly [Rule, ...Rule[]]>;

/** Name of a way to spread the requests for reviews. */
export type ReviewsRoute = keyof typeof REVIEWS_ROUTES;

type Target<T> = (version: ReviewsVersion) => T;

function shares([first, percent, second]: Share): readonly [version: ReviewsVersion, weight: number | undefined][] {
  if (percent === undefined || second === undefined) return [[first, undefined]];
  return [
    [first, percent],
    [second, 100 - percent],
  ];
}

const rulesOf = (route: ReviewsRoute): readonly Rule[] => REVIEWS_ROUTES[route];

/** The rules of a VirtualService. */
export function reviewsRules(route: ReviewsRoute, destination: Target<Destination>): HttpRoute[] {
  return rulesOf(route).map(({ user, to }) => {
    const [first, ...rest] = shares(to).map(([version, weight]) => ({ destination: destination(version), weight }));
    return {
      match: user === undefined ? undefined : [{ headers: { 'end-user': { exact: user } } }],
      route: [first!, ...rest],
    };
  });
}

/** The rules of an HTTPRoute. */
export function reviewsRouteRules(route: ReviewsRoute, backend: Target<Backend>): readonly [HTTPRouteRule, ...HTTPRouteRule[]] {
  const [first, ...rest] = rulesOf(route).map(({ user, to }): HTTPRouteRule => {
    const [one, ...others] = shares(to).map(([version, weight]) => ({ backend: backend(version), weight }));
    return {
      matches: user === undefined ? undefined : [{ headers: [{ name: 'end-user', value: user }] }],
      backendRefs: [one!, ...others],
    };
  });
  return [first!, ...rest];
}
