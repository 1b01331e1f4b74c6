import { type HttpRequest, valuesOf } from './http-request';
import type { Outcome } from './outcome';

const GRPC = /^application\/grpc(\+|$)/;

/** Whether a client that speaks gRPC sent a request. */
export function isGrpc(request: HttpRequest): boolean {
  const [type] = valuesOf(request, 'content-type') ?? [];
  return type !== undefined && GRPC.test(type);
}

/** What a client that speaks gRPC gets where the proxy answers itself: what went wrong stands in headers, under status 200 and without text. */
export function grpcAnswer(outcome: Outcome): Outcome {
  if (outcome.status === undefined || outcome.outcome === 'preflight') return outcome;
  const redirect = outcome.redirect === undefined ? undefined : { ...outcome.redirect, status: 200 };
  return { ...outcome, status: 200, body: outcome.body === undefined ? undefined : '', redirect };
}
