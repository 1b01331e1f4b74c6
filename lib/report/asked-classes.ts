import type { Mesh } from '../model';
import type { Request, Sender } from '../simulation';
import type { Called } from './called';
import type { Condition, Subject } from './condition';
import { conditionsFor, distinct } from './condition-set';
import { cellOf, type RequestClass, RequestSpace } from './request-space';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** The parts of a request that rules can see. */
function isSeen({ subject }: Condition, { scheme }: Called, isAtGateway: boolean): boolean {
  if (scheme === 'tcp') return false;
  if (scheme === 'http' || isAtGateway) return subject !== 'server name';
  return subject === 'server name';
}

/** The classes of requests for one host that the rules of both sides tell apart. */
export function spaceFor(before: Mesh, after: Mesh, called: Called, isAtGateway: boolean): RequestSpace {
  const conditions = distinct([...conditionsFor(before, called.host), ...conditionsFor(after, called.host)]);
  const { asked, port, scheme } = called;
  return new RequestSpace(
    conditions.filter((one) => isSeen(one, called, isAtGateway)),
    { authority: DEFAULT_PORTS[scheme] === port ? asked : `${asked}:${port}`, 'server name': asked },
  );
}

const namesOf = (space: RequestSpace, kind: 'header' | 'query') =>
  space.dimensions.flatMap(({ subject }) => (subject.startsWith(`${kind} `) ? [subject.slice(kind.length + 1)] : []));

/** A request that stands for its class. */
export function requestOf(from: Sender, { asked, port, scheme }: Called, space: RequestSpace, of: RequestClass): Request {
  const value = (subject: Subject) => space.valueOf(of, subject);
  const given = (kind: 'header' | 'query') =>
    namesOf(space, kind).flatMap((name) => {
      const said = value(`${kind} ${name}`);
      return said === undefined ? [] : [[name, said] as const];
    });
  const [method, authority, sni] = [value('method'), value('authority'), value('server name')];
  const query = given('query').map(([name, said]) => `${name}=${said}`);
  const headers = Object.fromEntries([...given('header'), ...(authority === undefined ? [] : [['host', authority] as const])]);
  return {
    from,
    scheme,
    host: asked,
    port,
    path: `${value('path') ?? '/'}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    ...(method === undefined ? {} : { method }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(sni === undefined ? {} : { sni }),
  };
}

/** What a request has as a part; undefined where it has none. */
function partOf(
  { headers = {}, path = '/', method = 'GET', host, port, sni, scheme = 'http' }: Request,
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
