import { isIP } from 'node:net';
import type { HttpRequest } from '../http-request';
import type { Headers } from '../outcome';
import type { Crossing } from './crossings';
import type { Seen, SeenRequest } from './seen';
import type { Shown } from './sender';
import type { TokenReader } from './token-reader';

/** What becomes of something at an endpoint. */
export interface Verdict {
  /** Undefined where it is let in. */
  readonly fails: 'closed' | 'denied' | undefined;
  /** Whether a policy had a say. */
  readonly isAuthorized: boolean;
  readonly status: number | undefined;
  readonly body: string | undefined;
  readonly flag: 'UC' | 'UF' | undefined;
  readonly providers: readonly string[];
  /** A request that is let in, as the proxy has it when it has looked for a token in it. */
  readonly request: SeenRequest | undefined;
  readonly why: readonly string[];
}

const LET_IN: Verdict = {
  fails: undefined,
  isAuthorized: false,
  status: undefined,
  body: undefined,
  flag: undefined,
  providers: [],
  request: undefined,
  why: [],
};

const DENIED = { status: 403, body: 'RBAC: access denied' };
const CUT_SHORT = 'upstream connect error or disconnect/reset before headers. reset reason: connection termination';

/** Headers as they are received: in several values where the request had them so, and nothing changed them. */
export function receivedHeaders(received: Headers, sent: HttpRequest): HttpRequest['headers'] {
  const all = Object.entries(received).map(([name, text]): [string, readonly string[]] => {
    const values = sent.headers.get(name);
    return [name, values?.join(',') === text ? values : [text]];
  });
  return new Map(all);
}

/** What the policies for pods say of what their proxy sees. */
export function authorize(tokens: TokenReader | undefined, authorization: Crossing['authorization'], seen: Seen): Verdict {
  const check = seen.request === undefined ? undefined : tokens?.check(seen.request);
  if (check?.kind === 'refused') {
    return { ...LET_IN, fails: 'denied', isAuthorized: true, status: check.status, body: check.body, why: [check.why] };
  }
  const request = check?.request ?? seen.request;
  if (authorization === undefined) return { ...LET_IN, request };
  const { isAllowed, asked, why } = authorization.decide({ ...seen, request });
  const verdict = { ...LET_IN, isAuthorized: true, providers: asked, request, why };
  if (isAllowed) return verdict;
  return { ...verdict, fails: 'denied', ...(request === undefined ? {} : DENIED) };
}

/** What becomes of something that goes to an endpoint. @param request as it is received; undefined for what is none */
export function verdictOf(crossing: Crossing, shown: Shown, request: SeenRequest | undefined): Verdict {
  const { receiver, cut, spoken, isRead, authorization, tokens, serverName } = crossing;
  if (cut !== undefined) {
    const body = cut.flag === 'UC' ? CUT_SHORT : undefined;
    return { ...LET_IN, fails: 'closed', status: 503, body, flag: cut.flag, why: [cut.why] };
  }
  const workload = receiver?.endpoint.workload;
  if (receiver === undefined || workload === undefined || (authorization === undefined && tokens === undefined)) return LET_IN;
  const { address = '', port } = receiver.endpoint;
  const seen: Seen = {
    principal: spoken === 'mutual' ? shown.principal : undefined,
    sourceIp: shown.sourceIp,
    remoteIp: shown.remoteIp,
    destinationIp: isIP(address) === 0 ? undefined : address,
    port,
    serverName,
    request: isRead ? request : undefined,
  };
  return authorize(tokens, authorization, seen);
}
