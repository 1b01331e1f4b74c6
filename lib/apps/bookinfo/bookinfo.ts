import { EnvValue } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { GatewayWorkload } from '../../install/gateway-workload';
import type { IstioControlPlane } from '../../install/istio-control-plane';
import { MeshNamespace } from '../../install/mesh-namespace';
import { BookinfoRoutes } from './bookinfo-routes';
import { Microservice } from './microservice';
import type { RatingsFault } from './ratings-faults';
import type { ReviewsRoute, ReviewsVersion } from './reviews-routes';

/** Props of Bookinfo. */
export interface BookinfoProps {
  /** The control plane that gives every pod a sidecar. */
  readonly controlPlane: IstioControlPlane;
  /** The gateway through which the page is reached, on port 80 under every host name. */
  readonly ingress: GatewayWorkload;
  /** Where the rules go, for example a later stage than the workloads. @default the scope of the workloads */
  readonly traffic?: Construct;
  /** Name of the namespace, which is made here. @default bookinfo */
  readonly namespace?: string;
  /** How requests for reviews are spread over its versions. @default v1 */
  readonly reviews?: ReviewsRoute;
  /** What goes wrong with ratings. @default nothing */
  readonly fault?: RatingsFault;
}

/**
 * Istio's bookshop: productpage calls details and reviews, reviews v2 and v3 call ratings. Equal to Istio's sample but for the
 * differences listed in test/parity.
 */
export class Bookinfo extends Construct {
  readonly productpage: Microservice<'v1'>;
  readonly details: Microservice<'v1'>;
  readonly ratings: Microservice<'v1'>;
  readonly reviews: Microservice<ReviewsVersion>;
  /** The rules, to which more can be added: `bookinfo.routes.reviews.addRoute(...)`. */
  readonly routes: BookinfoRoutes;

  constructor(scope: Construct, id: string, props: BookinfoProps) {
    super(scope, id);
    const { controlPlane, ingress, traffic = this, namespace = 'bookinfo', reviews = 'v1', fault } = props;
    new MeshNamespace(this, namespace, { injectedBy: controlPlane });
    this.details = new Microservice(this, 'details', { namespace, versions: ['v1'] });
    this.ratings = new Microservice(this, 'ratings', { namespace, versions: ['v1'] });
    this.reviews = new Microservice(this, 'reviews', {
      namespace,
      versions: ['v1', 'v2', 'v3'],
      env: { LOG_DIR: EnvValue.fromValue('/tmp/logs') },
      writable: { tmp: '/tmp', 'wlp-output': '/opt/ibm/wlp/output' },
    });
    this.productpage = new Microservice(this, 'productpage', {
      namespace,
      versions: ['v1'],
      podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9080', 'prometheus.io/path': '/metrics' },
      writable: { tmp: '/tmp' },
    });
    this.routes = new BookinfoRoutes(traffic, traffic === this ? 'routes' : id, {
      namespace,
      ingress,
      reviews,
      fault,
      services: this,
    });
  }
}
