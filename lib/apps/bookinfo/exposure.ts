import { HttpIngressPathType, Ingress, IngressBackend } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { GatewayWorkload } from '../../install/gateway-workload';
import { Destination } from '../../networking/destination';
import { Gateway } from '../../networking/gateway';
import { VirtualService } from '../../networking/virtual-service';
import { BOOKINFO_PORT, type Microservice } from './microservice';

/** What an entrance leads to. */
export interface ExposureProps {
  readonly namespace: string;
  readonly productpage: Microservice<'v1'>;
}

const PAGES = [
  { uri: { exact: '/productpage' } },
  { uri: { prefix: '/static' } },
  { uri: { exact: '/login' } },
  { uri: { exact: '/logout' } },
  { uri: { prefix: '/api/v1/products' } },
] as const;

const INGRESS_PATHS = [
  ['/productpage', HttpIngressPathType.EXACT],
  ['/static/', HttpIngressPathType.PREFIX],
  ['/login', HttpIngressPathType.EXACT],
  ['/logout', HttpIngressPathType.EXACT],
  ['/api/v1/products', HttpIngressPathType.PREFIX],
] as const;

/** The page behind a gateway, on its port 80 under every host name. */
export class GatewayExposure extends Construct {
  constructor(scope: Construct, id: string, { namespace, productpage, ingress }: ExposureProps & { ingress: GatewayWorkload }) {
    super(scope, id);
    const gateway = new Gateway(this, 'bookinfo-gateway', {
      metadata: { namespace },
      selector: ingress,
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    });
    new VirtualService(this, 'bookinfo', {
      metadata: { namespace },
      hosts: ['*'],
      gateways: [gateway],
      http: [{ match: PAGES, route: [{ destination: Destination.service(productpage.service, BOOKINFO_PORT) }] }],
    });
  }
}

/** The page behind an Ingress that istiod serves, since its class is `istio`. */
export class IngressExposure extends Construct {
  constructor(scope: Construct, id: string, { namespace, productpage }: ExposureProps) {
    super(scope, id);
    const backend = IngressBackend.fromService(productpage.service, { port: BOOKINFO_PORT });
    new Ingress(this, 'gateway', {
      metadata: { name: 'gateway', namespace, annotations: { 'kubernetes.io/ingress.class': 'istio' } },
      rules: INGRESS_PATHS.map(([path, pathType]) => ({ path, pathType, backend })),
    });
  }
}
