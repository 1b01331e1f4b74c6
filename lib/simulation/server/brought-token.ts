import type { Specs } from '../../model/specs';
import type { HeaderValues } from '../http-request';
import type { Claims, Token } from '../request';

export type JwtRule = NonNullable<Specs['security.istio.io/RequestAuthentication']['jwtRules']>[number];

/** What a request brings where a rule looks for a token. */
export type Brought =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: Token }
  | { readonly kind: 'malformed'; readonly body: string };

/** A header in which a token may stand, after a prefix. */
interface Place {
  readonly name: string;
  readonly prefix: string;
}

const USUAL: readonly Place[] = [{ name: 'authorization', prefix: 'Bearer ' }];

function cookieIn(headers: HeaderValues, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? []).flatMap((text) => text.split(';').map((pair) => pair.trim()));
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Headers in which a rule looks, or those where tokens are by custom if it names no place at all. */
export function placesOf({ fromHeaders = [], fromParams = [], fromCookies = [] }: JwtRule): readonly Place[] {
  if (fromHeaders.length + fromParams.length + fromCookies.length === 0) return USUAL;
  return fromHeaders.map(({ name, prefix = '' }) => ({ name: name.toLowerCase(), prefix }));
}

/** The first word of the letters of tokens after the prefix; undefined where the prefix is not there. */
function wordIn(headers: HeaderValues, { name, prefix }: Place): string | undefined {
  const text = headers.get(name)?.join(',');
  const start = text?.indexOf(prefix) ?? -1;
  if (text === undefined || start < 0) return undefined;
  const rest = text.slice(start + prefix.length);
  return /[\w.-]+/.exec(rest)?.[0] ?? rest;
}

function partOf(text: string): Claims | 'encoding' | 'JSON' {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return 'encoding';
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Claims) : 'JSON';
  } catch {
    return 'JSON';
  }
}

const WRONG = { encoding: 'an invalid Base64url encoded', JSON: 'an invalid JSON' } as const;

function tokenOf(text: string): Brought {
  const [header = '', payload = '', ...rest] = text.split('.');
  if (rest.length !== 1) {
    return { kind: 'malformed', body: 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections' };
  }
  for (const [part, name] of [[header, 'header'] as const, [payload, 'payload'] as const]) {
    const read = partOf(part);
    if (typeof read === 'string') return { kind: 'malformed', body: `Jwt ${name} is ${WRONG[read]}` };
  }
  const claims = partOf(payload) as Claims;
  const { iss, sub, aud } = claims;
  const audiences = typeof aud === 'string' ? [aud] : Array.isArray(aud) ? aud.map(String) : undefined;
  const token: Token = {
    issuer: typeof iss === 'string' ? iss : '',
    ...(typeof sub === 'string' && { subject: sub }),
    ...(audiences !== undefined && { audiences }),
    claims,
  };
  return { kind: 'token', token };
}

/**
 * What a request brings where a rule looks for a token. Whether its issuer signed it, and when it ends, is not looked at.
 * @param told a token that the request is said to bring, wherever that is
 */
export function broughtFor(rule: JwtRule, headers: HeaderValues, told: Token | undefined): Brought {
  if (told !== undefined) return { kind: 'token', token: told };
  const inHeader = placesOf(rule)
    .map((place) => wordIn(headers, place))
    .find((text) => text !== undefined);
  const text = inHeader ?? (rule.fromCookies ?? []).map((name) => cookieIn(headers, name)).find((value) => value !== undefined);
  return text === undefined ? { kind: 'none' } : tokenOf(text);
}
