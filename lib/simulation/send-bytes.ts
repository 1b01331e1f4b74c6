import type { Call } from './call';
import { forwardingOf } from './forwarding';
import { type Outcome, outcomeOf } from './outcome';
import type { Target } from './route';

/** What becomes of a connection that a proxy sends on as it is. Where it cannot, the client is cut off. */
export function sendBytes(targets: readonly Target[], why: readonly string[], call: Call): Outcome {
  const { kind, destinations, endpoints, flags, why: whyThere } = forwardingOf({ targets, mirrors: [], hash: undefined }, call);
  return outcomeOf(kind, { destinations, endpoints, flags, why: [...why, ...whyThere] });
}
