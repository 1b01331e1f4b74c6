import { Construct } from 'constructs';
import { Backend } from '../../gateway-api/backend';
import { Gateway } from '../../gateway-api/gateway';
import { HTTPRoute } from '../../gateway-api/http-route';
import { Parent } from '../../gateway-api/parent';
import type { BookinfoServices } from './bookinfo-routes';
import type { BookinfoChoice } from './choice';
import { BOOKINFO_PORT, type Microservice } from './microservice';
import type { RatingsVersion } from './ratings-stores';
import { reviewsRouteRules } from './reviews-routes';

/** What the rules are about. */
export interface GatewayApiRoutesProps {
  readonly namespace: string;
  readonly services: BookinfoServices;
  readonly reviews: NonNullable<BookinfoChoice['reviews']>;
  readonly details: 'v1' | 'v2';
  readonly ratings: RatingsVersion;
}

const PAGES = [
  { type: 'Exact', value: '/productpage' },
  { type: 'PathPrefix', value: '/static' },
  { type: 'Exact', value: '/login' },
  { type: 'Exact', value: '/logout' },
  { type: 'PathPrefix', value: '/api/v1/products' },
] as const;

/** The rules of bookinfo in the Gateway API: a Gateway of its own, and for each version of a microservice a Service in place of a subset. */
export class GatewayApiRoutes extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly given: GatewayApiRoutesProps,
  ) {
    super(scope, id);
    const { services, details, ratings, reviews } = given;
    this.exposeProductpage();
    this.routeTo('productpage', services.productpage, 'v1');
    this.routeTo('details', services.details, details);
    this.routeTo('ratings', services.ratings, ratings);
    const versions = services.reviews.addVersionServices();
    this.route(
      'reviews',
      services.reviews,
      reviewsRouteRules(reviews, (version) => Backend.service(versions[version])),
    );
  }

  private exposeProductpage(): void {
    const { namespace, services } = this.given;
    const gateway = new Gateway(this, 'bookinfo-gateway', {
      metadata: { namespace },
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } }],
    });
    new HTTPRoute(this, 'bookinfo', {
      metadata: { namespace },
      parentRefs: [gateway],
      rules: [
        {
          matches: PAGES.map((path) => ({ path })),
          backendRefs: [{ backend: Backend.service(services.productpage.service) }],
        },
      ],
    });
  }

  private routeTo<Version extends string>(name: string, microservice: Microservice<Version>, version: Version): void {
    const backend = Backend.service(microservice.addVersionServices()[version]);
    this.route(name, microservice, [{ backendRefs: [{ backend }] }]);
  }

  private route(name: string, { service }: { readonly service: Microservice<string>['service'] }, rules: HTTPRouteRules): void {
    const metadata = { name, namespace: this.given.namespace };
    new HTTPRoute(this, name, { metadata, parentRefs: [Parent.service(service, BOOKINFO_PORT)], rules });
  }
}

type HTTPRouteRules = ReturnType<typeof reviewsRouteRules>;
