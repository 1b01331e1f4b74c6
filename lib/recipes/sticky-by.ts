import { Duration } from 'cdk8s';
import type { OneOf } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { oneOfProblems, type PropNames, propProblems } from '../core/prop-names';
import { emptyTextProblems } from '../core/sizes';
import type { ConsistentHash, HashCookie } from '../networking/consistent-hash';
import { tokenProblems } from './http-token';

/** What requests have in common that go to one pod. */
export type StickyBy = OneOf<{
  /** The value of a header. */
  header: string;
  /** A cookie, which the proxy makes where a request has none: its name, or more of it. */
  cookie: string | HashCookie;
  /** The address of the client as the proxy sees it. At a gateway it is the load balancer's, unless that keeps the client's. */
  sourceIp: true;
  /** The value of a query parameter. */
  query: string;
}>;

/** How a pod is picked. */
export interface Sticky {
  readonly consistentHash: ConsistentHash;
}

/** For the session, everywhere on the site, out of reach of scripts. */
const COOKIE = {
  path: '/',
  ttl: Duration.seconds(0),
  attributes: [{ name: 'HttpOnly' }, { name: 'SameSite', value: 'Lax' }],
} satisfies Partial<HashCookie>;

const hashCookie = (cookie: string | HashCookie): HashCookie => ({
  ...COOKIE,
  ...(typeof cookie === 'string' ? { name: cookie } : cookie),
});

function problems({ header, cookie, query }: StickyBy): Problem[] {
  if (header !== undefined) return tokenProblems('header', header, 'header');
  if (query !== undefined) return emptyTextProblems('query', query, 'name the parameter');
  return cookie === undefined ? [] : tokenProblems('cookie', hashCookie(cookie).name, 'cookie');
}

const NAMES: PropNames<StickyBy> = { header: 'optional', cookie: 'optional', sourceIp: 'optional', query: 'optional' };

/**
 * Sends requests that have something in common to one pod, as long as the pods stay the same, for a traffic policy:
 * `trafficPolicy: { loadBalancer: stickyBy({ cookie: 'session' }) }`. When a pod comes or goes, some clients move: keep in it nothing
 * that cannot be got again.
 * @throws InvalidProps when no header, cookie or parameter can have such a name
 */
export function stickyBy(by: StickyBy): Sticky {
  refuse('stickyBy', [...propProblems(NAMES, by), ...oneOfProblems(Object.keys(NAMES), by)]);
  refuse('stickyBy', problems(by));
  if (by.header !== undefined) return { consistentHash: { httpHeaderName: by.header } };
  if (by.query !== undefined) return { consistentHash: { httpQueryParameterName: by.query } };
  if (by.cookie !== undefined) return { consistentHash: { httpCookie: hashCookie(by.cookie) } };
  return { consistentHash: { useSourceIp: true } };
}
