import { isDeepStrictEqual } from 'node:util';
import type { HttpMatch } from './http-match';
import type { PresenceOrMatch, StringMatch } from './string-match';

/** No request meets both conditions. */
export const NEVER = Symbol('never');
/** Some request may meet both conditions, and no single condition of Istio's says which. */
export const INEXPRESSIBLE = Symbol('inexpressible');

type Outcome<T> = T | typeof NEVER | typeof INEXPRESSIBLE;

const failed = (outcome: unknown): outcome is typeof NEVER | typeof INEXPRESSIBLE =>
  outcome === NEVER || outcome === INEXPRESSIBLE;

function texts(a: StringMatch, b: StringMatch): Outcome<StringMatch> {
  if (isDeepStrictEqual(a, b)) return a;
  if (a.regex !== undefined || b.regex !== undefined) return INEXPRESSIBLE;
  const [longer, shorter] = (a.exact ?? a.prefix).length >= (b.exact ?? b.prefix).length ? [a, b] : [b, a];
  const [exact, prefix] = a.exact !== undefined ? [a, b] : [b, a];
  if (exact.exact === undefined) return (longer.prefix as string).startsWith(shorter.prefix as string) ? longer : NEVER;
  return prefix.prefix !== undefined && exact.exact.startsWith(prefix.prefix) ? exact : NEVER;
}

const isPresence = (match: PresenceOrMatch): match is Readonly<Record<string, never>> => Object.keys(match).length === 0;

function present(a: PresenceOrMatch, b: PresenceOrMatch): Outcome<PresenceOrMatch> {
  if (isPresence(a)) return b;
  return isPresence(b) ? a : texts(a, b);
}

const same = <T>(a: T, b: T): Outcome<T> => (isDeepStrictEqual(a, b) ? a : NEVER);
const sameOrInexpressible = <T>(a: T, b: T): Outcome<T> => (isDeepStrictEqual(a, b) ? a : INEXPRESSIBLE);

type Combine<T> = (a: T, b: T) => Outcome<T>;

/** Entries of both maps; those under one key are combined. */
function maps<T>(combine: Combine<T>): Combine<Readonly<Record<string, T>>> {
  return (a, b) => {
    const result: Record<string, T> = { ...a };
    for (const [key, value] of Object.entries(b)) {
      const mine = a[key];
      const both = mine === undefined ? value : combine(mine, value);
      if (failed(both)) return both;
      result[key] = both;
    }
    return result;
  };
}

function gatewaysOfBoth(a: NonNullable<HttpMatch['gateways']>, b: NonNullable<HttpMatch['gateways']>) {
  const both = a.filter((gateway) => b.includes(gateway));
  return both.length > 0 ? both : NEVER;
}

/** How each field of two conditions is combined where both have it. */
const COMBINE: { [Field in keyof HttpMatch]-?: Combine<NonNullable<HttpMatch[Field]>> } = {
  name: (a) => a,
  statPrefix: (a) => a,
  uri: texts,
  ignoreUriCase: sameOrInexpressible,
  scheme: texts,
  method: texts,
  authority: texts,
  headers: maps(present),
  withoutHeaders: maps(sameOrInexpressible),
  queryParams: maps(present),
  port: same,
  sourceLabels: maps(same),
  sourceNamespace: same,
  gateways: gatewaysOfBoth,
};

/** The condition that a request meets when it meets both: names are those of the first. */
export function intersect(a: HttpMatch, b: HttpMatch): Outcome<HttpMatch> {
  if (a.uri !== undefined && b.uri !== undefined && (a.ignoreUriCase ?? false) !== (b.ignoreUriCase ?? false))
    return INEXPRESSIBLE;
  const result: Record<string, unknown> = { ...a };
  for (const [name, theirs] of Object.entries(b)) {
    const mine = a[name as keyof HttpMatch];
    if (theirs === undefined) continue;
    const combine = COMBINE[name as keyof HttpMatch] as Combine<unknown>;
    const both = mine === undefined ? theirs : combine(mine, theirs);
    if (failed(both)) return both;
    result[name] = both;
  }
  return result;
}
