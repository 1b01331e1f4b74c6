import type { NonEmpty, OneOf } from '../core/one-of';

/** A header of a request. */
interface ProbeHeader {
  /** Name of the header: letters, digits and `-`. */
  readonly name: string;
  readonly value: string;
}

interface HttpGet {
  /** Port that is asked. */
  readonly port: number;
  /** Path that is asked. @default / */
  readonly path?: string;
  /** Host that is asked; for the `Host` of the request set that header. @default the address of the workload */
  readonly host?: string;
  /** @default HTTP */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /** Headers of the request, perhaps several of one name. @default none */
  readonly httpHeaders?: readonly ProbeHeader[];
}

interface TcpSocket {
  /** Port that a connection is opened to. */
  readonly port: number;
  /** Host that a connection is opened to. @default the address of the workload */
  readonly host?: string;
}

interface Exec {
  /** Program and arguments. The workload is well where it ends with 0. */
  readonly command: NonEmpty<string>;
}

interface Times {
  /** Seconds after the start of the agent before the first question. @default 0 */
  readonly initialDelaySeconds?: number;
  /** Seconds after which no answer is a failure. @default 1 */
  readonly timeoutSeconds?: number;
  /** Seconds between two questions. @default 10 */
  readonly periodSeconds?: number;
  /** Good answers in a row after which the workload is well again. @default 1 */
  readonly successThreshold?: number;
  /** Failures in a row after which the workload gets no more requests. @default 3 */
  readonly failureThreshold?: number;
}

/** How the agent on a workload finds out whether it can take requests. */
export type WorkloadProbe = Times &
  OneOf<{
    /** A request that must be answered with a status from 200 to 399. */
    httpGet: HttpGet;
    /** A connection that must be opened. */
    tcpSocket: TcpSocket;
    /** A program that must end with 0. */
    exec: Exec;
  }>;
