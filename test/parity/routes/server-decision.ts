import type { Outcome } from '../../../lib/simulation';
import type { Observed } from './observe';
import { kindOf } from './real-outcome';

/** Whether the proxy of an upstream has a say, by the simulator: a gateway that denies something itself sends it nowhere. */
const isDecided = ({ proxy }: Observed, { authorization, destinations }: Outcome) =>
  authorization !== undefined && (proxy.type === 'sidecar' || destinations.length > 0);

/**
 * Whether nobody asked the proxy of the upstream: a fault hit by chance what would have got there, or the upstream gets bytes, is called
 * by its address, or is a gateway. Only requests to known endpoints are put to the listeners of servers, which are sidecars.
 */
export function isUndriven(observed: Observed, outcome: Outcome): boolean {
  if (!isDecided(observed, outcome)) return false;
  const { decision, log, reached, mesh } = observed;
  const kind = kindOf(observed);
  if (kind === 'abort') return outcome.outcome !== 'abort';
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
