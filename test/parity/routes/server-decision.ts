import type { Observed } from './observe';
import { kindOf } from './real-outcome';

/**
 * Whether something got to an upstream whose proxy nobody asked: one that gets bytes, one to which the proxy of the client goes by the
 * address that was called, or a gateway. Only requests to known endpoints are put to the listeners of servers, which are sidecars.
 */
export function isUndriven(observed: Observed): boolean {
  const { decision, log, reached, mesh } = observed;
  const kind = kindOf(observed);
  if (decision !== undefined || (kind !== 'route' && kind !== 'passthrough')) return false;
  if (log?.details == null) return true;
  const address = reached?.to.address;
  if (address === '') return true;
  return mesh.proxies.some(({ type, ip }) => type === 'router' && address?.startsWith(`${ip}:`));
}
