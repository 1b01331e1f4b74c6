import { Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { Answer, Question } from './question';

const AT_MOST = 1 << 16;

/** Asks all that a question wants. A failed request is an answer too. */
export async function ask(question: Question): Promise<Answer[]> {
  const { times = 1, together = 20 } = question;
  const options = { keepAlive: true, maxSockets: together };
  const agent = question.url.startsWith('https:') ? new TlsAgent(options) : new Agent(options);
  const answers: Answer[] = [];
  let left = times;
  const worker = async (): Promise<void> => {
    while (left-- > 0) answers.push(await askOnce(question, agent));
  };
  await Promise.all(Array.from({ length: Math.min(times, together) }, worker));
  agent.destroy();
  return answers;
}

/** Asks once. Without an agent the connection is closed afterwards. */
export function askOnce(
  { url, method = 'GET', headers = {}, seconds = 20, at, authority, identity }: Question,
  agent: Agent | false = false,
): Promise<Answer> {
  const start = performance.now();
  const { protocol, hostname, port, pathname, search, host } = new URL(url);
  const shown = { cert: identity?.certificate, key: identity?.key };
  const trust = { servername: hostname, ca: authority, rejectUnauthorized: authority !== undefined };
  const tls = protocol === 'https:' ? { ...trust, ...shown } : {};
  const place = { host: at?.host ?? hostname, port: at?.port ?? (port === '' ? (protocol === 'https:' ? 443 : 80) : port) };
  return new Promise((resolve) => {
    const answer = (rest: Omit<Answer, 'milliseconds'>) =>
      resolve({ ...rest, milliseconds: Math.round((performance.now() - start) * 10) / 10 });
    const fail = (error: string) => answer({ status: 0, headers: {}, body: '', error });
    if (protocol === 'tcp:') {
      readAll(connect(Number(place.port), place.host), (body) => answer({ status: 0, headers: {}, body }), fail);
      return;
    }
    const request = (protocol === 'https:' ? httpsRequest : httpRequest)(
      { ...place, ...tls, agent, method, path: `${pathname}${search}`, headers: { host, ...headers } },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          if (body.length < AT_MOST) body += text;
        });
        response.on('end', () => answer({ status: response.statusCode ?? 0, headers: response.headers, body }));
        response.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
      },
    );
    request.on('upgrade', ({ statusCode = 0, headers: upgraded }, socket: Socket, head) => {
      readAll(socket, (body) => answer({ status: statusCode, headers: upgraded, body: `${head}${body}` }), fail);
    });
    request.setTimeout(seconds * 1000, () => request.destroy(new Error(`no answer in ${seconds} s`)));
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    request.end();
  });
}

/** Reads what comes until the other side has ended. */
function readAll(socket: Socket, done: (text: string) => void, fail: (error: string) => void): void {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  socket.on('end', () => {
    socket.end();
    done(text);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
}
