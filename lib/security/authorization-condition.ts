import type { NonEmpty } from '../core/one-of';
import type { PrincipalRef } from './principal';
import type { ServiceAccountItem } from './service-account';
import type { SourceNamespace } from './source-namespace';

type Compared<Key extends string, Value> = { readonly key: Key } & (
  | {
      /** One of them is as asked. */
      readonly values: NonEmpty<Value>;
      /** None of them is. */
      readonly notValues?: NonEmpty<Value>;
    }
  | { readonly values?: undefined; readonly notValues: NonEmpty<Value> }
);

/** The number of a port, 0 included. */
export type PortValue = number | `${number}`;

/** What can be asked about before anybody is known: connection, headers, what other filters found out. */
export type AnonymousCondition =
  | Compared<'source.ip' | 'remote.ip' | 'destination.ip', string>
  | Compared<'destination.port', PortValue>
  | Compared<'connection.sni', string>
  | Compared<`request.headers[${string}]` | `experimental.envoy.filters.${string}[${string}]`, string>;

/**
 * A condition on one attribute of a request. A text with a `*` at its beginning or end is the other end of it, and `*` alone is any
 * text but none.
 */
export type Condition =
  | AnonymousCondition
  | Compared<'source.namespace', SourceNamespace>
  | Compared<'source.principal', PrincipalRef>
  | Compared<'source.serviceAccount', ServiceAccountItem>
  | Compared<'source.trustDomain' | 'request.auth.principal' | 'request.auth.audiences' | 'request.auth.presenter', string>
  | Compared<`request.auth.claims[${string}]`, string>;
