import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_PORT, NODE } from './layout';

const TRIES = 10;
const PAUSE = 200;

/** An answer of the API server that is an error. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A change that a watch tells. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'ERROR' | 'BOOKMARK';
  readonly object: unknown;
}

/** Talks to the API server as administrator. */
export class Api {
  private readonly agent: Agent;
  private readonly watches: Agent;

  constructor(
    certificate: string,
    private readonly token: string,
  ) {
    const ca = readFileSync(certificate);
    this.agent = new Agent({ ca, keepAlive: true, maxSockets: 16 });
    this.watches = new Agent({ ca });
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  create<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  patch(path: string, body: unknown): Promise<unknown> {
    return this.call('PATCH', path, body, 'application/strategic-merge-patch+json');
  }

  delete(path: string, body?: unknown): Promise<unknown> {
    return this.call('DELETE', path, body);
  }

  /** The object, or nothing where there is none. */
  async find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.get<T>(path);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  private async call<T>(method: string, path: string, body?: unknown, type = 'application/json'): Promise<T> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) };
    const response = await this.persist(method, () => this.send(this.agent, method, path, headers, text));
    let answer = '';
    for await (const chunk of response.setEncoding('utf8')) answer += chunk;
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return JSON.parse(answer) as T;
    throw new ApiError(status, `${method} ${path}: ${status} ${messageOf(answer)}`);
  }

  /** Tells every change after a version, until the connection ends. */
  async watch(path: string, version: string, tell: (event: WatchEvent) => void): Promise<void> {
    const joint = path.includes('?') ? '&' : '?';
    const response = await this.send(this.watches, 'GET', `${path}${joint}watch=1&resourceVersion=${version}`, {});
    if (response.statusCode !== 200) throw new ApiError(response.statusCode ?? 0, `watch ${path}: ${response.statusCode}`);
    let rest = '';
    for await (const chunk of response.setEncoding('utf8')) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) tell(JSON.parse(line) as WatchEvent);
    }
  }

  /** A connection that the server has just closed is no answer: whatever may be done twice is asked again. */
  private async persist<T>(method: string, ask: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await ask();
      } catch (error) {
        if (method === 'POST' || tries === TRIES) throw error;
        await sleep(PAUSE);
      }
    }
  }

  private send(agent: Agent, method: string, path: string, headers: object, body?: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const authorization = `Bearer ${this.token}`;
      const options = { agent, method, path, host: NODE.ip, port: API_PORT, headers: { ...headers, authorization } };
      request(options, resolve).on('error', reject).end(body);
    });
  }
}

function messageOf(answer: string): string {
  try {
    return (JSON.parse(answer) as { message?: string }).message ?? answer;
  } catch {
    return answer;
  }
}
