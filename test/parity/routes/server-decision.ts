import type { Outcome } from '../../../lib/simulation';
import type { Observed } from './observe';
import { kindOf } from './real-outcome';

/** Whether the proxy of an upstream has a say, by the simulator: a gateway that denies something itself sends it nowhere. */
const isDecided = ({ proxy }: Observed, { authorization, destinations }: Outcome) =>
  authorization !== undefined && (proxy.type === 'sidecar' || destinations.length > 0);

/**
 * Whether something got to an upstream whose proxy nobody asked: one that gets bytes, one to which the proxy of the client goes by the
 * address that was called, or a gateway. Only requests to known endpoints are put to the listeners of servers, which are sidecars.
 */
export function isUndriven(observed: Observed, outcome: Outcome): boolean {
  if (!isDecided(observed, outcome)) return false;
  const { decision, log, reached, mesh } = observed;
  const kind = kindOf(observed);
  if (decision !== undefined || (kind !== 'route' && kind !== 'passthrough')) return false;
  if (log?.details == null) return true;
  const address = reached?.to.address;
  if (address === '') return true;
  return mesh.proxies.some(({ type, ip }) => type === 'router' && address?.startsWith(`${ip}:`));
}

/** What the simulator says of the proxy of the client alone, as though the one of the upstream let everything in. */
export function asLetIn(observed: Observed, outcome: Outcome): Outcome {
  return { ...outcome, outcome: kindOf(observed) === 'passthrough' ? 'passthrough' : 'route' };
}
