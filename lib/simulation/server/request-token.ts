import type { Mesh } from '../../model';
import type { MeshObject } from '../../model/mesh-object';
import type { Specs } from '../../model/specs';
import { describeObject } from '../place';
import type { Token } from '../request';
import { type PolicedPods, policiesFor } from './policed-workload';
import type { Claims } from './seen';

type Policy = MeshObject<Specs['security.istio.io/RequestAuthentication']>;
type JwtRule = NonNullable<Policy['spec']['jwtRules']>[number];

/** What a proxy makes of a token. */
export type TokenCheck =
  | { readonly kind: 'unread' }
  | { readonly kind: 'valid'; readonly claims: Claims; readonly isPassedOn: boolean; readonly why: string }
  | { readonly kind: 'refused'; readonly status: 401 | 403; readonly body: string; readonly why: string };

/** Claims that Envoy takes as lists, in texts with blanks between. */
const LISTS: readonly string[] = ['scope', 'permission'];

function claimsOf({ issuer, subject, audiences, claims = {} }: Token, { spaceDelimitedClaims = [] }: JwtRule): Claims {
  const lists = [...LISTS, ...spaceDelimitedClaims];
  const written = {
    iss: issuer,
    ...(subject === undefined ? {} : { sub: subject }),
    ...(audiences === undefined ? {} : { aud: audiences }),
    ...claims,
  };
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [
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

/** What the proxy of pods makes of a token that a request brings, which is one that its issuer signed. */
export function checkToken(mesh: Mesh, pods: PolicedPods, token: Token): TokenCheck {
  const policies = policiesFor(mesh, 'security.istio.io/RequestAuthentication', pods);
  const rules = policies.flatMap((policy) =>
    (policy.spec.jwtRules ?? []).map((rule, i) => ({ rule, why: `${describeObject(policy)} jwtRules[${i}]` })),
  );
  if (rules.length === 0) return { kind: 'unread' };
  const ofIssuer = rules.filter(({ rule }) => rule.issuer === token.issuer);
  const found = ofIssuer.find(({ rule }) => isFor(rule, token));
  if (found !== undefined) {
    const { rule, why } = found;
    return { kind: 'valid', claims: claimsOf(token, rule), isPassedOn: rule.forwardOriginalToken === true, why };
  }
  const [first] = ofIssuer;
  if (first !== undefined) {
    const body = 'Audiences in Jwt are not allowed';
    return { kind: 'refused', status: 403, body, why: `${first.why} takes no token for these audiences` };
  }
  const all = rules.map(({ why }) => why).join(', ');
  const body = 'Jwt issuer is not configured';
  return { kind: 'refused', status: 401, body, why: `none takes a token of ${token.issuer}: ${all}` };
}
