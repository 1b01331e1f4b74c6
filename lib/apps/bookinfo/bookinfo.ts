import { EnvValue, ServiceType } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { InvalidProps, refuse } from '../../core/problem';
import { type PropNames, refuseProps } from '../../core/prop-names';
import { MeshNamespace } from '../../injection/mesh-namespace';
import type { GatewayWorkload } from '../../install/gateway-workload';
import type { IstioControlPlane } from '../../install/istio-control-plane';
import { AcmeCertificate } from './acme';
import { BookinfoRoutes } from './bookinfo-routes';
import type { BookinfoChoice } from './choice';
import { bookinfoChoiceProblems } from './choice-problems';
import { GatewayExposure, IngressExposure } from './exposure';
import { GatewayApiRoutes } from './gateway-api-routes';
import { GoogleApis } from './google-apis';
import { Microservice, type Surroundings } from './microservice';
import { PageRateLimit } from './page-rate-limit';
import { addRatingsDatabase, type RatingsVersion } from './ratings-stores';
import type { ReviewsVersion } from './reviews-routes';

/** Props of Bookinfo. */
export type BookinfoProps = BookinfoChoice & {
  /** The control plane that gives every pod a sidecar. */
  readonly controlPlane: IstioControlPlane;
  /**
   * The gateway through which the page is reached, on port 80 under every host name. With `routing: 'gateway-api'` istiod deploys one of
   * the bookshop's own in its place.
   */
  readonly ingress: GatewayWorkload;
  /** Where the rules go, for example a later stage than the workloads. @default the scope of the workloads */
  readonly traffic?: Construct;
  /** Name of the namespace, which is made here. @default bookinfo */
  readonly namespace?: string;
};

const NAMES: PropNames<BookinfoProps> = {
  controlPlane: 'required',
  ingress: 'required',
  traffic: 'optional',
  namespace: 'optional',
  reviews: 'optional',
  details: 'optional',
  ratings: 'optional',
  egress: 'optional',
  ipFamilies: 'optional list',
  podSecurity: 'optional',
  certificate: 'optional',
  rateLimit: 'optional',
  routing: 'optional',
  fault: 'optional',
  expose: 'optional',
  tls: 'optional',
  reviewsLoadBalancer: 'optional',
};

/**
 * Istio's bookshop: productpage calls details and reviews, reviews v2 and v3 call ratings. Equal to Istio's samples but for the
 * differences that `npm run parity -- bookinfo` lists.
 */
export class Bookinfo extends Construct {
  readonly productpage: Microservice<'v1'>;
  readonly details: Microservice<'v1' | 'v2'>;
  readonly ratings: Microservice<RatingsVersion>;
  readonly reviews: Microservice<ReviewsVersion>;
  readonly #routes: BookinfoRoutes | undefined;

  /** @throws InvalidProps when a choice is none of those that there are */
  constructor(scope: Construct, id: string, props: BookinfoProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    refuse(this.node.path, bookinfoChoiceProblems(props));
    const { controlPlane, traffic = this, namespace = 'bookinfo', ipFamilies, podSecurity } = props;
    const { details = 'v1', reviews = 'v1', ratings = 'memory', expose = 'gateway' } = props;
    const surroundings: Surroundings = { namespace, ipFamilies, podSecurity };
    new MeshNamespace(this, namespace, { injectedBy: controlPlane });
    this.details = new Microservice<'v1' | 'v2'>(this, 'details', { ...surroundings, versions: detailsVersions(details) });
    const database = addRatingsDatabase(this, ratings, surroundings);
    this.ratings = new Microservice<RatingsVersion>(this, 'ratings', {
      ...surroundings,
      versions: { v1: {}, ...(database && { [database.version]: database.pod }) },
    });
    this.reviews = this.addReviews(surroundings);
    this.productpage = this.addProductpage(surroundings, expose === 'node-port' ? ServiceType.NODE_PORT : undefined);
    const rules = traffic === this ? traffic : new Construct(traffic, id);
    const answering = { details, ratings: database?.version ?? 'v1', reviews } as const;
    if (props.routing === 'gateway-api') {
      new GatewayApiRoutes(rules, 'routes', { namespace, services: this, ...answering });
    } else {
      this.expose(rules, namespace, props);
      this.#routes = new BookinfoRoutes(rules, 'routes', { ...props, namespace, services: this, ...answering });
    }
    this.addExtras(rules, namespace, props);
  }

  /**
   * The rules, to which more can be added: `bookinfo.routes.reviews.addRoute(...)`.
   * @throws InvalidProps when they are of the Gateway API
   */
  get routes(): BookinfoRoutes {
    const fix = 'leave routing out to have VirtualServices';
    const problem = { field: 'routing', problem: 'has no rules that can be added to', got: 'gateway-api', fix };
    if (this.#routes === undefined) throw new InvalidProps(this.node.path, [problem]);
    return this.#routes;
  }

  private addExtras(rules: Construct, namespace: string, { egress, certificate, rateLimit, ingress }: BookinfoProps): void {
    if (egress !== undefined) new GoogleApis(rules, egress, { namespace });
    if (certificate !== undefined) new AcmeCertificate(rules, 'certificate', { ...certificate, ingress });
    if (rateLimit !== undefined) new PageRateLimit(rules, 'rate-limit', { ingress });
  }

  private addReviews(surroundings: Surroundings): Microservice<ReviewsVersion> {
    const pod = {
      env: { LOG_DIR: EnvValue.fromValue('/tmp/logs') },
      writable: { tmp: '/tmp', 'wlp-output': '/opt/ibm/wlp/output' },
    };
    return new Microservice(this, 'reviews', { ...surroundings, versions: { v1: pod, v2: pod, v3: pod } });
  }

  private addProductpage(surroundings: Surroundings, type: ServiceType | undefined): Microservice<'v1'> {
    return new Microservice(this, 'productpage', {
      ...surroundings,
      type,
      versions: { v1: { writable: { tmp: '/tmp' } } },
      podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9080', 'prometheus.io/path': '/metrics' },
    });
  }

  private expose(scope: Construct, namespace: string, { expose = 'gateway', ingress }: BookinfoProps): void {
    const { productpage } = this;
    if (expose === 'gateway') new GatewayExposure(scope, expose, { namespace, productpage, ingress });
    if (expose === 'ingress') new IngressExposure(scope, expose, { namespace, productpage });
  }
}

function detailsVersions(answering: 'v1' | 'v2') {
  return answering === 'v1' ? { v1: {} } : { v1: {}, v2: { env: { DO_NOT_ENCRYPT: EnvValue.fromValue('true') } } };
}
