import { Construct } from 'constructs';
import type { EgressGateway } from '../install/egress-gateway';
import { DestinationRule } from '../networking/destination-rule';
import { Gateway } from '../networking/gateway';
import { ServiceEntry } from '../networking/service-entry';
import { VirtualService } from '../networking/virtual-service';

/** Port of HTTPS, at the external host and at the gateway. */
const HTTPS = 443;

/** Props of EgressThroughGateway. */
export interface EgressThroughGatewayProps {
  /** DNS name of a host outside the mesh that answers HTTPS on port 443. */
  readonly host: string;
  /** The gateway through which all calls of the host leave the mesh. */
  readonly gateway: EgressGateway;
}

/**
 * Lets the mesh call an external host by HTTPS, and through the egress gateway alone. The applications speak HTTPS as before: the
 * gateway reads the name they ask for and passes the connection on unopened.
 */
export class EgressThroughGateway extends Construct {
  constructor(scope: Construct, id: string, { host, gateway }: EgressThroughGatewayProps) {
    super(scope, id);
    const metadata = { name: id, namespace: gateway.namespace };
    const external = new ServiceEntry(this, 'host', {
      metadata,
      hosts: [host],
      ports: [{ number: HTTPS, name: 'tls', protocol: 'TLS' }],
      resolution: 'DNS',
      location: 'MESH_EXTERNAL',
    });
    const exit = new Gateway(this, 'exit', {
      metadata,
      selector: gateway,
      servers: [{ port: { number: HTTPS, name: 'tls', protocol: 'TLS' }, hosts: [host], tls: { mode: 'PASSTHROUGH' } }],
    });
    const toGateway = new DestinationRule(this, 'gateway', { metadata, host: gateway.service, subsets: { [id]: {} } });
    new VirtualService(this, 'route', {
      metadata,
      hosts: [host],
      gateways: ['mesh', exit],
      tls: [
        {
          match: [{ gateways: ['mesh'], port: HTTPS, sniHosts: [host] }],
          route: [{ destination: toGateway.subset(id, HTTPS) }],
        },
        {
          match: [{ gateways: [exit], port: HTTPS, sniHosts: [host] }],
          route: [{ destination: external.destination(HTTPS) }],
        },
      ],
    });
  }
}
