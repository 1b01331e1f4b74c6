import type { Claims } from '../request';
import type { Seen } from './seen';
import { type TextPattern, textPattern } from './text-pattern';

type Holds = (seen: Seen) => boolean;

/** Something of a token at a path, `['a', 'b']` for a claim within another. */
export function claimAt(claims: Claims | undefined, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null && !Array.isArray(at) ? (at as Claims)[name] : undefined),
    claims,
  );
}

/** Whether a claim that is a text, or one of the texts of a claim that is a list, is one that is meant. */
export function claimHolds(path: readonly string[], values: readonly string[]): Holds {
  const patterns = values.map(textPattern);
  const isMeant = (value: unknown) => typeof value === 'string' && patterns.some((matches) => matches(value));
  return ({ request }) => {
    const claim = claimAt(request?.claims, path);
    return Array.isArray(claim) ? claim.some(isMeant) : isMeant(claim);
  };
}

const any: TextPattern = (text) => text !== '';

/** An issuer and a subject, as `<issuer>/<subject>` with a `*` at an end means them; the issuer may have slashes. */
function issuerAndSubject(value: string): readonly [TextPattern, TextPattern] {
  const slash = value.lastIndexOf('/');
  const issuer = slash < 0 ? value : value.slice(0, slash);
  const subject = slash < 0 ? '' : value.slice(slash + 1);
  const exact =
    (wanted: string): TextPattern =>
    (text) =>
      text === wanted;
  if (value === '*') return [any, any];
  if (value.startsWith('*')) return slash < 0 ? [any, textPattern(value)] : [textPattern(issuer), exact(subject)];
  if (value.endsWith('*')) return slash < 0 ? [textPattern(value), any] : [exact(issuer), textPattern(subject)];
  return [exact(issuer), exact(subject)];
}

/** Whether the token of a request is of one of the issuers and subjects. */
export function requestPrincipalHolds(values: readonly string[]): Holds {
  const pairs = values.map(issuerAndSubject);
  return ({ request }) => {
    const { iss, sub } = request?.claims ?? {};
    if (typeof iss !== 'string' || typeof sub !== 'string') return false;
    return pairs.some(([ofIssuer, ofSubject]) => ofIssuer(iss) && ofSubject(sub));
  };
}

/** The path that `[a][b]` names; undefined where it names none. */
export function claimPath(brackets: string): readonly string[] | undefined {
  if (/^(\[[^[\]]*\])+$/.test(brackets)) return [...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, name = '']) => name);
  return brackets.startsWith('[') && brackets.endsWith(']') ? [brackets.slice(1, -1)] : undefined;
}
