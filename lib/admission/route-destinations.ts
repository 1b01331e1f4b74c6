import type { VirtualServiceSpecHttpRouteDestination, VirtualServiceSpecTcpRoute } from '../../imports/networking.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { dnsLabelProblems, hostProblems } from './hosts';

type Destination = Wire<VirtualServiceSpecHttpRouteDestination>;

function destinationHostProblems(field: string, host: string): Problem[] {
  if (host !== '*') return hostProblems(field, host);
  return [{ field, problem: 'is every host', got: host, fix: 'name the one that requests go to' }];
}

/** What Istio refuses in a place where requests go. */
export function destinationProblems(field: string, destination: Destination | undefined): Problem[] {
  if (destination === undefined) return [];
  const { host, subset = '', port } = destination;
  return [
    ...destinationHostProblems(`${field}.host`, host),
    ...(subset === '' ? [] : dnsLabelProblems(`${field}.subset`, subset)),
    ...(port === undefined ? [] : portProblems(`${field}.port.number`, port.number ?? 0)),
  ];
}

/** What Istio refuses in the places among which the traffic of a route is shared. */
export function destinationsProblems(field: string, route: readonly Wire<VirtualServiceSpecTcpRoute>[]): Problem[] {
  const weights = route.map(({ weight = 0 }) => weight);
  const fix = 'give each a share, 100 in all';
  return [
    ...route.flatMap(({ destination }, i) => destinationProblems(`${field}[${i}].destination`, destination)),
    ...weights.flatMap((weight, i) =>
      weight < 0 ? [{ field: `${field}[${i}].weight`, problem: 'is below 0', got: weight, fix: 'use 0 for no traffic' }] : [],
    ),
    ...(route.length > 1 && weights.every((weight) => weight === 0)
      ? [{ field: `${field} weights`, problem: 'leave no traffic to anyone', got: weights, fix }]
      : []),
  ];
}
