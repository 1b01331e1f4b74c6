import type { VirtualServiceSpecTcp, VirtualServiceSpecTcpMatch, VirtualServiceSpecTls } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import { emptyListProblems } from '../core/sizes';
import type { Wire } from '../core/wire';
import { isIpAddress, subnetProblems } from './addresses';
import { matchSourceProblems } from './match-source';
import { destinationsProblems } from './route-destinations';
import { isWithin, type RoutedHosts, routedHostProblems } from './routed-hosts';

type Conditions = Pick<Wire<VirtualServiceSpecTcpMatch>, 'port' | 'sourceLabels' | 'gateways' | 'destinationSubnets'>;

function matchesProblems(field: string, matches: readonly Conditions[]): Problem[] {
  return matches.flatMap((match, i) => [
    ...matchSourceProblems(`${field}[${i}]`, match),
    ...(match.destinationSubnets ?? []).flatMap((subnet, j) => subnetProblems(`${field}[${i}].destinationSubnets[${j}]`, subnet)),
  ]);
}

function routeProblems(field: string, route: NonNullable<Wire<VirtualServiceSpecTcp>['route']> = []): Problem[] {
  return [...emptyListProblems(field, route, 'give at least one destination'), ...destinationsProblems(field, route)];
}

/** What Istio refuses in a rule for TCP connections. */
export function tcpRouteProblems(field: string, { match = [], route }: Wire<VirtualServiceSpecTcp>): Problem[] {
  return [...matchesProblems(`${field}.match`, match), ...routeProblems(`${field}.route`, route)];
}

function sniHostProblems(field: string, sniHost: string, { hosts, inSidecars }: RoutedHosts): Problem[] {
  const problems = routedHostProblems(field, sniHost, !inSidecars);
  if (problems.length > 0 || isIpAddress(sniHost) || hosts.some((host) => isWithin(sniHost, host))) return problems;
  return [{ field, problem: 'is not among the hosts', got: sniHost, fix: `use one of ${hosts.join(', ')}, or add it there` }];
}

function sniHostsProblems(field: string, sniHosts: readonly string[], routed: RoutedHosts): Problem[] {
  return [
    ...emptyListProblems(field, sniHosts, 'name the hosts that clients ask for'),
    ...sniHosts.flatMap((sniHost, i) => sniHostProblems(`${field}[${i}]`, sniHost, routed)),
  ];
}

/** What Istio refuses in a rule for TLS connections. */
export function tlsRouteProblems(
  field: string,
  { match = [], route }: Partial<Wire<VirtualServiceSpecTls>>,
  routed: RoutedHosts,
): Problem[] {
  return [
    ...emptyListProblems(`${field}.match`, match, 'give sniHosts'),
    ...matchesProblems(`${field}.match`, match),
    ...match.flatMap(({ sniHosts = [] }, i) => sniHostsProblems(`${field}.match[${i}].sniHosts`, sniHosts, routed)),
    ...routeProblems(`${field}.route`, route),
  ];
}
