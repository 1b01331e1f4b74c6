import type { Mesh } from '../../model';
import { isPreflight } from '../cors';
import type { HeaderValues } from '../http-request';
import { describeObject } from '../place';
import type { Claims, Token } from '../request';
import { type Brought, broughtFor, type JwtRule, placesOf } from './brought-token';
import { claimAt } from './claim-conditions';
import { type PolicedPods, policiesFor } from './policed-workload';
import type { SeenRequest } from './seen';

/** What a proxy makes of the token of a request. */
export type TokenCheck =
  | { readonly kind: 'passed'; readonly request: SeenRequest }
  | { readonly kind: 'refused'; readonly status: 401 | 403; readonly body: string; readonly why: string };

/** A rule of a policy. */
interface PlacedRule {
  readonly rule: JwtRule;
  readonly why: string;
}

/** Claims that Envoy takes as lists, in texts with blanks between. */
const LISTS: readonly string[] = ['scope', 'permission'];

function claimsOf({ issuer, subject, audiences, claims = {} }: Token): Claims {
  return {
    iss: issuer,
    ...(subject === undefined ? {} : { sub: subject }),
    ...(audiences === undefined ? {} : { aud: audiences }),
    ...claims,
  };
}

function withLists(claims: Claims, { spaceDelimitedClaims = [] }: JwtRule): Claims {
  const lists = [...LISTS, ...spaceDelimitedClaims];
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      lists.includes(name) && typeof value === 'string' ? value.split(' ').filter((part) => part !== '') : value,
    ]),
  );
}

/** How a token is told from others in lists of audiences. */
const bare = (audience: string) => audience.replace(/^https?:\/\//, '').replace(/\/$/, '');

function isFor({ audiences = [] }: JwtRule, token: Token): boolean {
  const wanted = audiences.map(bare);
  return wanted.length === 0 || (token.audiences ?? []).some((one) => wanted.includes(bare(one)));
}

const encoded = (value: unknown, as: 'base64' | 'base64url') => Buffer.from(JSON.stringify(value)).toString(as);

/** Headers that a rule fills, and that nobody else may. */
const filledBy = ({ outputPayloadToHeader = '', outputClaimToHeaders = [] }: JwtRule): readonly string[] =>
  [outputPayloadToHeader, ...outputClaimToHeaders.map(({ header }) => header)].map((name) => name.toLowerCase());

function sentOn(headers: HeaderValues, rule: JwtRule, claims: Claims): HeaderValues {
  const all = new Map(headers);
  const { outputPayloadToHeader = '', outputClaimToHeaders = [], forwardOriginalToken = false } = rule;
  if (!forwardOriginalToken) for (const { name } of placesOf(rule)) all.delete(name);
  if (outputPayloadToHeader !== '') all.set(outputPayloadToHeader.toLowerCase(), [encoded(claims, 'base64url')]);
  for (const { header, claim } of outputClaimToHeaders) {
    const value = claimAt(claims, claim.split('.'));
    if (value === undefined || value === null) continue;
    all.set(header.toLowerCase(), [typeof value === 'object' ? encoded(value, 'base64') : String(value)]);
  }
  return all;
}

/** The rules for tokens that the proxy of pods has. */
export class TokenReader {
  readonly #rules: readonly PlacedRule[];
  readonly #filled: readonly string[];

  constructor(mesh: Mesh, pods: PolicedPods) {
    this.#rules = policiesFor(mesh, 'security.istio.io/RequestAuthentication', pods).flatMap((policy) =>
      (policy.spec.jwtRules ?? []).map((rule, i) => ({ rule, why: `${describeObject(policy)} jwtRules[${i}]` })),
    );
    this.#filled = this.#rules.flatMap(({ rule }) => filledBy(rule));
  }

  /** Whether no token is ever looked for. */
  get isIdle(): boolean {
    return this.#rules.length === 0;
  }

  /** What the proxy makes of the token of a request. One that has none is let through, and so is a preflight. */
  check(request: SeenRequest): TokenCheck {
    if (this.isIdle || isPreflight(request)) return { kind: 'passed', request };
    const headers = new Map([...request.headers].filter(([name]) => !this.#filled.includes(name)));
    const brought = this.#rules.map((one) => ({ ...one, brought: broughtFor(one.rule, headers, request.token) }));
    const tokens = brought.flatMap(({ rule, why, brought: { kind, ...said } }) =>
      kind === 'token' && 'token' in said ? [{ rule, why, token: said.token }] : [],
    );
    const ofIssuer = tokens.filter(({ rule, token }) => rule.issuer === token.issuer);
    const found = ofIssuer.find(({ rule, token }) => isFor(rule, token));
    if (found !== undefined) {
      const { rule, token } = found;
      const claims = claimsOf(token);
      return {
        kind: 'passed',
        request: {
          ...request,
          headers: sentOn(headers, rule, claims),
          claims: withLists(claims, rule),
          token: rule.forwardOriginalToken === true ? request.token : undefined,
        },
      };
    }
    return this.#refusal(ofIssuer[0], tokens[0]?.token, brought) ?? { kind: 'passed', request: { ...request, headers } };
  }

  #refusal(
    ofIssuer: PlacedRule | undefined,
    token: Token | undefined,
    all: readonly (PlacedRule & { readonly brought: Brought })[],
  ): TokenCheck | undefined {
    if (ofIssuer !== undefined) {
      const body = 'Audiences in Jwt are not allowed';
      return { kind: 'refused', status: 403, body, why: `${ofIssuer.why} takes no token for these audiences` };
    }
    if (token !== undefined) {
      const rules = all.map(({ why }) => why).join(', ');
      const body = 'Jwt issuer is not configured';
      return { kind: 'refused', status: 401, body, why: `none takes a token of ${token.issuer}: ${rules}` };
    }
    for (const { brought, why } of all) {
      if (brought.kind !== 'malformed') continue;
      return { kind: 'refused', status: 401, body: brought.body, why: `${why} finds something that is no token` };
    }
    return undefined;
  }
}
