import { portProblems } from '../core/format';
import type { NonEmpty } from '../core/one-of';
import type { Problem } from '../core/problem';
import type { RuleRef } from './destination';
import type { GatewayReference } from './gateway-reference';
import { destinationsProblems, type WeightedDestination } from './weighted';

/** Conditions on a connection; all of those given must hold. */
export interface TcpMatch {
  /** Addresses, or subnets in CIDR form, that the client connects to. @default every address */
  readonly destinationSubnets?: readonly string[];
  /** Port that the client connects to. @default every port */
  readonly port?: number;
  /** Address or subnet of the client. @default every client */
  readonly sourceSubnet?: string;
  /** Labels of the calling workload; for sidecars alone. @default every workload */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** Namespace of the calling workload; for sidecars alone. @default every namespace */
  readonly sourceNamespace?: string;
  /** Gateways, of those of the VirtualService, for which this condition is. @default all of them */
  readonly gateways?: readonly GatewayReference[];
}

/** Conditions on a TLS connection that is passed through unopened. */
export interface TlsMatch extends Omit<TcpMatch, 'sourceSubnet'> {
  /** Server names that the client asks for, `*.` at the beginning allowed; each within the hosts of the VirtualService. */
  readonly sniHosts: NonEmpty<string>;
}

/** A rule for TCP connections. */
export interface TcpRoute {
  /** Conditions, of which one must hold. @default every connection */
  readonly match?: NonEmpty<TcpMatch>;
  /** Where the connections go. */
  readonly route: NonEmpty<WeightedDestination>;
}

/** A rule for TLS connections. */
export interface TlsRoute {
  /** Conditions, of which one must hold. */
  readonly match: NonEmpty<TlsMatch>;
  /** Where the connections go. */
  readonly route: NonEmpty<WeightedDestination>;
}

/** Problems of a TCP or TLS rule. */
export function layer4RouteProblems(field: string, { match, route }: TcpRoute | TlsRoute, rule: RuleRef): Problem[] {
  return [
    ...(match ?? []).flatMap(({ port }, i) => portProblems(`${field}.match[${i}].port`, port)),
    ...destinationsProblems(`${field}.route`, route, rule),
  ];
}
