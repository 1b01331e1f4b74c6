import type { Client } from '../client';
import type { Request, Token } from '../request';

/** What a proxy that sends something on shows of itself, and of whom it sends for. */
export interface Shown {
  /** Identity of the proxy, without `spiffe://`. */
  readonly principal: string | undefined;
  /** Address of the proxy. */
  readonly sourceIp: string | undefined;
  /** Address of the one for whom it sends. */
  readonly remoteIp: string | undefined;
  readonly token: Token | undefined;
}

function identityOf({ mesh, namespace, workload }: Client): string {
  return `${mesh.settings.trustDomain}/ns/${namespace}/sa/${workload?.serviceAccount ?? 'default'}`;
}

/** What the sidecar of a client shows. */
export function shownBySidecar(client: Client, { principal, sourceIp, token }: Request): Shown {
  return { principal: principal ?? identityOf(client), sourceIp, remoteIp: sourceIp, token };
}

/** What a gateway shows when it sends on a request from outside. @param token what of the request's it leaves there */
export function shownByGateway(client: Client, { sourceIp }: Request, token: Token | undefined): Shown {
  return { principal: identityOf(client), sourceIp: undefined, remoteIp: sourceIp, token };
}

/** What a client shows that has no proxy. */
export function shownWithoutProxy({ sourceIp, token }: Request): Shown {
  return { principal: undefined, sourceIp, remoteIp: sourceIp, token };
}
