import type { Duration } from 'cdk8s';
import { wholeNumberProblems } from '../core/numbers';
import type { AtMostOneOf, OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import { emptyTextProblems } from '../core/sizes';

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

const LARGEST_RING = 8388608;
const PRIMES_END = 5000011;

function isPrime(number: number): boolean {
  for (let factor = 2; factor * factor <= number; factor++) {
    if (number % factor === 0) return false;
  }
  return number >= 2;
}

function cookieProblems(field: string, { name, attributes = [] }: HashCookie): Problem[] {
  const names = attributes.map((attribute, i) => ({ field: `${field}.attributes[${i}].name`, value: attribute.name }));
  return [
    ...emptyTextProblems(`${field}.name`, name, 'give the name of the cookie'),
    ...names.flatMap(({ field: place, value }) => emptyTextProblems(place, value, 'give the name of the attribute')),
    ...repeatedProblems(names, 'give each attribute once'),
  ];
}

function tableSizeProblems(field: string, size: number): Problem[] {
  if (Number.isInteger(size) && size < PRIMES_END && isPrime(size)) return [];
  return [{ field, problem: `is not a prime below ${PRIMES_END}`, got: size, fix: 'use for example 65537' }];
}

/** Problems of a hash. */
export function consistentHashProblems(field: string, hash: ConsistentHash | undefined): Problem[] {
  if (hash === undefined) return [];
  return [
    ...(hash.httpCookie === undefined ? [] : cookieProblems(`${field}.httpCookie`, hash.httpCookie)),
    ...wholeNumberProblems(`${field}.ringHash.minimumRingSize`, hash.ringHash?.minimumRingSize, 0, LARGEST_RING),
    ...wholeNumberProblems(`${field}.minimumRingSize`, hash.minimumRingSize, 0, LARGEST_RING),
    ...(hash.maglev === undefined ? [] : tableSizeProblems(`${field}.maglev.tableSize`, hash.maglev.tableSize)),
  ];
}
