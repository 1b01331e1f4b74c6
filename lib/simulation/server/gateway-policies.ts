import type { Arrival } from '../arrival';
import type { Client } from '../client';
import { grpcAnswer, isGrpc } from '../grpc-answer';
import { type Outcome, outcomeOf } from '../outcome';
import type { Request, Token } from '../request';
import { Authorization } from './authorization';
import { checkToken } from './request-token';
import type { Seen } from './seen';
import { authorize } from './verdict';

/** What the policies for a gateway say of what comes from outside. */
export class GatewayPolicies {
  readonly #ofRequests: Authorization;
  readonly #ofBytes: Authorization;

  constructor(private readonly client: Client) {
    this.#ofRequests = new Authorization(client.mesh, client, true);
    this.#ofBytes = new Authorization(client.mesh, client, false);
  }

  /** What becomes of what is not let in; undefined where it is. @param isOpened whether the gateway ends the TLS of the client */
  refusal(request: Request, arrival: Arrival, port: number, isOpened: boolean, isRead: boolean): Outcome | undefined {
    const authorization = isRead ? this.#ofRequests : this.#ofBytes;
    if (authorization.isIdle && request.token === undefined) return undefined;
    const { method, authority, pathname, headers } = arrival.request;
    const seen: Seen = {
      principal: isOpened ? request.principal : undefined,
      sourceIp: request.sourceIp,
      remoteIp: request.sourceIp,
      destinationIp: request.address,
      port,
      serverName: arrival.serverName,
      request: isRead ? { method, authority, pathname, headers, claims: undefined } : undefined,
    };
    const policies = authorization.isIdle ? undefined : authorization;
    const { fails, status, body, why } = authorize(this.client.mesh, this.client, policies, seen, request.token);
    if (fails === undefined) return undefined;
    const denied = outcomeOf('denied', { status, body, why, authorization: { decision: 'denied', providers: [] } });
    return isGrpc(arrival.request) ? grpcAnswer(denied) : denied;
  }

  /** The token that is left in a request that the gateway sends on: one that it checks, it keeps unless it is told otherwise. */
  passedToken({ token }: Request): Token | undefined {
    if (token === undefined) return undefined;
    const check = checkToken(this.client.mesh, this.client, token);
    return check.kind === 'valid' && !check.isPassedOn ? undefined : token;
  }
}
