import type { Problem } from '../core/problem';

/** The status that Istio takes and Envoy refuses, with the whole table of routes. */
const BEYOND = 600;

function notAStatus(field: string, status: number): Problem[] {
  const fix = 'use for example 503';
  return [{ field, problem: 'must be an HTTP status between 200 and 599', got: status, fix }];
}

/** What Istio refuses in the status of an answer. */
export function statusProblems(field: string, status: number): Problem[] {
  return status >= 200 && status <= BEYOND ? [] : notAStatus(field, status);
}

/** What only Envoy refuses in it. */
export function statusNackProblems(field: string, status: number | undefined): Problem[] {
  return status === BEYOND ? notAStatus(field, status) : [];
}
