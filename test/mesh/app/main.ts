import { readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask';
import { bookinfo } from './bookinfo';
import { identity } from './identity';
import type { Question } from './question';
import { allReceived, receive } from './received';

/** Stands in for every application: it says who it is and what it was asked, answers as bookinfo, and asks what it is told to ask. */
const me = identity();
const servers: Server[] = [];

/** `?sleep=` seconds and `?status=` are obeyed. `/received` is answered with what was sent to it before. */
async function answer(
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
  secure: boolean,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  await sleep(Number(searchParams.get('sleep') ?? 0) * 1000);
  const { method, headers } = request;
  await receive(pathname, request);
  const { app, version, namespace, pod } = me;
  const known = await bookinfo(me, pathname, headers);
  const from = request.socket.remoteAddress?.replace('::ffff:', '');
  const body = {
    app,
    version,
    namespace,
    pod,
    method,
    path: request.url,
    httpVersion: request.httpVersion,
    secure,
    from,
    ...(known as object | undefined),
    ...(pathname === '/received' && { received: allReceived() }),
    headers,
  };
  response.statusCode = Number(searchParams.get('status') ?? 200);
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-app', app);
  response.end(`${JSON.stringify(body)}\n`);
}

/** Speaks no WebSocket, but takes the upgrade, and says who it is. */
function upgrade({ headers }: IncomingMessage, socket: Duplex): void {
  const lines = ['HTTP/1.1 101 Switching Protocols', 'connection: upgrade', `upgrade: ${headers.upgrade}`, '', whoAmI()];
  socket.on('error', () => {}).end(lines.join('\r\n'));
}

const whoAmI = () => `${me.app} ${me.version ?? ''}\n`;

/** The first part of a port's name is its protocol, as Istio has it. */
function serve(port: number, protocol: string): void {
  if (protocol === 'tcp') {
    createTcpServer((socket) => socket.on('error', () => {}).end(whoAmI())).listen(port, me.address);
  } else if (protocol === 'grpc') {
    createHttp2Server((request, response) => void answer(request, response, false)).listen(port, me.address);
  } else if (protocol === 'https' && me.certificate !== undefined) {
    const pair = { cert: readFileSync(`${me.certificate}.crt`), key: readFileSync(`${me.certificate}.key`) };
    createTlsServer(pair, (request, response) => void answer(request, response, true)).listen(port, me.address);
  } else {
    const server = createServer((request, response) => void answer(request, response, false))
      .on('upgrade', upgrade)
      .listen(port, me.address);
    servers.push(server);
  }
}

/** What is asked by now is answered. */
async function end(): Promise<void> {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  process.exit(0);
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

for (const { name = 'http', port } of me.ports) serve(port, name.replace(/-.*/, ''));
if (me.socket !== undefined) {
  rmSync(me.socket, { force: true });
  createServer(async (request, response) => {
    const answers = await ask(JSON.parse(await read(request)) as Question);
    response.end(JSON.stringify(answers));
  }).listen(me.socket);
}
process.on('SIGTERM', () => void end());
