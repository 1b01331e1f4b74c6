import type { Construct } from 'constructs';
import { VirtualService as Api, type VirtualServiceSpec } from '../../imports/networking.istio.io';
import { exportToProblems } from '../admission/export-to';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { type InjectedFault, injectFaults } from './fault-expansion';
import { type GatewayReference, gatewayReferenceProblems } from './gateway-reference';
import { type HttpRoute, httpRouteProblems, renderHttpRoute } from './http-route';
import { type TcpRoute, type TlsRoute, tcpRouteProblems, tlsRouteProblems } from './layer-4-routes';
import { type RoutedHosts, routedHostsProblems } from './routed-hosts';
import type { ServiceHost } from './service-host';

/** Props of a VirtualService. */
export interface VirtualServiceProps extends ResourceProps {
  /** The hosts whose traffic is routed: Services, DNS names, `*.` at the beginning allowed; `*` at gateways alone. */
  readonly hosts: NonEmpty<string | ServiceHost>;
  /** Where the rules apply. @default in every sidecar of the mesh */
  readonly gateways?: readonly GatewayReference[];
  /** Rules for HTTP; the first that matches takes the request. @default none */
  readonly http?: readonly HttpRoute[];
  /** Rules for TLS that is passed through; the first that matches takes the connection. @default none */
  readonly tls?: readonly TlsRoute[];
  /** Rules for all other TCP; the first that matches takes the connection. @default none */
  readonly tcp?: readonly TcpRoute[];
  /** Namespaces that see the rules: names, `.` for this one, `*` for all. @default by the mesh config, else all */
  readonly exportTo?: readonly string[];
}

/**
 * How the traffic of some hosts is routed.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class VirtualService extends Resource {
  private readonly http: HttpRoute[];
  private readonly faults: InjectedFault[] = [];

  /** @throws InvalidProps when a host, a gateway, a namespace of `exportTo` or the name of the object is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: VirtualServiceProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    const { hosts, gateways, http = [], exportTo } = definition;
    if (hosts.length === 0) {
      refuse(this.node.path, [
        { field: 'hosts', problem: 'must name at least one host', got: hosts, fix: 'give the host that is routed' },
      ]);
    }
    refuse(this.node.path, [
      ...routedHostsProblems(this.routed),
      ...gatewayReferenceProblems('gateways', gateways),
      ...exportToProblems('exportTo', exportTo, { namespace: this.namespace }),
    ]);
    this.http = [...http];
  }

  /** Whether the rules are for some gateways and in no sidecar. */
  get isAtGateways(): boolean {
    const { gateways = [] } = this.definition;
    return gateways.length > 0 && !gateways.includes('mesh');
  }

  private get routed(): RoutedHosts {
    const { hosts, gateways = [], tls = [] } = this.definition;
    return {
      hosts: hosts.map((host) => (typeof host === 'string' ? host : host.toWire(this.namespace))),
      atGateways: this.isAtGateways,
      inSidecars: gateways.includes('mesh'),
      bySni: tls.length > 0,
    };
  }

  /** Adds a rule for HTTP behind those that are there. */
  addRoute(route: HttpRoute): void {
    this.http.push(route);
  }

  /** Used by `FaultInjection`. */
  addFault(fault: InjectedFault): void {
    this.faults.push(fault);
  }

  protected override toSpec(): Wire<VirtualServiceSpec> {
    const { metadata: _, http, ...props } = this.definition;
    const routes = injectFaults(this.http, this.faults).routes;
    return {
      ...(toWire(props, this.namespace) as Wire<Omit<VirtualServiceSpec, 'http'>>),
      ...(routes.length > 0 && { http: routes.map((route) => renderHttpRoute(route, this.namespace)) }),
    };
  }

  protected override check(): Problem[] {
    const { tls = [], tcp = [] } = this.definition;
    if (this.http.length + tls.length + tcp.length === 0) {
      return [{ field: 'http', problem: 'has no rule, and neither tls nor tcp has one', got: [], fix: 'give at least one rule' }];
    }
    const { routed } = this;
    return [
      ...injectFaults(this.http, this.faults).problems,
      ...this.http.flatMap((route, i) => httpRouteProblems(`http[${i}]`, route, this, routed.atGateways)),
      ...tls.flatMap((route, i) => tlsRouteProblems(`tls[${i}]`, route, this, routed)),
      ...tcp.flatMap((route, i) => tcpRouteProblems(`tcp[${i}]`, route, this)),
    ];
  }
}
