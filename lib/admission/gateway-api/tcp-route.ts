import type { TcpRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { backendRefsProblems } from './backend-refs';
import { parentRefsProblems } from './parent-refs';

/** What the cluster refuses in the spec of a TCPRoute, beyond its schema. */
export function tcpRouteProblems({ parentRefs, rules }: Wire<TcpRouteSpec>): Problem[] {
  return [
    ...parentRefsProblems('parentRefs', parentRefs),
    ...rules.flatMap(({ backendRefs }, i) => backendRefsProblems(`rules[${i}].backendRefs`, backendRefs)),
  ];
}
