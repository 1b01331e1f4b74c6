import { Duration } from 'cdk8s';
import { durationProblems } from '../core/format';
import { countProblems, LARGEST_UINT32, wholeNumberProblems } from '../core/numbers';
import type { Problem } from '../core/problem';

/** Probes that tell whether an idle connection is still there. */
export interface TcpKeepalive {
  /** Probes without an answer after which the connection is dead. @default by the operating system; Linux sends 9 */
  readonly probes?: number;
  /** Time without traffic before the first probe. @default by the operating system; Linux waits 2 hours */
  readonly time?: Duration;
  /** Time between two probes. @default by the operating system; Linux waits 75 seconds */
  readonly interval?: Duration;
}

/** Limits of connections, for HTTP and everything else. */
export interface TcpPool {
  /** Most connections to the host at a time, for HTTP/1.1 and TCP. @default 4294967295 */
  readonly maxConnections?: number;
  /** Longest time to connect. @default 10 seconds */
  readonly connectTimeout?: Duration;
  /** @default no probes */
  readonly tcpKeepalive?: TcpKeepalive;
  /** Age at which a connection is closed. @default none */
  readonly maxConnectionDuration?: Duration;
  /** Time without a byte after which a connection is closed; 0 for never. @default 1 hour */
  readonly idleTimeout?: Duration;
}

/** HTTP/2 PING frames that tell whether a connection is still there. */
export interface Http2KeepAlive {
  /** Time between two frames. */
  readonly interval: Duration;
  /** Time without an answer after which the connection is closed. */
  readonly timeout: Duration;
}

/** Limits of HTTP requests, for HTTP/1.1, HTTP/2 and gRPC. */
export interface HttpPool {
  /** Most requests that wait for a connection, also for HTTP/2. @default 4294967295 */
  readonly http1MaxPendingRequests?: number;
  /** Most requests to the host at a time, also for HTTP/1.1. @default 4294967295 */
  readonly http2MaxRequests?: number;
  /** Most requests on one connection; 1 turns keep-alive off, 0 is no limit. @default 0 */
  readonly maxRequestsPerConnection?: number;
  /** Most retries to all pods of the host at a time. @default 4294967295 */
  readonly maxRetries?: number;
  /** Time without a request after which a connection is closed. @default 1 hour */
  readonly idleTimeout?: Duration;
  /** Whether HTTP/1.1 becomes HTTP/2 on the way to the host. @default DEFAULT, by the mesh config */
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  /** Call the host in the protocol of the client; not together with `UPGRADE`. @default false */
  readonly useClientProtocol?: boolean;
  /** Most requests on one HTTP/2 connection at a time. @default 2147483647 */
  readonly maxConcurrentStreams?: number;
  /** @default no PING frames */
  readonly http2KeepAlive?: Http2KeepAlive;
}

/** How many connections and requests one client opens to a host; what is beyond it fails at once. One of the two must be there. */
export interface ConnectionPool {
  /** @default the defaults of its fields */
  readonly tcp?: TcpPool;
  /** @default the defaults of its fields */
  readonly http?: HttpPool;
}

function tcpProblems(field: string, tcp: TcpPool): Problem[] {
  const { maxConnections, connectTimeout, tcpKeepalive, maxConnectionDuration, idleTimeout } = tcp;
  const neverIdle = idleTimeout instanceof Duration && idleTimeout.toMilliseconds({ integral: false }) === 0;
  return [
    ...countProblems(`${field}.maxConnections`, maxConnections),
    ...durationProblems(`${field}.connectTimeout`, connectTimeout),
    ...wholeNumberProblems(`${field}.tcpKeepalive.probes`, tcpKeepalive?.probes, 0, LARGEST_UINT32),
    ...durationProblems(`${field}.tcpKeepalive.time`, tcpKeepalive?.time),
    ...durationProblems(`${field}.tcpKeepalive.interval`, tcpKeepalive?.interval),
    ...durationProblems(`${field}.maxConnectionDuration`, maxConnectionDuration),
    ...(neverIdle ? [] : durationProblems(`${field}.idleTimeout`, idleTimeout)),
  ];
}

const HTTP_COUNTS = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
] as const;

function httpProblems(field: string, http: HttpPool): Problem[] {
  const fix = 'remove useClientProtocol, or set h2UpgradePolicy to DO_NOT_UPGRADE';
  return [
    ...HTTP_COUNTS.flatMap((name) => countProblems(`${field}.${name}`, http[name])),
    ...durationProblems(`${field}.idleTimeout`, http.idleTimeout),
    ...(http.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol
      ? [{ field: `${field}.useClientProtocol`, problem: 'goes against h2UpgradePolicy UPGRADE', got: true, fix }]
      : []),
    ...durationProblems(`${field}.http2KeepAlive.interval`, http.http2KeepAlive?.interval),
    ...durationProblems(`${field}.http2KeepAlive.timeout`, http.http2KeepAlive?.timeout),
  ];
}

/** Problems of the limits of a host. */
export function connectionPoolProblems(field: string, pool: ConnectionPool | undefined): Problem[] {
  if (pool === undefined) return [];
  if (pool.tcp === undefined && pool.http === undefined) {
    return [{ field, problem: 'sets nothing', got: pool, fix: 'set tcp or http, or leave it out' }];
  }
  return [
    ...(pool.tcp === undefined ? [] : tcpProblems(`${field}.tcp`, pool.tcp)),
    ...(pool.http === undefined ? [] : httpProblems(`${field}.http`, pool.http)),
  ];
}
