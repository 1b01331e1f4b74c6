import type { Duration } from 'cdk8s';
import type { AtMostOneOf, OneOf } from '../core/one-of';

/** A cookie whose value picks the pod. */
export interface HashCookie {
  readonly name: string;
  /** Path for which the cookie holds. @default none */
  readonly path?: string;
  /** Lifetime of the cookie that the proxy makes where a request has none; 0 for the session. @default the proxy makes none */
  readonly ttl?: Duration;
  /** Further attributes of that cookie, such as `SameSite`. @default none */
  readonly attributes?: readonly {
    readonly name: string;
    /** @default none, as for `Secure` */
    readonly value?: string;
  }[];
}

/** What of a request picks the pod. */
type HashKey = OneOf<{
  /** Name of a header. */
  httpHeaderName: string;
  httpCookie: HashCookie;
  /** The address of the client; the only one for plain TCP. */
  useSourceIp: true;
  /** Name of a query parameter. */
  httpQueryParameterName: string;
}>;

/** How the pod is found. */
type HashAlgorithm = AtMostOneOf<{
  /** The default. */
  ringHash: {
    /** Points on the ring: more of them spread more evenly. At most 8388608. @default 1024 */
    readonly minimumRingSize?: number;
  };
  maglev: {
    /** A prime below 5000011: greater ones move fewer clients when pods come and go. */
    readonly tableSize: number;
  };
  /** @deprecated use `ringHash` */
  minimumRingSize: number;
}>;

/** Sends requests that agree in one thing to one pod, as long as the pods stay the same. */
export type ConsistentHash = HashKey & HashAlgorithm;
