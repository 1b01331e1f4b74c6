import { Construct } from 'constructs';
import { Certificate } from '../../certificates/certificate';
import { Issuer } from '../../certificates/issuer';
import type { GatewayWorkload } from '../../install/gateway-workload';
import { Destination } from '../../networking/destination';
import { Gateway } from '../../networking/gateway';
import { VirtualService } from '../../networking/virtual-service';

/** A certificate from Let's Encrypt. */
export interface AcmeChoice {
  /** The host that it is for. */
  readonly host: string;
  /** Where the authority writes to before it ends. */
  readonly email: string;
}

/** Props of an AcmeCertificate. */
export interface AcmeCertificateProps extends AcmeChoice {
  readonly ingress: GatewayWorkload;
}

const STAGING = 'https://acme-staging-v02.api.letsencrypt.org/directory';

/** A certificate of the ingress gateway, which cert-manager gets from the staging authority of Let's Encrypt, and the way for its test. */
export class AcmeCertificate extends Construct {
  constructor(scope: Construct, id: string, { host, email, ingress }: AcmeCertificateProps) {
    super(scope, id);
    const metadata = { namespace: ingress.namespace };
    const issuer = new Issuer(this, 'letsencrypt-staging', {
      metadata,
      acme: {
        server: STAGING,
        email,
        privateKeySecretRef: { name: 'letsencrypt-staging' },
        solvers: [{ http01: { ingress: { ingressClassName: 'istio' } } }],
      },
    });
    new Certificate(this, 'istio-ingressgateway-certs', { metadata, issuer, commonName: host, dnsNames: [host] });
    const gateway = new Gateway(this, 'cert-manager-gateway', {
      metadata,
      selector: ingress,
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    });
    new VirtualService(this, 'cert-manager', {
      metadata,
      hosts: ['*'],
      gateways: [gateway],
      http: [
        {
          match: [{ uri: { prefix: '/.well-known/acme-challenge/' } }],
          route: [{ destination: Destination.unchecked({ host: 'cert-manager-resolver', port: { number: 8089 } }) }],
        },
      ],
    });
  }
}
