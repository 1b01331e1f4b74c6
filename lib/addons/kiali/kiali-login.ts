import type { ISecret } from 'cdk8s-plus-27';
import { choiceProblems } from '../../core/choice';
import type { Problem } from '../../core/problem';
import { type PropNames, propProblems } from '../../core/prop-names';
import { urlOf } from '../url';

interface Session {
  /** Secret whose entry `key` signs sessions: 16, 24 or 32 characters. */
  readonly sessionKey: ISecret;
}

/** Each visitor gives a token of a service account, and sees what that account may see. */
export interface TokenLogin extends Session {
  readonly strategy: 'token';
}

/** Visitors sign in at an OpenID provider. */
export interface OpenIdLogin extends Session {
  readonly strategy: 'openid';
  /** URL of the provider. */
  readonly issuerUri: string;
  /** Name by which the provider knows Kiali. */
  readonly clientId: string;
  /** Secret whose entry `oidc-secret` is Kiali's password at the provider. @default none: the provider asks for none */
  readonly clientSecret?: ISecret;
  /** What of the person Kiali asks for. @default openid, profile and email */
  readonly scopes?: readonly string[];
  /** Whether everybody who has signed in sees what Kiali itself may see. @default false: the cluster decides for each person */
  readonly sameRightsForAll?: boolean;
}

/** Who sees Kiali: everybody who reaches it, with Kiali's own rights, or people who sign in. */
export type KialiLogin = { readonly strategy: 'anonymous' } | TokenLogin | OpenIdLogin;

const TOKEN: PropNames<TokenLogin> = { strategy: 'required', sessionKey: 'required' };

/** What each strategy takes. */
const NAMES = {
  anonymous: { strategy: 'required' },
  token: TOKEN,
  openid: {
    ...TOKEN,
    issuerUri: 'required',
    clientId: 'required',
    clientSecret: 'optional',
    scopes: 'optional list',
    sameRightsForAll: 'optional',
  } satisfies PropNames<OpenIdLogin>,
} as const;

/** Problems of a login. */
export function loginProblems(field: string, login: KialiLogin): Problem[] {
  const unknown = choiceProblems(`${field}.strategy`, login.strategy, Object.keys(NAMES));
  if (unknown.length > 0) return unknown;
  const wrong = propProblems(NAMES[login.strategy] ?? NAMES.anonymous, login, field);
  if (wrong.length > 0) return wrong;
  if (login.strategy !== 'openid' || /^https?:$/.test(urlOf(login.issuerUri)?.protocol ?? '')) return [];
  return [{ field: `${field}.issuerUri`, problem: 'is not a URL', got: login.issuerUri, fix: 'write https://<host>' }];
}

/** The login as it stands in the configuration file. */
export function loginConfig(login: KialiLogin): object {
  if (login.strategy !== 'openid') return { strategy: login.strategy };
  const { issuerUri, clientId, scopes = ['openid', 'profile', 'email'], sameRightsForAll = false } = login;
  return {
    strategy: login.strategy,
    openid: { issuer_uri: issuerUri, client_id: clientId, scopes, disable_rbac: sameRightsForAll },
  };
}

/** Files in which Kiali looks for what must not stand in its configuration. */
export function loginSecrets(login: KialiLogin): Readonly<Record<string, { secret: ISecret; entries: Record<string, string> }>> {
  if (login.strategy === 'anonymous') return {};
  const session = { secret: login.sessionKey, entries: { key: 'value.txt' } };
  const client = login.strategy === 'openid' ? login.clientSecret : undefined;
  return {
    '/kiali-override-secrets/login-token-signing-key': session,
    ...(client && { '/kiali-secret': { secret: client, entries: { 'oidc-secret': 'oidc-secret' } } }),
  };
}
