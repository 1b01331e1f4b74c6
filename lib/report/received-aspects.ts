import { isDeepStrictEqual } from 'node:util';
import type { Outcome, Request } from '../simulation';
import { type Asked, type Aspect, aspectOf } from './aspect';
import { pathAspects } from './path-aspect';

type HeaderMap = Readonly<Record<string, string | null>>;

/** Headers that differ, with what they were and are; `as sent` where they are what the client sent. */
function headerAspects(
  aspect: 'request headers' | 'response headers',
  before: HeaderMap,
  after: HeaderMap,
  sent: HeaderMap,
): Aspect[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
  const value = (map: HeaderMap, name: string) => {
    const one = map[name];
    if (aspect === 'response headers')
      return one === undefined ? 'as it comes' : one === null ? 'taken out' : relativeValue(one, sent);
    const own = sent[name];
    if (one === own) return 'as it comes';
    if (one === undefined || one === null) return 'taken out';
    return own !== undefined && own !== null && one.startsWith(`${own},`) ? `added ${one.slice(own.length + 1)}` : one;
  };
  const of = aspect === 'request headers' ? 'with header' : 'get an answer with header';
  const verb = aspect === 'request headers' ? 'arrive ' : '';
  return names.map((name) => {
    const [was, is] = [value(before, name), value(after, name)];
    return { aspect, before: `${name}: ${was}`, after: `${name}: ${is}`, text: `${verb}${of} ${name} ${is} instead of ${was}` };
  });
}

const relativeValue = (value: string, sent: HeaderMap) => (value !== '' && value === sent.origin ? '<origin>' : value);

/** What the upstream, and the client, get otherwise. */
export function received(before: Outcome, after: Outcome, { request }: Asked): Aspect[] {
  const sent = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const shares = (outcome: Outcome) =>
    outcome.destinations.map(({ service, subset, port, authority, headers, responseHeaders }) =>
      JSON.stringify({ service, subset, port, authority, headers, responseHeaders }),
    );
  const hasShares = [before, after].some(({ destinations }) => destinations.some(({ headers }) => headers !== undefined));
  const byShare: Aspect[] =
    hasShares && !isDeepStrictEqual(shares(before), shares(after))
      ? [
          {
            ...{ aspect: 'request headers', before: 'as before', after: 'by destination' },
            text: 'arrive with other headers, which differ by destination',
          },
        ]
      : [];
  return [
    ...pathAspects(before, after, request),
    ...hostAspects(before, after, request),
    ...headerAspects('request headers', before.headers ?? {}, after.headers ?? {}, sent),
    ...headerAspects('response headers', before.responseHeaders ?? {}, after.responseHeaders ?? {}, sent),
    ...byShare,
    ...aspectOf('stickiness', hashText(before), hashText(after), 'stay on one pod by', 'no longer stay on one pod by'),
  ];
}

function hostAspects(before: Outcome, after: Outcome, request: Request): Aspect[] {
  if (before.authority === after.authority) return [];
  const plain = ({ authority = '' }: Outcome) =>
    authority.replace(/:\d+$/, '') === request.host ? 'the host that was called' : authority;
  return aspectOf('host', plain(before), plain(after), 'arrive for', 'no longer arrive for');
}

function hashText({ hash }: Outcome): string | null {
  if (hash === undefined) return null;
  if ('header' in hash) return `header ${hash.header}`;
  if ('cookie' in hash) return `cookie ${hash.cookie}`;
  return 'queryParameter' in hash ? `query parameter ${hash.queryParameter}` : 'address of the client';
}
