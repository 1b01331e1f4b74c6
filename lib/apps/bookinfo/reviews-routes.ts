import type { Destination } from '../../networking/destination';
import type { DestinationRule } from '../../networking/destination-rule';
import type { HttpRoute } from '../../networking/http-route';

/** The versions of reviews: without stars, with black stars, with red stars. */
export type ReviewsVersion = 'v1' | 'v2' | 'v3';

type Subsets = DestinationRule<ReviewsVersion>;

const all = (destination: Destination): HttpRoute => ({ route: [{ destination }] });

const jason = (destination: Destination): HttpRoute => ({
  match: [{ headers: { 'end-user': { exact: 'jason' } } }],
  route: [{ destination }],
});

const split = (first: Destination, weight: number, second: Destination): HttpRoute => ({
  route: [
    { destination: first, weight },
    { destination: second, weight: 100 - weight },
  ],
});

/** Ways to spread the requests for reviews over its versions, named as Istio's samples are. */
export const REVIEWS_ROUTES = {
  /** Everybody sees no stars. */
  v1: (reviews: Subsets) => [all(reviews.subset('v1'))],
  /** Everybody sees red stars. */
  v3: (reviews: Subsets) => [all(reviews.subset('v3'))],
  /** One request in ten sees black stars. */
  '90-10': (reviews: Subsets) => [split(reviews.subset('v1'), 90, reviews.subset('v2'))],
  /** One request in five sees black stars. */
  '80-20': (reviews: Subsets) => [split(reviews.subset('v1'), 80, reviews.subset('v2'))],
  /** Every other request sees red stars. */
  '50-v3': (reviews: Subsets) => [split(reviews.subset('v1'), 50, reviews.subset('v3'))],
  /** Every other request sees black stars, and the rest red ones. */
  'v2-v3': (reviews: Subsets) => [split(reviews.subset('v2'), 50, reviews.subset('v3'))],
  /** The user jason sees black stars, everybody else none. */
  'test-v2': (reviews: Subsets) => [jason(reviews.subset('v2')), all(reviews.subset('v1'))],
  /** The user jason sees black stars, everybody else red ones. */
  'jason-v2-v3': (reviews: Subsets) => [jason(reviews.subset('v2')), all(reviews.subset('v3'))],
} satisfies Record<string, (reviews: Subsets) => HttpRoute[]>;

/** Name of a way to spread the requests for reviews. */
export type ReviewsRoute = keyof typeof REVIEWS_ROUTES;
