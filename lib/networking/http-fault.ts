import type { Duration } from 'cdk8s';
import { durationProblems, percentageProblems } from '../core/format';
import type { OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';

/** The names of gRPC's status codes. */
export const GRPC_STATUSES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

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

function statusProblems(field: string, status: number | undefined): Problem[] {
  if (status === undefined || (Number.isInteger(status) && status >= 200 && status <= 599)) return [];
  return [{ field, problem: 'must be an HTTP status between 200 and 599', got: status, fix: 'use for example 503' }];
}

function grpcStatusProblems(field: string, status: string | undefined): Problem[] {
  if (status === undefined || GRPC_STATUSES.some((known) => known === status)) return [];
  return [{ field, problem: 'must be the name of a gRPC status', got: status, fix: `use one of ${GRPC_STATUSES.join(', ')}` }];
}

/** A percentage that is missing was forced past the compiler. */
function shareProblems(field: string, percentage: number | undefined): Problem[] {
  if (percentage !== undefined) return percentageProblems(field, percentage);
  return [{ field, problem: 'is missing, which Istio takes for 0', fix: 'give the share of requests, 100 for all' }];
}

/** Problems of a fault. */
export function faultProblems(field: string, { delay, abort }: HttpFault): Problem[] {
  if (delay === undefined && abort === undefined) {
    return [{ field, problem: 'has neither delay nor abort', fix: 'give one of them, or both' }];
  }
  return [
    ...(delay === undefined
      ? []
      : [
          ...durationProblems(`${field}.delay.fixedDelay`, delay.fixedDelay),
          ...shareProblems(`${field}.delay.percentage`, delay.percentage),
        ]),
    ...(abort === undefined
      ? []
      : [
          ...statusProblems(`${field}.abort.httpStatus`, abort.httpStatus),
          ...grpcStatusProblems(`${field}.abort.grpcStatus`, abort.grpcStatus),
          ...shareProblems(`${field}.abort.percentage`, abort.percentage),
        ]),
  ];
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
