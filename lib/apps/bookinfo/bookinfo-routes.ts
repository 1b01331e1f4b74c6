import { Construct } from 'constructs';
import type { GatewayWorkload } from '../../install/gateway-workload';
import { Destination } from '../../networking/destination';
import { DestinationRule } from '../../networking/destination-rule';
import { FaultInjection } from '../../networking/fault-injection';
import { Gateway } from '../../networking/gateway';
import { VirtualService } from '../../networking/virtual-service';
import type { Microservice } from './microservice';
import { BOOKINFO_PORT } from './microservice';
import { RATINGS_FAULTS, type RatingsFault } from './ratings-faults';
import { REVIEWS_ROUTES, type ReviewsRoute, type ReviewsVersion } from './reviews-routes';

/** What bookinfo's rules are about. */
export interface BookinfoRoutesProps {
  readonly namespace: string;
  readonly ingress: GatewayWorkload;
  readonly reviews: ReviewsRoute;
  readonly fault: RatingsFault | undefined;
  readonly services: {
    readonly productpage: Microservice<'v1'>;
    readonly details: Microservice<'v1'>;
    readonly ratings: Microservice<'v1'>;
    readonly reviews: Microservice<ReviewsVersion>;
  };
}

const PAGES = [
  { uri: { exact: '/productpage' } },
  { uri: { prefix: '/static' } },
  { uri: { exact: '/login' } },
  { uri: { exact: '/logout' } },
  { uri: { prefix: '/api/v1/products' } },
] as const;

/** The rules of bookinfo: the way in, the subsets of each microservice, and which of them gets which requests. */
export class BookinfoRoutes extends Construct {
  readonly productpage: VirtualService;
  readonly details: VirtualService;
  readonly ratings: VirtualService;
  readonly reviews: VirtualService;

  constructor(
    scope: Construct,
    id: string,
    private readonly given: BookinfoRoutesProps,
  ) {
    super(scope, id);
    const { services, fault } = given;
    this.exposeProductpage();
    this.productpage = this.routeToV1('productpage', services.productpage);
    this.details = this.routeToV1('details', services.details);
    this.ratings = this.routeToV1('ratings', services.ratings);
    this.reviews = this.routeReviews();
    if (fault !== undefined) new FaultInjection(this, fault, { virtualService: this.ratings, ...RATINGS_FAULTS[fault] });
  }

  private exposeProductpage(): void {
    const { namespace, ingress, services } = this.given;
    const gateway = new Gateway(this, 'bookinfo-gateway', {
      metadata: { namespace },
      selector: ingress,
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    });
    new VirtualService(this, 'bookinfo', {
      metadata: { namespace },
      hosts: ['*'],
      gateways: [gateway],
      http: [{ match: PAGES, route: [{ destination: Destination.service(services.productpage.service, BOOKINFO_PORT) }] }],
    });
  }

  private routeToV1(name: string, { service }: Microservice<'v1'>): VirtualService {
    const metadata = { name, namespace: this.given.namespace };
    const rule = new DestinationRule(this, `${name}-subsets`, { metadata, host: service, subsets: { v1: { version: 'v1' } } });
    return new VirtualService(this, name, {
      metadata,
      hosts: [rule.host],
      http: [{ route: [{ destination: rule.subset('v1') }] }],
    });
  }

  private routeReviews(): VirtualService {
    const metadata = { name: 'reviews', namespace: this.given.namespace };
    const rule = new DestinationRule(this, 'reviews-subsets', {
      metadata,
      host: this.given.services.reviews.service,
      subsets: { v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } },
    });
    return new VirtualService(this, 'reviews', { metadata, hosts: [rule.host], http: REVIEWS_ROUTES[this.given.reviews](rule) });
  }
}
