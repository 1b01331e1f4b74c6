import { isIP } from 'node:net';
import type { TlsRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { backendRefsProblems } from './backend-refs';
import { parentRefsProblems } from './parent-refs';

/** What the cluster refuses in the spec of a TLSRoute, beyond its schema. */
export function tlsRouteProblems({ parentRefs, hostnames, rules }: Wire<TlsRouteSpec>): Problem[] {
  return [
    ...parentRefsProblems('parentRefs', parentRefs),
    ...hostnames.flatMap((host, i) =>
      isIP(host) === 0
        ? []
        : [
            {
              field: `hostnames[${i}]`,
              problem: 'is an address, for which TLS has no server name',
              got: host,
              fix: 'use a DNS name',
            },
          ],
    ),
    ...rules.flatMap(({ backendRefs }, i) => backendRefsProblems(`rules[${i}].backendRefs`, backendRefs)),
  ];
}
