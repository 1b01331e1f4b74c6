import { isIP } from 'node:net';
import type { Mesh } from '../../model';
import type { HttpRequest } from '../http-request';
import type { Headers } from '../outcome';
import type { Crossing } from './crossings';
import type { PolicedPods } from './policed-workload';
import { checkToken } from './request-token';
import type { Seen, SeenRequest } from './seen';
import type { Shown } from './sender';

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
  readonly why: readonly string[];
}

const LET_IN: Verdict = {
  fails: undefined,
  isAuthorized: false,
  status: undefined,
  body: undefined,
  flag: undefined,
  providers: [],
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

/** What the policies for pods say of what their proxy sees. @param token makes requests wait for what is made of it */
export function authorize(
  mesh: Mesh,
  pods: PolicedPods,
  authorization: Crossing['authorization'],
  seen: Seen,
  token: Shown['token'],
): Verdict {
  const check = token === undefined || seen.request === undefined ? undefined : checkToken(mesh, pods, token);
  if (check?.kind === 'refused') {
    return { ...LET_IN, fails: 'denied', isAuthorized: true, status: check.status, body: check.body, why: [check.why] };
  }
  if (authorization === undefined) return LET_IN;
  const request: SeenRequest | undefined =
    check?.kind === 'valid' && seen.request !== undefined ? { ...seen.request, claims: check.claims } : seen.request;
  const { isAllowed, asked, why } = authorization.decide({ ...seen, request });
  const verdict = { ...LET_IN, isAuthorized: true, providers: asked, why };
  if (isAllowed) return verdict;
  return { ...verdict, fails: 'denied', ...(request === undefined ? {} : DENIED) };
}

/** What becomes of something that goes to an endpoint. @param request as it is received; undefined for what is none */
export function verdictOf(mesh: Mesh, crossing: Crossing, shown: Shown, request: SeenRequest | undefined): Verdict {
  const { receiver, cut, spoken, isRead, authorization, serverName } = crossing;
  if (cut !== undefined) {
    const body = cut.flag === 'UC' ? CUT_SHORT : undefined;
    return { ...LET_IN, fails: 'closed', status: 503, body, flag: cut.flag, why: [cut.why] };
  }
  const workload = receiver?.endpoint.workload;
  if (receiver === undefined || workload === undefined || (authorization === undefined && shown.token === undefined))
    return LET_IN;
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
  return authorize(mesh, workload, authorization, seen, shown.token);
}
