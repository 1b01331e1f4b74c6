import type { OneShapeOf } from '../../core/one-shape-of';
import type { AcmeChoice } from './acme';
import type { BookinfoFault } from './faults';
import type { IpFamilies } from './microservice';
import type { RatingsStore } from './ratings-stores';
import type { ReviewsRoute } from './reviews-routes';

interface AnyRouting {
  /** How requests for reviews are spread over its versions. @default v1 */
  readonly reviews?: ReviewsRoute;
  /** Version of details that answers; v2 runs beside v1. @default v1 */
  readonly details?: 'v1' | 'v2';
  /** Where ratings keeps the stars; with a database, the version that reads from it answers. @default memory */
  readonly ratings?: RatingsStore;
  /** Something outside the cluster that the bookshop may call. @default nothing but what the mesh allows */
  readonly egress?: 'google-apis';
  /** Both address families for all Services, the preferred one first. @default the one family that the cluster prefers */
  readonly ipFamilies?: IpFamilies;
  /**
   * `restricted`: the pods fulfil that Pod Security Standard. The sidecar does as well where the CNI node agent sets up its network.
   * @default the less that the images need
   */
  readonly podSecurity?: 'restricted';
  /** A certificate of the ingress gateway from Let's Encrypt, by cert-manager. @default none */
  readonly certificate?: AcmeChoice;
  /** `by-path`: a rate limit service that is in the cluster is asked before each request from outside. @default no limit */
  readonly rateLimit?: 'by-path';
}

interface IstioRouting extends AnyRouting {
  /** @default istio */
  readonly routing?: 'istio';
  /** What goes wrong on purpose. @default nothing */
  readonly fault?: BookinfoFault;
  /**
   * How the page is reached: at the ingress gateway by a Gateway, or by an Ingress of the class `istio`, or at a port of each node without
   * a gateway.
   * @default gateway
   */
  readonly expose?: 'gateway' | 'ingress' | 'node-port';
  /** `ISTIO_MUTUAL`: the microservices are called by mTLS whatever the mesh decides. @default mTLS where both sides have a proxy */
  readonly tls?: 'ISTIO_MUTUAL';
  /** How the pods of a version of reviews are chosen. @default as the mesh does */
  readonly reviewsLoadBalancer?: 'RANDOM' | 'ROUND_ROBIN' | 'LEAST_REQUEST';
}

interface GatewayApiRouting extends AnyRouting {
  /** The rules are of the Gateway API, which has no faults; the page is behind a Gateway that istiod deploys. */
  readonly routing: 'gateway-api';
}

/** What of the bookshop can be chosen. Each of Istio's samples of it is one choice: see `BOOKINFO_CATALOGUE`. */
export type BookinfoChoice = OneShapeOf<IstioRouting | GatewayApiRouting>;
