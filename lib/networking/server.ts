import { ipAddressProblems, isUnixAddress, unixAddressProblems } from '../admission/addresses';
import { servedHostProblems } from '../admission/hosts';
import type { HttpProtocol, TcpProtocol, TlsProtocol } from '../admission/protocol';
import { portProblems } from '../core/format';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { Problem } from '../core/problem';
import { emptyListProblems, emptyTextProblems } from '../core/sizes';
import { type ServerTls, serverTlsProblems } from './server-tls';

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

function bindProblems(field: string, { bind, port }: Server): Problem[] {
  if (bind === undefined || !isUnixAddress(bind)) {
    return [
      ...portProblems(`${field}.port.number`, port.number),
      ...(bind === undefined ? [] : ipAddressProblems(`${field}.bind`, bind)),
    ];
  }
  const problem = 'must be 0 for a Unix domain socket';
  return [
    ...unixAddressProblems(`${field}.bind`, bind),
    ...(port.number === 0 ? [] : [{ field: `${field}.port.number`, problem, got: port.number, fix: 'set it to 0' }]),
  ];
}

/** Problems of a port that a gateway opens. */
export function serverProblems(field: string, server: Server): Problem[] {
  return [
    ...emptyListProblems(`${field}.hosts`, server.hosts, "name the hosts that are served, or use ['*'] for all"),
    ...server.hosts.flatMap((host, i) => servedHostProblems(`${field}.hosts[${i}]`, host)),
    ...bindProblems(field, server),
    ...emptyTextProblems(`${field}.port.name`, server.port.name, 'give the port a name'),
    ...(server.tls === undefined || !('mode' in server.tls) ? [] : serverTlsProblems(`${field}.tls`, server.tls)),
  ];
}
