import type { Readable } from 'node:stream';

/** Requests with a body that are kept. */
const KEPT = 200;
/** Characters of bodies in one answer. */
const TOLD = 40_000;

/** What was sent to this process: by proxies, where it stands in for a collector of spans or logs. */
interface Received {
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

/** What was kept of the requests for a path, the newest first, as far as it fits into an answer. */
export function receivedAt(path: string): readonly string[] {
  const bodies = received.filter((each) => each.path === path).map(({ body }) => body);
  let left = TOLD;
  return bodies.filter((body) => {
    left -= JSON.stringify(body).length;
    return left >= 0;
  });
}
