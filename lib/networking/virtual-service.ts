import type { Construct } from 'constructs';
import type { VirtualServiceSpec } from '../../imports/networking.istio.io';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { listProblems, missingProblems, pathOf } from '../core/prop-names';
import { emptyListProblems } from '../core/sizes';
import { toWire, type Wire } from '../core/wire';
import type { GatewayReference } from './gateway-reference';
import type { HttpRoute } from './http-route';
import { HttpRouting, type HttpRoutingProps } from './http-routing';
import type { TcpRoute, TlsRoute } from './layer-4-routes';
import { knownPortProblems } from './named-port';
import { hostOf, type ServiceHost, type ServiceRef } from './service-host';
import { weightedProblems } from './weighted';

/** Props of a VirtualService. */
export interface VirtualServiceProps<Section extends string = never> extends HttpRoutingProps<Section, HttpRoute> {
  /** The hosts whose traffic is routed: Services, DNS names, `*.` at the beginning allowed; `*` at gateways alone. */
  readonly hosts: NonEmpty<string | ServiceHost | ServiceRef>;
  /** Where the rules apply. @default in every sidecar of the mesh */
  readonly gateways?: readonly GatewayReference[];
  /** Rules for TLS that is passed through; the first that matches takes the connection. @default none */
  readonly tls?: readonly TlsRoute[];
  /** Rules for all other TCP; the first that matches takes the connection. @default none */
  readonly tcp?: readonly TcpRoute[];
}

const LISTS: readonly (keyof VirtualServiceProps)[] = ['hosts', 'gateways', 'sections', 'http', 'tls', 'tcp', 'exportTo'];

/**
 * How the traffic of some hosts is routed.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class VirtualService<Section extends string = never> extends HttpRouting<Section, HttpRoute> {
  /** @throws InvalidProps when a host, a gateway, a namespace of `exportTo` or the name of the object is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: VirtualServiceProps<Section>,
  ) {
    refuse(pathOf(scope, id), [...missingProblems(['hosts'], definition), ...listProblems(LISTS, definition)]);
    super(scope, id, definition);
    this.refuseFrame(emptyListProblems('hosts', definition.hosts, 'give the host that is routed'));
  }

  get isAtGateways(): boolean {
    const { gateways = [] } = this.definition;
    return gateways.length > 0 && !gateways.includes('mesh');
  }

  private get hosts(): readonly ServiceHost[] {
    return this.definition.hosts.map((host) => hostOf(host, this.namespace));
  }

  protected override frame(): Wire<VirtualServiceSpec> {
    const { metadata: _metadata, sections: _sections, http: _http, ...props } = this.definition;
    return toWire({ ...props, hosts: this.hosts }, this.namespace) as Wire<VirtualServiceSpec>;
  }

  /** Conditions on a port that none of the hosts has; at gateways, it is a port of the gateway. */
  private matchedPortProblems(): Problem[] {
    const { gateways = [], tls = [], tcp = [] } = this.definition;
    const ports = this.hosts.map((host) => host.ports);
    if (gateways.length > 0 || ports.includes(undefined)) return [];
    const known = ports.flatMap((list) => list ?? []);
    return Object.entries({ http: this.rules, tls, tcp }).flatMap(([list, rules]) =>
      rules.flatMap(({ match = [] }, i) =>
        match.flatMap(({ port }, j) => knownPortProblems(`${list}[${i}].match[${j}].port`, port === 0 ? undefined : port, known)),
      ),
    );
  }

  protected override check(): Problem[] {
    const { tls = [], tcp = [] } = this.definition;
    return [
      ...super.check(),
      ...this.matchedPortProblems(),
      ...tls.flatMap(({ route }, i) => weightedProblems(`tls[${i}].route`, route, this)),
      ...tcp.flatMap(({ route }, i) => weightedProblems(`tcp[${i}].route`, route, this)),
    ];
  }
}
