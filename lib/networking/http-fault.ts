import type { Duration } from 'cdk8s';
import type { GRPC_STATUSES } from '../admission/http-fault';
import type { OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';

/** The name of a gRPC status. */
export type GrpcStatus = (typeof GRPC_STATUSES)[number];

/** Requests that wait before they go on. */
export interface HttpDelay {
  /** How long they wait, a whole number of milliseconds. */
  readonly fixedDelay: Duration;
  /** The share of requests that wait, in percent. It must be given, since Istio takes its absence for none at all. */
  readonly percentage: number;
}

/** Requests that are answered with an error and go nowhere. */
export type HttpAbort = OneOf<{
  /** The HTTP status of the answer, 200 to 599. */
  httpStatus: number;
  /** The gRPC status of the answer. */
  grpcStatus: GrpcStatus;
}> & {
  /** The share of requests that are answered so, in percent. It must be given, since Istio takes its absence for none at all. */
  readonly percentage: number;
};

/** What goes wrong on purpose; a request can be delayed and then aborted. */
export interface HttpFault {
  /** @default none */
  readonly delay?: HttpDelay;
  /** @default none */
  readonly abort?: HttpAbort;
}

/** Shares that are missing were forced past the compiler. */
export function missingShareProblems(field: string, { delay, abort }: HttpFault): Problem[] {
  return Object.entries({ delay, abort })
    .filter(([, part]) => part !== undefined && part.percentage === undefined)
    .map(([name]) => ({
      field: `${field}.${name}.percentage`,
      problem: 'is missing, which Istio takes for 0',
      fix: 'give the share of requests, 100 for all',
    }));
}

/** A percentage as Istio writes it. */
export const share = (percentage: number | undefined) => (percentage === undefined ? undefined : { value: percentage });

/** A fault with its percentages as Istio writes them. */
export function faultFields({ delay, abort }: HttpFault) {
  return {
    delay: delay && { ...delay, percentage: share(delay.percentage) },
    abort: abort && { ...abort, percentage: share(abort.percentage) },
  };
}
