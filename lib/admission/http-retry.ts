import type { VirtualServiceSpecHttpRetries } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { durationProblems } from './duration';

/** Envoy's conditions, of HTTP and of gRPC. */
const CONDITIONS: readonly string[] = [
  ...['5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream'],
  ...['retriable-status-codes', 'retriable-headers', 'envoy-ratelimited', 'http3-post-connect-failure'],
  ...['cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable'],
];
/** The HTTP statuses that have a name; Istio reads a sign and zeros before one. */
const STATUS = /^\+?0*(10[0-3]|20[0-8]|226|30[0-578]|40\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01])$/;

function retryOnProblems(field: string, retryOn: string): Problem[] {
  if (retryOn === '') return [];
  return retryOn
    .split(',')
    .filter((condition) => !CONDITIONS.includes(condition) && !STATUS.test(condition))
    .map((condition) => ({
      field,
      problem: 'has a condition that is neither one of Envoy nor an HTTP status',
      got: condition,
      fix: `use ${CONDITIONS.join(', ')} or a status, separated by commas without blanks`,
    }));
}

/** What Istio refuses in a retry policy. */
export function retryProblems(field: string, retries: Wire<VirtualServiceSpecHttpRetries> = { attempts: 1 }): Problem[] {
  const { attempts = 0, perTryTimeout, backoff, retryOn = '', retryRemoteLocalities } = retries;
  const isSet = perTryTimeout !== undefined || retryOn !== '' || typeof retryRemoteLocalities === 'boolean';
  const problems = [
    ...durationProblems(`${field}.perTryTimeout`, perTryTimeout),
    ...durationProblems(`${field}.backoff`, backoff),
    ...retryOnProblems(`${field}.retryOn`, retryOn),
  ];
  if (attempts < 0) {
    const problem = 'must be 0 or more';
    problems.push({ field: `${field}.attempts`, problem, got: attempts, fix: 'use 0 for no retries' });
  } else if (attempts === 0 && isSet) {
    problems.push({
      field: `${field}.attempts`,
      problem: 'is 0, which turns retries off and goes with no other setting of them',
      got: attempts,
      fix: 'set attempts to 1 or more, or leave out perTryTimeout, retryOn and retryRemoteLocalities',
    });
  }
  return problems;
}
