import type {
  VirtualServiceSpecHttpFault,
  VirtualServiceSpecHttpFaultAbort,
  VirtualServiceSpecHttpFaultDelay,
} from '../../imports/networking.istio.io';
import { percentageProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { durationProblems } from './duration';
import { statusNackProblems, statusProblems } from './http-status';

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

function delayProblems(field: string, delay: Wire<VirtualServiceSpecHttpFaultDelay>): Problem[] {
  const { fixedDelay, exponentialDelay, percentage } = delay;
  const fix = 'use fixedDelay';
  return [
    ...durationProblems(`${field}.fixedDelay`, fixedDelay),
    ...(exponentialDelay === undefined
      ? []
      : [{ field: `${field}.exponentialDelay`, problem: 'is nothing that Istio knows yet', got: exponentialDelay, fix }]),
    ...percentageProblems(`${field}.percentage.value`, percentage?.value),
  ];
}

function grpcStatusProblems(field: string, status: string | undefined): Problem[] {
  if (status === undefined || GRPC_STATUSES.some((known) => known === status)) return [];
  return [{ field, problem: 'must be the name of a gRPC status', got: status, fix: `use one of ${GRPC_STATUSES.join(', ')}` }];
}

function abortProblems(field: string, abort: Wire<VirtualServiceSpecHttpFaultAbort>): Problem[] {
  const { httpStatus, grpcStatus, http2Error, percentage } = abort;
  const fix = 'use httpStatus or grpcStatus';
  return [
    ...(httpStatus === undefined ? [] : statusProblems(`${field}.httpStatus`, httpStatus)),
    ...grpcStatusProblems(`${field}.grpcStatus`, grpcStatus),
    ...(http2Error === undefined
      ? []
      : [{ field: `${field}.http2Error`, problem: 'is nothing that Istio knows yet', got: http2Error, fix }]),
    ...percentageProblems(`${field}.percentage.value`, percentage?.value),
  ];
}

/** What Istio refuses in a fault. */
export function faultProblems(field: string, { delay, abort }: Wire<VirtualServiceSpecHttpFault>): Problem[] {
  if (delay === undefined && abort === undefined) {
    return [{ field, problem: 'has neither delay nor abort', fix: 'give one of them, or both' }];
  }
  return [
    ...(delay === undefined ? [] : delayProblems(`${field}.delay`, delay)),
    ...(abort === undefined ? [] : abortProblems(`${field}.abort`, abort)),
  ];
}

/** What only Envoy refuses in it. */
export function faultNackProblems(field: string, { abort }: Wire<VirtualServiceSpecHttpFault> = {}): Problem[] {
  return statusNackProblems(`${field}.abort.httpStatus`, abort?.httpStatus);
}
