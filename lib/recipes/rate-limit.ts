import { LARGEST_UINT32, wholeNumberProblems } from '../core/numbers';
import type { OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import { oneOfProblems, type PropNames, propProblems } from '../core/prop-names';
import { repeatedProblems } from '../core/repeated';

/**
 * What tells clients apart: the address they call from, the workload they are by its mTLS certificate, a header, or a claim of their
 * token, for which a RequestAuthentication must stand before.
 */
export type ClientKey = 'address' | 'principal' | OneOf<{ header: string; claim: string }>;

/** Some requests, counted together or for each client apart. */
export interface CountedRequests {
  /** How their path begins. @default any path */
  readonly pathPrefix?: string;
  /** @default any method */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** What tells clients apart, each of which has the limit for itself. Requests that do not say it are not counted. @default nothing */
  readonly by?: ClientKey;
  /** The one client that the limit is for, in place of that for each: a value of `by`. @default each */
  readonly client?: string;
  /** Requests that pass. */
  readonly requests: number;
}

/** A fact about a request, by which its limit is found. */
export interface Entry {
  readonly key: string;
  /** @default any value, and each has the limit for itself */
  readonly value?: string;
}

/** What Envoy finds out about a request: an action of its API. */
type Action = Readonly<Record<string, object>>;

const EVERYTHING = 'all';

function matchOf({ method, pathPrefix }: CountedRequests): string | undefined {
  if (method === undefined && pathPrefix === undefined) return undefined;
  return [method, pathPrefix].filter((part) => part !== undefined).join(' ');
}

/** The key of a client in descriptors. That of an address is given by Envoy. */
function clientEntryKey(by: ClientKey): string {
  if (by === 'address') return 'remote_address';
  if (by === 'principal') return 'principal';
  return by.header === undefined ? `claim_${by.claim}` : `header_${by.header}`;
}

/** The facts about a request that a limit is for. */
export function entriesOf(limit: CountedRequests): Entry[] {
  const { by, client } = limit;
  const match = matchOf(limit);
  const entries: Entry[] = [];
  if (match !== undefined) entries.push({ key: 'match', value: match });
  if (by !== undefined) entries.push({ key: clientEntryKey(by), ...(client !== undefined && { value: client }) });
  return entries.length > 0 ? entries : [{ key: 'match', value: EVERYTHING }];
}

function clientAction(by: ClientKey): Action {
  const descriptor_key = clientEntryKey(by);
  if (by === 'address') return { remote_address: {} };
  if (by === 'principal') {
    return {
      extension: {
        name: 'envoy.rate_limit_descriptors.expr',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor',
          descriptor_key,
          text: 'connection.uri_san_peer_certificate',
        },
      },
    };
  }
  if (by.header !== undefined) return { request_headers: { header_name: by.header, descriptor_key } };
  const path = ['payload', by.claim].map((key) => ({ key }));
  return { metadata: { descriptor_key, metadata_key: { key: 'envoy.filters.http.jwt_authn', path } } };
}

function matchAction(limit: CountedRequests): Action {
  const descriptor_value = matchOf(limit);
  if (descriptor_value === undefined) return { generic_key: { descriptor_key: 'match', descriptor_value: EVERYTHING } };
  const { method, pathPrefix } = limit;
  const headers = [
    ...(method === undefined ? [] : [{ name: ':method', string_match: { exact: method } }]),
    ...(pathPrefix === undefined ? [] : [{ name: ':path', string_match: { prefix: pathPrefix } }]),
  ];
  return { header_value_match: { descriptor_key: 'match', descriptor_value, headers } };
}

/** What Envoy finds out about each request so that limits can be found, without saying the same twice. */
export function rateLimitsOf(limits: readonly CountedRequests[]): { readonly actions: readonly Action[] }[] {
  const all = limits.map((limit) => {
    const { by } = limit;
    const matched = by === undefined || matchOf(limit) !== undefined ? [matchAction(limit)] : [];
    return { actions: [...matched, ...(by === undefined ? [] : [clientAction(by)])] };
  });
  const texts = all.map((each) => JSON.stringify(each));
  return all.filter((_, i) => texts.indexOf(texts[i]!) === i);
}

const BY: PropNames<Extract<ClientKey, object>> = { header: 'optional', claim: 'optional' };

/** What counted requests take. */
export const COUNTED_NAMES: PropNames<CountedRequests> = {
  pathPrefix: 'optional',
  method: 'optional',
  by: 'optional',
  client: 'optional',
  requests: 'required',
};

/** Problems of limits. */
export function limitsProblems(field: string, limits: readonly CountedRequests[]): Problem[] {
  return [
    ...limits.flatMap((limit, i) => {
      const place = `${field}[${i}]`;
      const { client, by, pathPrefix } = limit;
      if (typeof by === 'object') {
        const wrong = [...propProblems(BY, by, `${place}.by`), ...oneOfProblems(Object.keys(BY), by, `${place}.by`)];
        if (wrong.length > 0) return wrong;
      }
      const problems = wholeNumberProblems(`${place}.requests`, limit.requests, 1, LARGEST_UINT32);
      if (client !== undefined && by === undefined) {
        const fix = 'set by, or remove it';
        problems.push({
          field: `${place}.client`,
          problem: 'is one of nobody, since nothing tells clients apart',
          got: client,
          fix,
        });
      }
      if (client === '') problems.push({ field: `${place}.client`, problem: 'must not be empty', got: client, fix: 'name it' });
      if (pathPrefix !== undefined && !pathPrefix.startsWith('/')) {
        const fix = 'use for example /api/';
        problems.push({ field: `${place}.pathPrefix`, problem: 'does not begin with /', got: pathPrefix, fix });
      }
      return problems;
    }),
    ...repeatedProblems(
      limits.map((limit, i) => ({ field: `${field}[${i}]`, value: entriesOf(limit).map(entryText).join(', ') })),
      'keep one limit for the same requests',
    ),
  ];
}

function entryText({ key, value = '*' }: Entry): string {
  return `${key}=${value}`;
}
