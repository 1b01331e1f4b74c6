import type { AtLeastOneOf, NonEmpty } from '../core/one-of';
import type { PrincipalRef } from './principal';
import type { ServiceAccountItem } from './service-account';
import type { SourceNamespace } from './source-namespace';

/** Where a connection comes from, by address. */
export interface AddressSource {
  /** Addresses of the other end of the connection, single or subnets: a proxy in between is what is seen. */
  readonly ipBlocks?: NonEmpty<string>;
  readonly notIpBlocks?: NonEmpty<string>;
  /** Addresses of the client, single or subnets, as a gateway learns them by `X-Forwarded-For` or the proxy protocol. */
  readonly remoteIpBlocks?: NonEmpty<string>;
  readonly notRemoteIpBlocks?: NonEmpty<string>;
}

/** What is known of whoever makes a request, beside its address. */
interface Client extends AddressSource {
  /**
   * Identities in the client's token, as `<issuer>/<subject>`; `*` is any valid token. It takes a RequestAuthentication, which by itself
   * lets requests without a token through.
   */
  readonly requestPrincipals?: NonEmpty<string>;
  readonly notRequestPrincipals?: NonEmpty<string>;
  /** Trust domains of the identities, with a `*` at one end at most. */
  readonly trustDomains?: NonEmpty<string>;
  readonly notTrustDomains?: NonEmpty<string>;
}

/** Whoever makes a request, by identity or namespace. Needs mutual TLS. */
export interface IdentitySource extends Client {
  /** Who makes the request; `*` is anybody with an identity. */
  readonly principals?: NonEmpty<PrincipalRef>;
  /** Everybody but those. Whoever has no identity is among the others. */
  readonly notPrincipals?: NonEmpty<PrincipalRef>;
  /** Namespaces of those who make the request. */
  readonly namespaces?: NonEmpty<SourceNamespace>;
  readonly notNamespaces?: NonEmpty<SourceNamespace>;
}

/** Whoever makes a request, by account, in any trust domain. Needs mutual TLS. */
export interface AccountSource extends Client {
  /** Accounts of those who make the request. At most 16. */
  readonly serviceAccounts?: NonEmpty<ServiceAccountItem>;
  readonly notServiceAccounts?: NonEmpty<ServiceAccountItem>;
}

type Never<T> = { readonly [K in keyof T]?: undefined };

/** Where a request comes from: all that is given holds. */
export type Source =
  | (AtLeastOneOf<Required<IdentitySource>> & Never<Omit<AccountSource, keyof Client>>)
  | (AtLeastOneOf<Required<AccountSource>> & Never<Omit<IdentitySource, keyof Client>>);
