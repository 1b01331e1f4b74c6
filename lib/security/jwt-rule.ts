import type { Duration } from 'cdk8s';
import type { RequestAuthenticationSpecJwtRules } from '../../imports/security.istio.io';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import { toWire, type Wire } from '../core/wire';

/** A JSON Web Key (RFC 7517). Whoever reads the policy sees it, so it is the public half. */
export interface JsonWebKey {
  readonly kty: 'RSA' | 'EC' | 'OKP' | 'oct';
  /** Name by which tokens say which key they were signed with. */
  readonly kid?: string;
  readonly [field: string]: unknown;
}

/** A JSON Web Key Set (RFC 7517). */
export interface JsonWebKeySet {
  readonly keys: readonly JsonWebKey[];
}

/** A header in which a token is looked for. */
export interface TokenHeader {
  readonly name: string;
  /** What stands before the token in the header, with its blank: `'Bearer '`. @default nothing */
  readonly prefix?: string;
}

interface Token {
  /** Who the token must be for: one of these. @default the audiences are not looked at */
  readonly audiences?: readonly string[];
  /** Headers in which the token is looked for. @default `Authorization: Bearer <token>` and the parameter `access_token`, where no place is given at all */
  readonly fromHeaders?: NonEmpty<TokenHeader>;
  /** Parameters of the query in which the token is looked for. @default none, see `fromHeaders` */
  readonly fromParams?: NonEmpty<string>;
  /** Cookies in which the token is looked for. @default none, see `fromHeaders` */
  readonly fromCookies?: NonEmpty<string>;
  /** Header in which the workload gets the payload of the token, as base64. @default none */
  readonly outputPayloadToHeader?: string;
  /** Headers in which the workload gets claims of the token; the client cannot set them. @default none */
  readonly outputClaimToHeaders?: readonly { readonly header: string; readonly claim: string }[];
  /** Whether the workload gets the token as well. @default false */
  readonly forwardOriginalToken?: boolean;
  /** Claims whose text is a list with blanks between its items, beside `scope` and `permission`. At most 64. @default none */
  readonly spaceDelimitedClaims?: readonly string[];
}

interface FetchedKeys extends Token {
  /** Where istiod fetches the keys. @default what the issuer says by OpenID Connect discovery */
  readonly jwksUri: `http://${string}` | `https://${string}`;
  /** Who signs the token. @default anybody whose key is at `jwksUri` */
  readonly issuer?: string;
  /** After that time fetching is given up. @default 5 s */
  readonly timeout?: Duration;
}

interface DiscoveredKeys extends Token {
  /** Who signs the token, a URL. istiod asks there for the place of the keys, by OpenID Connect discovery. */
  readonly issuer: string;
  /** After that time fetching is given up. @default 5 s */
  readonly timeout?: Duration;
}

interface GivenKeys extends Token {
  /** Who signs the token. */
  readonly issuer: string;
  /** The keys themselves, as an object or as JSON. Nothing is fetched, so a new key takes a new policy. */
  readonly jwks: JsonWebKeySet | string;
}

/** Tokens that are taken: who signs them, with which keys, and where they stand. The keys come from one source. */
export type JwtRule = OneShapeOf<FetchedKeys | DiscoveredKeys | GivenKeys>;

/** A rule as it stands in YAML. */
export function renderJwtRule({ jwks, ...rule }: JwtRule): Wire<RequestAuthenticationSpecJwtRules> {
  return {
    ...(toWire(rule, undefined) as Wire<RequestAuthenticationSpecJwtRules>),
    ...(jwks !== undefined && { jwks: typeof jwks === 'string' ? jwks : JSON.stringify(jwks) }),
  };
}
