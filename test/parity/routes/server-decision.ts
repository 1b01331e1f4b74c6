import type { Observed } from './observe';
import { kindOf } from './real-outcome';

/**
 * Whether something got to an upstream whose sidecar nobody asked: one that gets bytes, or to which the proxy of the client goes by the
 * address that was called. Only requests to known endpoints are put to the listeners of servers.
 */
export function isUndriven(observed: Observed): boolean {
  const { decision, log, reached } = observed;
  const kind = kindOf(observed);
  if (decision !== undefined || (kind !== 'route' && kind !== 'passthrough')) return false;
  return log?.details == null || reached?.to.address === '';
}
