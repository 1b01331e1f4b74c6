import type {
  DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash,
  DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHashHttpCookie,
} from '../../imports/networking.istio.io';
import { rangeProblems } from '../core/numbers';
import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import { emptyTextProblems } from '../core/sizes';
import type { Wire } from '../core/wire';
import { anyDurationProblems } from './duration';

type Hash = Wire<DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash>;

const PRIMES_END = 5000011;
/** The largest ring that Envoy takes. */
const LARGEST_RING = 8388608;

/** Whether Envoy takes a number for a prime; it does so with 1. */
function isPrime(number: number): boolean {
  if (number >= PRIMES_END || !Number.isInteger(number)) return false;
  for (let factor = 2; factor * factor <= number; factor++) {
    if (number % factor === 0) return false;
  }
  return number >= 1;
}

function cookieProblems(
  field: string,
  cookie: Wire<DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHashHttpCookie>,
): Problem[] {
  const { name, ttl, attributes = [] } = cookie;
  const names = attributes.map((attribute, i) => ({ field: `${field}.attributes[${i}].name`, value: attribute.name }));
  return [
    ...emptyTextProblems(`${field}.name`, name, 'give the name of the cookie'),
    ...anyDurationProblems(`${field}.ttl`, ttl),
    ...names.flatMap(({ field: place, value }) => emptyTextProblems(place, value, 'give the name of the attribute')),
    ...repeatedProblems(names, 'give each attribute once'),
  ];
}

/** What Istio refuses in a hash. */
export function consistentHashProblems(field: string, hash: Hash = {}): Problem[] {
  const { httpCookie, minimumRingSize = 0, ringHash, maglev } = hash;
  const problems = httpCookie === undefined ? [] : cookieProblems(`${field}.httpCookie`, httpCookie);
  if (minimumRingSize !== 0 && (ringHash ?? maglev) !== undefined) {
    const problem = `stands beside ${ringHash === undefined ? 'maglev' : 'ringHash'}`;
    problems.push({ field: `${field}.minimumRingSize`, problem, got: minimumRingSize, fix: 'use ringHash.minimumRingSize' });
  }
  if (maglev !== undefined && !isPrime(maglev.tableSize ?? 0)) {
    const problem = `is not a prime below ${PRIMES_END}`;
    problems.push({ field: `${field}.maglev.tableSize`, problem, got: maglev.tableSize, fix: 'use for example 65537' });
  }
  return problems;
}

/** What only Envoy refuses in it. */
export function consistentHashNackProblems(field: string, { minimumRingSize, ringHash }: Hash = {}): Problem[] {
  return [
    ...rangeProblems(`${field}.minimumRingSize`, minimumRingSize, 0, LARGEST_RING),
    ...rangeProblems(`${field}.ringHash.minimumRingSize`, ringHash?.minimumRingSize, 0, LARGEST_RING),
  ];
}
