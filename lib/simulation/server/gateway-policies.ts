import type { Arrival } from '../arrival';
import type { Client } from '../client';
import { grpcAnswer, isGrpc } from '../grpc-answer';
import { type Outcome, outcomeOf } from '../outcome';
import type { Request, Token } from '../request';
import { Authorization } from './authorization';
import type { Seen } from './seen';
import { TokenReader } from './token-reader';
import { authorize } from './verdict';

/** What a gateway makes of what arrives, before it looks where it goes. */
export interface Admitted {
  /** What becomes of what is not let in; undefined where it is. */
  readonly refusal: Outcome | undefined;
  /** With what the gateway reads in its token, and without what it keeps of it. */
  readonly arrival: Arrival;
  /** A token that is left in it, beside its headers. */
  readonly token: Token | undefined;
}

/** What the policies for a gateway say of what comes from outside. */
export class GatewayPolicies {
  readonly #ofRequests: Authorization;
  readonly #ofBytes: Authorization;
  readonly #tokens: TokenReader;

  constructor(client: Client) {
    this.#ofRequests = new Authorization(client.mesh, client, true);
    this.#ofBytes = new Authorization(client.mesh, client, false);
    this.#tokens = new TokenReader(client.mesh, client);
  }

  /** @param isOpened whether the gateway ends the TLS of the client @param isRead whether it reads requests */
  admit(request: Request, arrival: Arrival, port: number, isOpened: boolean, isRead: boolean): Admitted {
    const authorization = isRead ? this.#ofRequests : this.#ofBytes;
    const { token } = request;
    if (authorization.isIdle && this.#tokens.isIdle) return { refusal: undefined, arrival, token };
    const { method, authority, pathname, headers } = arrival.request;
    const seen: Seen = {
      principal: isOpened ? request.principal : undefined,
      sourceIp: request.sourceIp,
      remoteIp: request.sourceIp,
      destinationIp: request.address,
      port,
      serverName: arrival.serverName,
      request: isRead ? { method, authority, pathname, headers, claims: undefined, token } : undefined,
    };
    const policies = authorization.isIdle ? undefined : authorization;
    const { fails, status, body, why, request: read } = authorize(this.#tokens, policies, seen);
    if (fails === undefined) {
      if (read === undefined) return { refusal: undefined, arrival, token };
      const { headers: left, claims } = read;
      // A token that is taken makes the proxy look for the route once more.
      const asItCame = claims === undefined ? arrival.request : undefined;
      const changed = { ...arrival.request, headers: left, claims, asItCame };
      return { refusal: undefined, arrival: { ...arrival, request: changed }, token: read.token };
    }
    const denied = outcomeOf('denied', { status, body, why, authorization: { decision: 'denied', providers: [] } });
    return { refusal: isGrpc(arrival.request) ? grpcAnswer(denied) : denied, arrival, token };
  }
}
