import { isIpAddress, subnetProblems } from '../admission/addresses';
import type { NonEmpty } from '../core/one-of';
import type { Problem } from '../core/problem';
import { emptyListProblems } from '../core/sizes';
import type { RuleRef } from './destination';
import { type MatchSource, matchSourceProblems } from './match-source';
import { isWithin, type RoutedHosts, routedHostProblems } from './routed-hosts';
import { destinationsProblems, type WeightedDestination } from './weighted';

/** Conditions on a connection; all of those given must hold. */
export interface TcpMatch extends MatchSource {
  /** Addresses, or subnets in CIDR form, that the client connects to. @default every address */
  readonly destinationSubnets?: readonly string[];
  /** Address or subnet of the client. @default every client */
  readonly sourceSubnet?: string;
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

function sniHostProblems(field: string, sniHost: string, { hosts, inSidecars }: RoutedHosts): Problem[] {
  const problems = routedHostProblems(field, sniHost, !inSidecars);
  if (problems.length > 0 || isIpAddress(sniHost) || hosts.some((host) => isWithin(sniHost, host))) return problems;
  return [{ field, problem: 'is not among the hosts', got: sniHost, fix: `use one of ${hosts.join(', ')}, or add it there` }];
}

function matchesProblems(field: string, matches: readonly TcpMatch[]): Problem[] {
  return matches.flatMap((match, i) => [
    ...matchSourceProblems(`${field}[${i}]`, match),
    ...(match.destinationSubnets ?? []).flatMap((subnet, j) => subnetProblems(`${field}[${i}].destinationSubnets[${j}]`, subnet)),
  ]);
}

/** Problems of a TCP rule. */
export function tcpRouteProblems(field: string, { match, route }: TcpRoute, rule: RuleRef): Problem[] {
  return [...matchesProblems(`${field}.match`, match ?? []), ...destinationsProblems(`${field}.route`, route, rule)];
}

function sniHostsProblems(field: string, sniHosts: readonly string[], routed: RoutedHosts): Problem[] {
  return [
    ...emptyListProblems(field, sniHosts, 'name the hosts that clients ask for'),
    ...sniHosts.flatMap((sniHost, i) => sniHostProblems(`${field}[${i}]`, sniHost, routed)),
  ];
}

/** Problems of a TLS rule, also of one without conditions that was forced past the compiler. */
export function tlsRouteProblems(field: string, { match, route }: TlsRoute, rule: RuleRef, routed: RoutedHosts): Problem[] {
  const matches: readonly TlsMatch[] = match ?? [];
  return [
    ...emptyListProblems(`${field}.match`, matches, 'give sniHosts'),
    ...matchesProblems(`${field}.match`, matches),
    ...matches.flatMap(({ sniHosts }, i) => sniHostsProblems(`${field}.match[${i}].sniHosts`, sniHosts ?? [], routed)),
    ...destinationsProblems(`${field}.route`, route, rule),
  ];
}
