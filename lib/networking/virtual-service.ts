import type { Construct } from 'constructs';
import { VirtualService as Api, type VirtualServiceSpec } from '../../imports/networking.istio.io';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { type InjectedFault, injectFaults } from './fault-expansion';
import type { GatewayReference } from './gateway-reference';
import { type HttpRoute, httpRouteProblems, renderHttpRoute } from './http-route';
import { layer4RouteProblems, type TcpRoute, type TlsRoute } from './layer-4-routes';
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

  /** @throws InvalidProps when there is no host, or the name is not a Kubernetes name */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: VirtualServiceProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    if (definition.hosts.length === 0) {
      refuse(this.node.path, [
        { field: 'hosts', problem: 'must name at least one host', got: definition.hosts, fix: 'give the host that is routed' },
      ]);
    }
    this.http = [...(definition.http ?? [])];
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
    return [
      ...injectFaults(this.http, this.faults).problems,
      ...this.http.flatMap((route, i) => httpRouteProblems(`http[${i}]`, route, this)),
      ...tls.flatMap((route, i) => layer4RouteProblems(`tls[${i}]`, route, this)),
      ...tcp.flatMap((route, i) => layer4RouteProblems(`tcp[${i}]`, route, this)),
    ];
  }
}
