import type { Duration } from 'cdk8s';
import { LARGEST_INT32, wholeNumberProblems } from '../core/numbers';
import { refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { ConnectionPool } from '../networking/connection-pool';

/** How much one client asks of a host at a time. */
export interface CircuitBreakerProps {
  /** Most connections, for HTTP/1.1 and TCP. */
  readonly connections: number;
  /** Most requests that run, for every version of HTTP. @default as many as connections */
  readonly requests?: number;
  /** Most requests that wait for a connection. @default as many as connections */
  readonly waiting?: number;
  /** Longest time to connect. @default 10 seconds */
  readonly connectTimeout?: Duration;
}

/** Part of a traffic policy. */
export interface CircuitBreaker {
  readonly connectionPool: ConnectionPool;
}

const NAMES: PropNames<CircuitBreakerProps> = {
  connections: 'required',
  requests: 'optional',
  waiting: 'optional',
  connectTimeout: 'optional',
};

/**
 * Limits of what one client asks of a host, for a traffic policy: `trafficPolicy: { ...circuitBreaker({ connections: 100 }) }`. What is
 * beyond them is answered with 503 at once, by the client's own proxy, so that a host that is slow does not make its callers slow.
 * @throws InvalidProps when a limit lets nothing through
 */
export function circuitBreaker(props: CircuitBreakerProps): CircuitBreaker {
  refuseProps('circuitBreaker', NAMES, props);
  const { connections, requests = connections, waiting = connections, connectTimeout } = props;
  refuse('circuitBreaker', [
    ...wholeNumberProblems('connections', connections, 1, LARGEST_INT32),
    ...wholeNumberProblems('requests', props.requests, 1, LARGEST_INT32),
    ...wholeNumberProblems('waiting', props.waiting, 1, LARGEST_INT32),
  ]);
  return {
    connectionPool: {
      tcp: { maxConnections: connections, ...(connectTimeout !== undefined && { connectTimeout }) },
      http: { http1MaxPendingRequests: waiting, http2MaxRequests: requests },
    },
  };
}
