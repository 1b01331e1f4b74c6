import type { ISecret } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { emit } from '../core/emit';
import type { NonEmpty } from '../core/one-of';
import { refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { GatewayWorkload } from '../install/gateway-workload';
import { placeProblems } from './places';
import { watchIngresses } from './reach/unique-ingresses';

/** Props of an IngressBeforeGateway. */
export interface IngressBeforeGatewayProps {
  /** The gateway that gets the requests; its Service may be a ClusterIP. */
  readonly gateway: GatewayWorkload;
  /** The hosts that are let through, `app.example.com`; the gateway's rules see them as they came. */
  readonly hosts: NonEmpty<string>;
  /** Class of the Ingress. @default nginx */
  readonly ingressClassName?: string;
  /** Port of the gateway's Service, which must speak plain HTTP. @default 80 */
  readonly port?: number;
  /** Secret with a certificate for the hosts, in the gateway's namespace: TLS ends at the Ingress. @default plain HTTP */
  readonly tls?: ISecret;
}

const NAMES: PropNames<IngressBeforeGatewayProps> = {
  gateway: 'required',
  hosts: 'required list',
  ingressClassName: 'optional',
  port: 'optional',
  tls: 'optional',
};

/**
 * An Ingress whose controller hands all requests for some hosts to a gateway of the mesh: for clusters in which one controller is the only
 * way in.
 */
export class IngressBeforeGateway extends Construct {
  /** @throws InvalidProps when a host is none, or an addon is reached under it */
  constructor(scope: Construct, id: string, props: IngressBeforeGatewayProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { gateway, hosts, ingressClassName = 'nginx', port = 80, tls } = props;
    refuse(
      this.node.path,
      hosts.flatMap((host, i) => placeProblems(`hosts[${i}]`, { host, path: '/' }, this)),
    );
    const backend = { service: { name: gateway.name, port: { number: port } } };
    emit(this, [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: id, namespace: gateway.namespace },
        spec: {
          ingressClassName,
          rules: hosts.map((host) => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } })),
          ...(tls && { tls: [{ hosts, secretName: tls.name }] }),
        },
      },
    ]);
    watchIngresses(this);
  }
}
