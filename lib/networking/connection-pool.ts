import type { Duration } from 'cdk8s';

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
