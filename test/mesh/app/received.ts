import type { Readable } from 'node:stream';

/** Requests with a body that are kept. */
const KEPT = 20;

/** What was sent to this process: by proxies, where it stands in for a collector of spans or logs. */
export interface Received {
  readonly path: string;
  /** Bytes that are no text are in it as well as can be. */
  readonly body: string;
}

const received: Received[] = [];

/** Keeps the body of a request, if it has one. */
export async function receive(path: string, request: Readable): Promise<void> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  if (body !== '') received.unshift({ path, body });
  received.splice(KEPT);
}

/** What was kept, the newest first. */
export function allReceived(): readonly Received[] {
  return received;
}
