import { isDeepStrictEqual } from 'node:util';
import { isMap, type Values } from '../core/schema/values';
import type { Mesh } from '../model';
import type { Request, Sender, Token } from '../simulation';
import { gatewayOf } from '../simulation/find-client';
import type { Called } from './called';
import type { Condition, Subject } from './condition';
import { conditionsFor, distinct } from './condition-set';
import { ANY_PATH, cellOf, type RequestClass, RequestSpace } from './request-space';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** The parts of a request that rules can see. */
function isSeen({ subject }: Condition, { scheme }: Called, isAtGateway: boolean): boolean {
  if (subject === 'client address') return true;
  if (scheme === 'tcp') return false;
  if (scheme === 'http' || isAtGateway) return subject !== 'server name';
  return subject === 'server name';
}

const ANY_TOKEN: Condition = { subject: 'token issuer', kind: 'present', value: '', ignoreCase: false };

/** Tokens of somebody else are told from none where it changes whose tokens are taken. */
function tokensOfOthers(before: readonly Condition[], after: readonly Condition[]): Condition[] {
  const issuers = (all: readonly Condition[]) =>
    new Set(all.flatMap((one) => (one.subject === 'token issuer' ? [one.value] : [])));
  return isDeepStrictEqual(issuers(before), issuers(after)) ? [] : [ANY_TOKEN];
}

/**
 * The classes of requests for one host that the rules of both sides tell apart.
 * @param gateway Gateway at which it is asked for. @default none: it is asked for by pods
 */
export function spaceFor(before: Mesh, after: Mesh, called: Called, gateway?: string): RequestSpace {
  const [was, is] = [before, after].map((mesh) =>
    conditionsFor(mesh, called.host, gateway === undefined ? undefined : gatewayOf(mesh, gateway)),
  ) as [readonly Condition[], readonly Condition[]];
  const conditions = distinct([...was, ...is, ...tokensOfOthers(was, is)]);
  const { asked, port, scheme } = called;
  return new RequestSpace(
    conditions.filter((one) => isSeen(one, called, gateway !== undefined)),
    { authority: DEFAULT_PORTS[scheme] === port ? asked : `${asked}:${port}`, 'server name': asked },
  );
}

const namesOf = (space: RequestSpace, kind: 'header' | 'query' | 'claim') =>
  space.dimensions.flatMap(({ subject }) => (subject.startsWith(`${kind} `) ? [subject.slice(kind.length + 1)] : []));

/** The token of a class; undefined where it has none, whatever it would say. */
function tokenIn(space: RequestSpace, of: RequestClass): Token | undefined {
  const issuer = space.valueOf(of, 'token issuer');
  if (issuer === undefined) return undefined;
  const audience = space.valueOf(of, 'token audience');
  const claims = namesOf(space, 'claim').reduce<Values>((all, name) => {
    const said = space.valueOf(of, `claim ${name}`);
    return said === undefined ? all : withClaim(all, name.split(']['), said);
  }, {});
  return {
    issuer,
    subject: space.valueOf(of, 'token subject') ?? 'somebody',
    ...(audience === undefined ? {} : { audiences: [audience] }),
    ...(Object.keys(claims).length === 0 ? {} : { claims }),
  };
}

function withClaim(claims: Values, [name = '', ...rest]: readonly string[], said: string): Values {
  const inner = claims[name];
  return { ...claims, [name]: rest.length === 0 ? said : withClaim(isMap(inner) ? inner : {}, rest, said) };
}

function claimOf(claims: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>((at, name) => (isMap(at) ? at[name] : undefined), claims);
  return found === undefined ? undefined : Array.isArray(found) ? found.join(' ') : String(found);
}

/** A request that stands for its class. */
export function requestOf(from: Sender, { asked, port, scheme }: Called, space: RequestSpace, of: RequestClass): Request {
  const value = (subject: Subject) => space.valueOf(of, subject);
  const given = (kind: 'header' | 'query') =>
    namesOf(space, kind).flatMap((name) => {
      const said = value(`${kind} ${name}`);
      return said === undefined ? [] : [[name, said] as const];
    });
  const [method, authority, sni] = [value('method'), value('authority'), value('server name')];
  const [token, sourceIp] = [tokenIn(space, of), value('client address')];
  const query = given('query').map(([name, said]) => `${name}=${said}`);
  const headers = Object.fromEntries([...given('header'), ...(authority === undefined ? [] : [['host', authority] as const])]);
  return {
    from,
    scheme,
    host: asked,
    port,
    path: `${value('path') ?? ANY_PATH}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    ...(method === undefined ? {} : { method }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(sni === undefined ? {} : { sni }),
    ...(token === undefined ? {} : { token }),
    ...(sourceIp === undefined ? {} : { sourceIp }),
  };
}

/** What a request has as a part; undefined where it has none. */
function partOf(
  { headers = {}, path = '/', method = 'GET', host, port, sni, scheme = 'http', token, sourceIp }: Request,
  subject: Subject,
): string | undefined {
  const query = path.indexOf('?');
  const pathname = query < 0 ? path : path.slice(0, query);
  const header = (name: string) => {
    const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
    return found === undefined || typeof found === 'string' ? found : found.join(',');
  };
  if (subject === 'path') return pathname;
  if (subject === 'method') return method;
  if (subject === 'client address') return sourceIp;
  if (subject === 'token issuer') return token?.issuer;
  if (subject === 'token subject') return token?.subject;
  if (subject === 'token audience') return token?.audiences?.[0];
  if (subject.startsWith('claim ')) return claimOf(token?.claims, subject.slice('claim '.length).split(']['));
  if (subject === 'server name') return sni ?? host;
  if (subject === 'authority') return header('host') ?? (DEFAULT_PORTS[scheme] === port ? host : `${host}:${port}`);
  if (subject.startsWith('header ')) return header(subject.slice('header '.length));
  const name = subject.slice('query '.length);
  const pairs = query < 0 ? [] : path.slice(query + 1).split('&');
  const pair = pairs.map((one) => one.split(/=(.*)/s)).find(([key]) => key === name);
  return pair === undefined ? undefined : (pair[1] ?? '');
}

/** The class of a request; undefined for one that is not asked for. */
export function classOf(request: Request, { dimensions }: RequestSpace): RequestClass | undefined {
  const cells = dimensions.map((dimension) => cellOf(dimension, partOf(request, dimension.subject)));
  return cells.includes(-1) ? undefined : cells;
}
