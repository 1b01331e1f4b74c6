import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** What a stub got. */
export interface Arrived {
  /** The loopback address of the stub. */
  readonly stub: string;
  readonly method: string;
  readonly path: string;
  /** Names are in lower case, in the order in which they came. */
  readonly headers: readonly (readonly [string, string])[];
}

/** The first byte of a TLS connection. */
const HANDSHAKE = 0x16;

/**
 * All upstreams: one server at all addresses of the loopback network. It answers HTTP, also inside of TLS, with what it got, and any
 * other bytes with its address.
 */
export class StubUpstreams {
  /** Every request that came; an answer has the index in its header `x-stub`. */
  readonly arrived: Arrived[] = [];
  readonly #server: NetServer;
  readonly #http: Server;

  constructor(certificate: string, key: string) {
    this.#http = createHttpServer((request, response) => this.#answer(request, response));
    this.#http.keepAliveTimeout = 0;
    const tls = createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (socket) => {
      this.#http.emit('connection', socket);
    });
    this.#server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (first) => {
        socket.pause();
        socket.unshift(first);
        if (first[0] === HANDSHAKE) tls.emit('connection', socket);
        else if (/^[A-Z]+ /.test(first.toString('latin1', 0, 12))) this.#http.emit('connection', socket);
        else socket.end(`stub ${socket.localAddress}`);
        process.nextTick(() => socket.resume());
      });
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '0.0.0.0', 4096);
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#http.closeAllConnections();
    this.#server.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { rawHeaders } = request;
    const headers = rawHeaders.flatMap((name, i) =>
      i % 2 === 0 ? [[name.toLowerCase(), rawHeaders[i + 1] ?? ''] as const] : [],
    );
    const stub = addressOf(request.socket);
    const arrived = { stub, method: request.method ?? '', path: request.url ?? '', headers };
    request.resume();
    response.writeHead(200, { 'content-length': 0, 'x-stub': this.arrived.push(arrived) - 1 }).end();
  }
}

/** Inside of TLS, the socket below has the address. */
function addressOf(socket: Socket & { readonly _parent?: Socket }): string {
  return socket.localAddress ?? socket._parent?.localAddress ?? '';
}
