import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Identity } from './identities';

/** One connection to a listener, and one request on it. */
export interface RawRequest {
  /** Port of the listener. */
  readonly port: number;
  /** What the PROXY protocol tells. */
  readonly from: { readonly address: string; readonly port: number };
  readonly to: { readonly address: string; readonly port: number };
  /** The server name where it is TLS. */
  readonly sni?: string;
  readonly isTls: boolean;
  /** Who the client is to the mesh. @default nobody */
  readonly identity?: Identity;
  /** All that is sent. */
  readonly text: string;
}

/** What came back; no status where it was not HTTP, and no bytes where the connection was closed. */
export interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const TOO_LONG = 20_000;

function dechunk(text: string): string {
  let body = '';
  for (let at = 0; ; ) {
    const end = text.indexOf('\r\n', at);
    const size = Number.parseInt(text.slice(at, end), 16);
    if (end < 0 || !(size > 0)) return body;
    body += text.slice(end + 2, end + 2 + size);
    at = end + 2 + size + 2;
  }
}

function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  if (!text.startsWith('HTTP/1.1 ') || end < 0) return { status: undefined, headers: [], body: text };
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  const rest = text.slice(end + 4);
  const isChunked = headers.some(([name, value]) => name === 'transfer-encoding' && value === 'chunked');
  return { status: Number(first.split(' ')[1]), headers, body: isChunked ? dechunk(rest) : rest };
}

/** Whether all of an answer is there: Envoy takes a second to close a connection. */
function isWhole(text: string, isHead: boolean): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (!text.startsWith('HTTP/1.1 ') || end < 0) return false;
  if (isHead || /^HTTP\/1.1 (204|304) /.test(text)) return true;
  const head = text.slice(0, end).toLowerCase();
  if (head.includes('\r\ntransfer-encoding: chunked')) return text.endsWith('0\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  return length !== undefined && text.length >= end + 4 + Number(length);
}

/** Sends a request, and gives what comes back. */
export function send({ port, from, to, sni, isTls, identity, text }: RawRequest): Promise<RawAnswer> {
  return new Promise((done, fail) => {
    let answer = '';
    const isHead = text.startsWith('HEAD ');
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const timer = setTimeout(() => fail(new Error(`no answer in ${TOO_LONG / 1000} s to ${text.split('\r\n')[0]}`)), TOO_LONG);
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      done(parseAnswer(answer));
    };
    const read = (from: Socket) => {
      from.setEncoding('latin1');
      from.on('data', (chunk: string) => {
        answer += chunk;
        if (isWhole(answer, isHead)) finish();
      });
      from.on('error', finish);
      from.on('close', finish);
    };
    socket.write(`PROXY TCP4 ${from.address} ${to.address} ${from.port} ${to.port}\r\n`);
    if (isTls) {
      socket.on('error', finish);
      // Sidecars tell each other by this word that HTTP is inside.
      const ALPNProtocols = [identity === undefined ? 'http/1.1' : 'istio-http/1.1'];
      const tls = connectTls({ socket, servername: sni ?? '', rejectUnauthorized: false, ALPNProtocols, ...identity });
      read(tls);
      tls.write(text, 'latin1');
    } else {
      read(socket);
      socket.write(text, 'latin1');
    }
  });
}
