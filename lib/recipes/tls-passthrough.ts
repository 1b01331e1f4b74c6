import { Construct } from 'constructs';
import { refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import { emptyListProblems } from '../core/sizes';
import type { GatewayWorkload } from '../install/gateway-workload';
import type { Destination } from '../networking/destination';
import { Gateway } from '../networking/gateway';
import type { TlsRoute } from '../networking/layer-4-routes';
import { VirtualService } from '../networking/virtual-service';

/** Props of a TlsPassthrough. */
export interface TlsPassthroughProps {
  /** The pods that open the port. */
  readonly gateway: GatewayWorkload;
  /** Where the connections for each host go. Their certificates are those of the services. */
  readonly hosts: Readonly<Record<string, Destination>>;
  /** Port of the gateway's Service. @default 443 */
  readonly port?: number;
  /** Namespace of the rules. @default that of the chart */
  readonly namespace?: string;
}

const NAMES: PropNames<TlsPassthroughProps> = { gateway: 'required', hosts: 'required', port: 'optional', namespace: 'optional' };

/**
 * Lets TLS connections in unopened, each to the service of the name that its client asks for. Nothing of what is inside can be matched,
 * changed or counted: no paths, no retries.
 */
export class TlsPassthrough extends Construct {
  /** @throws InvalidProps when there is no host, or one is no DNS name */
  constructor(scope: Construct, id: string, props: TlsPassthroughProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { gateway, hosts, port = 443, namespace } = props;
    const metadata = { name: id, namespace };
    const names = Object.keys(hosts) as [string, ...string[]];
    refuse(this.node.path, emptyListProblems('hosts', names, 'name the hosts, and where their connections go'));
    const entrance = new Gateway(this, 'gateway', {
      metadata,
      selector: gateway,
      servers: [{ port: { number: port, name: 'tls', protocol: 'TLS' }, hosts: names, tls: { mode: 'PASSTHROUGH' } }],
    });
    const tls = Object.entries(hosts).map(
      ([host, destination]): TlsRoute => ({ match: [{ port, sniHosts: [host] }], route: [{ destination }] }),
    );
    new VirtualService(this, 'routes', { metadata, hosts: names, gateways: [entrance], tls });
  }
}
