import { Construct } from 'constructs';
import { DestinationRule, type SubsetProps } from '../../networking/destination-rule';
import { FaultInjection } from '../../networking/fault-injection';
import type { TrafficPolicy } from '../../networking/traffic-policy';
import { VirtualService } from '../../networking/virtual-service';
import type { BookinfoChoice } from './choice';
import { BOOKINFO_FAULTS } from './faults';
import type { Microservice } from './microservice';
import type { RatingsVersion } from './ratings-stores';
import { type ReviewsVersion, reviewsRules } from './reviews-routes';

/** The microservices of a bookshop. */
export interface BookinfoServices {
  readonly productpage: Microservice<'v1'>;
  readonly details: Microservice<'v1' | 'v2'>;
  readonly ratings: Microservice<RatingsVersion>;
  readonly reviews: Microservice<ReviewsVersion>;
}

/** What bookinfo's rules are about. */
export interface BookinfoRoutesProps extends Pick<BookinfoChoice, 'details' | 'fault' | 'tls' | 'reviewsLoadBalancer'> {
  readonly namespace: string;
  readonly reviews: NonNullable<BookinfoChoice['reviews']>;
  readonly ratings: RatingsVersion;
  readonly services: BookinfoServices;
}

const subsetsOf = <Version extends string>({ versions }: Microservice<Version>) =>
  Object.fromEntries(versions.map((version) => [version, { version }])) as Record<string, SubsetProps> as Record<
    Version,
    SubsetProps
  >;

/** The rules inside the bookshop: the subsets of each microservice, and which of them gets which requests. */
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
    const { services, fault, details = 'v1', ratings } = given;
    this.productpage = this.routeTo('productpage', services.productpage, 'v1');
    this.details = this.routeTo('details', services.details, details);
    this.ratings = this.routeTo('ratings', services.ratings, ratings);
    this.reviews = this.routeReviews();
    if (fault !== undefined) {
      const { of, ...effect } = BOOKINFO_FAULTS[fault];
      new FaultInjection(this, fault, { virtualService: this[of], ...effect });
    }
  }

  private policy(loadBalancer?: TrafficPolicy['loadBalancer']): TrafficPolicy | undefined {
    const { tls } = this.given;
    if (tls === undefined && loadBalancer === undefined) return undefined;
    return { loadBalancer, tls: tls && { mode: tls } };
  }

  private routeTo<Version extends string>(name: string, microservice: Microservice<Version>, version: Version): VirtualService {
    const metadata = { name, namespace: this.given.namespace };
    const rule = new DestinationRule(this, `${name}-subsets`, {
      metadata,
      host: microservice.service,
      trafficPolicy: this.policy(),
      subsets: subsetsOf(microservice),
    });
    return new VirtualService(this, name, {
      metadata,
      hosts: [rule.host],
      http: [{ route: [{ destination: rule.subset(version) }] }],
    });
  }

  private routeReviews(): VirtualService {
    const { namespace, services, reviews, reviewsLoadBalancer: simple } = this.given;
    const metadata = { name: 'reviews', namespace };
    const rule = new DestinationRule(this, 'reviews-subsets', {
      metadata,
      host: services.reviews.service,
      trafficPolicy: this.policy(simple && { simple }),
      subsets: subsetsOf(services.reviews),
    });
    const http = reviewsRules(reviews, (version) => rule.subset(version));
    return new VirtualService(this, 'reviews', { metadata, hosts: [rule.host], http });
  }
}
