import type { Mesh } from '../model';
import type { Request, Sender } from '../simulation';
import type { Called } from './called';
import type { Condition, Subject } from './condition';
import { conditionsFor, distinct } from './condition-set';
import { type RequestClass, RequestSpace } from './request-space';

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
