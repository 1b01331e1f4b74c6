import type { Arrival } from './arrival';
import type { Call } from './call';
import { forwardingOf } from './forwarding';
import { joinedHeaders } from './header-operations';
import { type Outcome, outcomeOf } from './outcome';
import type { Target } from './route';

/** A request that a proxy does not read, as it is received. */
export function asSent({ isHttp, request, sentPath, sentHeaders }: Arrival): Partial<Outcome> {
  if (!isHttp) return {};
  return { path: sentPath, authority: request.authority, headers: joinedHeaders(sentHeaders) };
}

/** What becomes of a connection that a proxy sends on as it is. Where it cannot, the client is cut off. */
export function sendBytes(targets: readonly Target[], why: readonly string[], call: Call, arrival: Arrival): Outcome {
  const to = forwardingOf({ targets, mirrors: [], hash: undefined }, call, why);
  const { kind, destinations, endpoints, flags } = to;
  return outcomeOf(kind, { ...asSent(arrival), destinations, endpoints, flags, why: to.why });
}
