import type { HeaderValues } from '../http-request';
import type { Claims, Token } from '../request';

/** A request as policies see it. */
export interface SeenRequest {
  readonly method: string;
  readonly authority: string;
  /** Without query. */
  readonly pathname: string;
  readonly headers: HeaderValues;
  /** What a valid token of the request says; undefined where there is none that the proxy was told to look for. */
  readonly claims: Claims | undefined;
  /** A token that it is said to bring, beside its headers. */
  readonly token: Token | undefined;
}

/** What a proxy knows of a connection when it asks whether it is allowed. */
export interface Seen {
  /** Identity that the client proved by mutual TLS, without `spiffe://`; undefined where it proved none. */
  readonly principal: string | undefined;
  /** Address from which the connection comes; undefined where nothing tells it. */
  readonly sourceIp: string | undefined;
  /** Address of the client behind proxies; undefined where nothing tells it. */
  readonly remoteIp: string | undefined;
  readonly destinationIp: string | undefined;
  /** Port of the workload. */
  readonly port: number;
  /** Name that the client asked for in TLS; undefined outside of it. */
  readonly serverName: string | undefined;
  /** Undefined where the proxy does not read what comes. */
  readonly request: SeenRequest | undefined;
}
