import type { Answered, Outcome, OutcomeDestination } from '../simulation';
import { describeOutcome } from '../simulation/describe';
import { milliseconds } from '../simulation/faults';

/** The verdict of a matcher, as jest takes it. */
export interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Shares in percent, by subset, by short or full name of the service, or by both: `{ v1: 90, v3: 10 }`, `{ 'reviews v1': 100 }`. */
export type Shares = Readonly<Record<string, number>>;

/** How far a share may be from the one that is expected, since thirds have no end. */
const TOLERANCE = 0.01;

/**
 * What became of a request, for a test that may not be type checked.
 * @throws Error for what is no request that was asked
 */
function outcomeIn(answered: Answered | undefined): Outcome {
  const given: unknown = answered;
  if (typeof given === 'object' && given !== null && 'outcome' in given) return (given as Answered).outcome;
  const isPromise = given instanceof Promise;
  const got = isPromise ? 'a promise' : typeof given === 'object' ? (given?.constructor.name ?? 'null') : JSON.stringify(given);
  const fix = isPromise ? 'await it' : "pass what traffic.from('productpage').get('http://reviews:9080/') gives";
  throw new Error(`expect: this is no request that was asked, got ${got}; ${fix}`);
}

function verdict({ asked, outcome }: Answered, expected: string, pass: boolean): Verdict {
  const not = pass ? 'not ' : '';
  return { pass, message: () => `expected ${asked} ${not}to ${expected}, but:\n\n${describeOutcome(outcome)}` };
}

/** @throws Error for what is no time */
function expectedMilliseconds(text: string): number {
  const time = milliseconds(text);
  if (time === undefined) throw new Error(`a time is expected, got ${JSON.stringify(text)}; write 7s, 500ms or 1m`);
  return time;
}

function isNamed({ service, namespace, subset }: OutcomeDestination, key: string): boolean {
  const [name = ''] = service.split('.');
  const names = [service, name, `${name}.${namespace}`];
  return key === subset || names.some((one) => key === one || (subset !== '' && key === `${one} ${subset}`));
}

const same = (one: number, other: number) => Math.abs(one - other) < TOLERANCE;

/** What is wrong with shares that are not of all requests; empty where nothing is. */
function wrongSum(shares: Shares, destinations: readonly OutcomeDestination[]): string {
  const keys = Object.keys(shares);
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  const isTwice = destinations.some((one) => keys.filter((key) => isNamed(one, key)).length > 1);
  const isWhole = isTwice || Math.abs(sum - 100) <= TOLERANCE * Math.max(keys.length, 1);
  return isWhole ? '' : ` (which is ${Number(sum.toFixed(4))} % together: write percentages that add up to 100)`;
}

function hasShares(destinations: readonly OutcomeDestination[], shares: Shares): boolean {
  const sums = Object.keys(shares).map((key) =>
    destinations.filter((one) => isNamed(one, key)).reduce((sum, { weight }) => sum + weight, 0),
  );
  const named = destinations.every((one) => one.weight === 0 || Object.keys(shares).some((key) => isNamed(one, key)));
  return (
    named &&
    Object.values(shares).every((share, i) => same(share, sums[i] ?? 0)) &&
    destinations.every(({ fails }) => fails === undefined)
  );
}

/** Every request goes to the service, or to its subset; or each share of them where it should. Ambiguous outcomes fail. */
export function toReach(answered: Answered, to: string | Shares, subset?: string): Verdict {
  const { outcome, destinations, ambiguous } = outcomeIn(answered);
  const shares = typeof to === 'string' ? { [subset === undefined ? to : `${to} ${subset}`]: 100 } : to;
  const expected = `reach ${Object.entries(shares)
    .map(([key, share]) => `${key} (${share} %)`)
    .join(' and ')}${wrongSum(shares, destinations)}`;
  return verdict(answered, expected, outcome === 'route' && ambiguous === undefined && hasShares(destinations, shares));
}

/** A delay is injected: for all requests, or for the share of them. */
export function toBeDelayed(
  answered: Answered,
  { by, percentage = 100 }: { readonly by: string; readonly percentage?: number },
): Verdict {
  const delayMs = expectedMilliseconds(by);
  const found = outcomeIn(answered).faults.some(
    (one) => one.type === 'delay' && one.delayMs === delayMs && same(one.percentage, percentage),
  );
  return verdict(answered, `be delayed by ${by} (${percentage} %)`, found);
}

/** The client gets the status: from the proxy, for all requests, or by an abort, for the share of them. */
export function toFailWith(
  answered: Answered,
  status: number,
  { percentage = 100 }: { readonly percentage?: number } = {},
): Verdict {
  const { status: answer, faults, outcome } = outcomeIn(answered);
  const always = percentage === 100 && answer === status && outcome !== 'route';
  const aborted = faults.some(
    (one) => one.type === 'abort' && 'status' in one && one.status === status && same(one.percentage, percentage),
  );
  return verdict(answered, `fail with ${status} (${percentage} %)`, always || aborted);
}

/** The proxy sends the client elsewhere. @param status any, where it is not given */
export function toRedirectTo(answered: Answered, location: string, status?: number): Verdict {
  const { redirect } = outcomeIn(answered);
  const expected = `redirect to ${location}${status === undefined ? '' : ` with ${status}`}`;
  return verdict(answered, expected, redirect?.location === location && (status === undefined || redirect.status === status));
}

/** A policy refuses the request. */
export function toBeDenied(answered: Answered): Verdict {
  return verdict(answered, 'be denied', outcomeIn(answered).outcome === 'denied');
}

/** The proxy answers itself. @param body any, where it is not given */
export function toBeAnsweredWith(answered: Answered, status: number, body?: string): Verdict {
  const outcome = outcomeIn(answered);
  const pass = outcome.outcome === 'direct' && outcome.status === status && (body === undefined || outcome.body === body);
  return verdict(answered, `be answered with ${status}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`, pass);
}

/** The proxy gives up after the time. */
export function toTimeOutAfter(answered: Answered, time: string): Verdict {
  return verdict(answered, `time out after ${time}`, outcomeIn(answered).timeoutMs === expectedMilliseconds(time));
}

/** The proxy tries again so often. @param on conditions with commas between them; any, where they are not given */
export function toBeRetried(answered: Answered, attempts: number, on?: string): Verdict {
  const { retries } = outcomeIn(answered);
  const pass = (retries?.attempts ?? 0) === attempts && (on === undefined || retries?.retryOn === on);
  return verdict(answered, `be tried again ${attempts} times${on === undefined ? '' : ` on ${on}`}`, pass);
}

/** A copy goes to the service. @param percentage of all requests */
export function toBeMirroredTo(answered: Answered, to: string, percentage = 100): Verdict {
  const pass = outcomeIn(answered).mirrors.some((one) => isNamed({ ...one, weight: 0 }, to) && same(one.percentage, percentage));
  return verdict(answered, `be mirrored to ${to} (${percentage} %)`, pass);
}

/** The mesh has no destination for the request: no route, no cluster, no endpoints, nobody who listens, or it may not leave. */
export function toReachNothing(answered: Answered): Verdict {
  const nowhere = ['notFound', 'noCluster', 'noEndpoints', 'blackhole', 'closed', 'refused', 'nack'];
  return verdict(answered, 'reach nothing', nowhere.includes(outcomeIn(answered).outcome));
}
