import type { HttpProtocol, TcpProtocol, TlsProtocol } from '../admission/protocol';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { ServerTls } from './server-tls';

/** A port that a gateway opens. */
export interface ServerPort<Protocol extends string> {
  /** Number of the port of the gateway's Service; 0 for a Unix domain socket. */
  readonly number: number;
  /** What is spoken on the port. */
  readonly protocol: Protocol;
  /** Name of the port, which no other of the Gateway has. */
  readonly name: string;
}

interface ServerBase {
  /**
   * The hosts that are served: DNS names, `*.` at the beginning allowed, or `*` for all. `<namespace>/` before one takes the rules for
   * it from that namespace alone, `./` from the Gateway's.
   */
  readonly hosts: NonEmpty<string>;
  /** IP address, or `unix://` and the path of a socket, that is listened on. @default every address */
  readonly bind?: string;
  /** Name of the server, for statistics. @default none */
  readonly name?: string;
  /** Nothing reads it as yet. @default none */
  readonly defaultEndpoint?: string;
}

interface HttpServer extends ServerBase {
  readonly port: ServerPort<HttpProtocol>;
  /** @default requests are taken as they come */
  readonly tls?: {
    /** Answer every request with a redirect to the same address by HTTPS. @default false */
    readonly httpsRedirect?: boolean;
  };
}

interface TlsServer extends ServerBase {
  readonly port: ServerPort<TlsProtocol>;
  /** How TLS is spoken with clients. */
  readonly tls: ServerTls;
}

interface TcpServer extends ServerBase {
  readonly port: ServerPort<TcpProtocol>;
}

/** A port that a gateway opens, and for which hosts. What it speaks says whether TLS is set. */
export type Server = OneShapeOf<HttpServer | TlsServer | TcpServer>;
