import { Construct } from 'constructs';
import { choiceProblems } from '../core/choice';
import type { OneShapeOf } from '../core/one-shape-of';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { EgressGateway } from '../install/egress-gateway';
import { DestinationRule } from '../networking/destination-rule';
import { Gateway } from '../networking/gateway';
import { ServiceEntry } from '../networking/service-entry';
import type { ServicePort } from '../networking/service-port';
import { VirtualService } from '../networking/virtual-service';
import { type OriginatedTls, originated } from './tls-origination';

/** Ports of the external host; what goes to the gateway goes to that of HTTPS. */
const HTTP = 80;
const HTTPS = 443;

interface Leaving {
  /** DNS name of a host outside the mesh. */
  readonly host: string;
  /** The gateway through which all calls of the host leave the mesh. */
  readonly gateway: EgressGateway;
}

interface Unopened extends Leaving {
  /** What applications speak with the host. HTTPS, on port 443, is passed on unopened. @default HTTPS */
  readonly protocol?: 'HTTPS';
}

interface Opened extends Leaving {
  /** HTTP, on port 80: it is mTLS up to the gateway, which sees each request. */
  readonly protocol: 'HTTP';
  /** TLS that the gateway opens to port 443 of the host. @default none: plain HTTP leaves for port 80 */
  readonly tls?: OriginatedTls;
}

/** Props of EgressThroughGateway. */
export type EgressThroughGatewayProps = OneShapeOf<Unopened | Opened>;

/** What would be left out, forced past the compiler. */
function openedProblems({ protocol, tls }: EgressThroughGatewayProps): Problem[] {
  const unknown = choiceProblems('protocol', protocol, ['HTTPS', 'HTTP']);
  if (unknown.length > 0 || tls === undefined || protocol === 'HTTP') return unknown;
  const problem = 'is opened by the applications themselves, which speak HTTPS';
  return [{ field: 'tls', problem, got: tls, fix: "remove it, or set protocol: 'HTTP'" }];
}

const NAMES: PropNames<EgressThroughGatewayProps> = {
  host: 'required',
  gateway: 'required',
  protocol: 'optional',
  tls: 'optional',
};

/**
 * Lets the mesh call an external host through the egress gateway alone: HTTPS as the applications speak it, or HTTP, of which the gateway
 * makes HTTPS where it is told to.
 */
export class EgressThroughGateway extends Construct {
  private readonly metadata: { readonly name: string; readonly namespace: string };

  /** @throws InvalidProps when the host is no DNS name, or TLS could not be opened so */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: EgressThroughGatewayProps,
  ) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, definition);
    refuse(this.node.path, openedProblems(definition));
    this.metadata = { name: id, namespace: definition.gateway.namespace };
    if (definition.protocol === 'HTTP') this.routeHttp();
    else this.routeTls();
  }

  private routeTls(): void {
    const { metadata } = this;
    const { host, gateway } = this.definition;
    const external = this.declare({ number: HTTPS, name: 'tls', protocol: 'TLS' });
    const exit = new Gateway(this, 'exit', {
      metadata,
      selector: gateway,
      servers: [{ port: { number: HTTPS, name: 'tls', protocol: 'TLS' }, hosts: [host], tls: { mode: 'PASSTHROUGH' } }],
    });
    const toGateway = new DestinationRule(this, 'gateway', {
      metadata,
      host: gateway.service,
      subsets: { [metadata.name]: {} },
    });
    new VirtualService(this, 'route', {
      metadata,
      hosts: [host],
      gateways: ['mesh', exit],
      tls: [
        {
          match: [{ gateways: ['mesh'], port: HTTPS, sniHosts: [host] }],
          route: [{ destination: toGateway.subset(metadata.name, HTTPS) }],
        },
        {
          match: [{ gateways: [exit], port: HTTPS, sniHosts: [host] }],
          route: [{ destination: external.destination(HTTPS) }],
        },
      ],
    });
  }

  private routeHttp(): void {
    const { metadata } = this;
    const { host, gateway, tls } = this.definition;
    // no port 443, by which applications could leave beside the gateway
    const external = this.declare({
      number: HTTP,
      name: 'http',
      protocol: 'HTTP',
      ...(tls !== undefined && { targetPort: HTTPS }),
    });
    const exit = new Gateway(this, 'exit', {
      metadata,
      selector: gateway,
      servers: [{ port: { number: HTTPS, name: 'https', protocol: 'HTTPS' }, hosts: [host], tls: { mode: 'ISTIO_MUTUAL' } }],
    });
    const toGateway = new DestinationRule(this, 'gateway', {
      metadata,
      host: gateway.service,
      subsets: {
        [metadata.name]: {
          trafficPolicy: { portLevelSettings: [{ port: { number: HTTPS }, tls: { mode: 'ISTIO_MUTUAL', sni: host } }] },
        },
      },
    });
    if (tls !== undefined) {
      new DestinationRule(this, 'tls', {
        metadata: { ...metadata, name: `${metadata.name}-tls` },
        host: external.host,
        trafficPolicy: { portLevelSettings: [{ port: { number: HTTP }, tls: originated(host, tls) }] },
      });
    }
    new VirtualService(this, 'route', {
      metadata,
      hosts: [host],
      gateways: ['mesh', exit],
      http: [
        {
          match: [{ gateways: ['mesh'], port: HTTP }],
          route: [{ destination: toGateway.subset(metadata.name, HTTPS) }],
        },
        {
          match: [{ gateways: [exit], port: HTTPS }],
          route: [{ destination: external.destination(HTTP) }],
        },
      ],
    });
  }

  private declare(port: ServicePort): ServiceEntry {
    return new ServiceEntry(this, 'host', {
      metadata: this.metadata,
      hosts: [this.definition.host],
      ports: [port],
      resolution: 'DNS',
      location: 'MESH_EXTERNAL',
    });
  }
}
