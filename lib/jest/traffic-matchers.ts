import type { Answered, OutcomeDestination } from '../simulation';
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
  const { outcome, destinations, ambiguous } = answered.outcome;
  const shares = typeof to === 'string' ? { [subset === undefined ? to : `${to} ${subset}`]: 100 } : to;
  const expected = `reach ${Object.entries(shares)
    .map(([key, share]) => `${key} (${share} %)`)
    .join(' and ')}`;
  return verdict(answered, expected, outcome === 'route' && ambiguous === undefined && hasShares(destinations, shares));
}

/** A delay is injected: for all requests, or for the share of them. */
export function toBeDelayed(
  answered: Answered,
  { by, percentage = 100 }: { readonly by: string; readonly percentage?: number },
): Verdict {
  const found = answered.outcome.faults.some(
    (one) => one.type === 'delay' && one.delayMs === expectedMilliseconds(by) && same(one.percentage, percentage),
  );
  return verdict(answered, `be delayed by ${by} (${percentage} %)`, found);
}

/** The client gets the status: from the proxy, for all requests, or by an abort, for the share of them. */
export function toFailWith(
  answered: Answered,
  status: number,
  { percentage = 100 }: { readonly percentage?: number } = {},
): Verdict {
  const { status: answer, faults, outcome } = answered.outcome;
  const always = percentage === 100 && answer === status && outcome !== 'route';
  const aborted = faults.some(
    (one) => one.type === 'abort' && 'status' in one && one.status === status && same(one.percentage, percentage),
  );
  return verdict(answered, `fail with ${status} (${percentage} %)`, always || aborted);
}

/** The proxy sends the client elsewhere. @param status any, where it is not given */
export function toRedirectTo(answered: Answered, location: string, status?: number): Verdict {
  const { redirect } = answered.outcome;
  const expected = `redirect to ${location}${status === undefined ? '' : ` with ${status}`}`;
  return verdict(answered, expected, redirect?.location === location && (status === undefined || redirect.status === status));
}

/** A policy refuses the request. */
export function toBeDenied(answered: Answered): Verdict {
  return verdict(answered, 'be denied', answered.outcome.outcome === 'denied');
}

/** The proxy answers itself. @param body any, where it is not given */
export function toBeAnsweredWith(answered: Answered, status: number, body?: string): Verdict {
  const { outcome } = answered;
  const pass = outcome.outcome === 'direct' && outcome.status === status && (body === undefined || outcome.body === body);
  return verdict(answered, `be answered with ${status}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`, pass);
}

/** The proxy gives up after the time. */
export function toTimeOutAfter(answered: Answered, time: string): Verdict {
  return verdict(answered, `time out after ${time}`, answered.outcome.timeoutMs === expectedMilliseconds(time));
}

/** The proxy tries again so often. @param on conditions with commas between them; any, where they are not given */
export function toBeRetried(answered: Answered, attempts: number, on?: string): Verdict {
  const { retries } = answered.outcome;
  const pass = (retries?.attempts ?? 0) === attempts && (on === undefined || retries?.retryOn === on);
  return verdict(answered, `be tried again ${attempts} times${on === undefined ? '' : ` on ${on}`}`, pass);
}

/** A copy goes to the service. @param percentage of all requests */
export function toBeMirroredTo(answered: Answered, to: string, percentage = 100): Verdict {
  const pass = answered.outcome.mirrors.some((one) => isNamed({ ...one, weight: 0 }, to) && same(one.percentage, percentage));
  return verdict(answered, `be mirrored to ${to} (${percentage} %)`, pass);
}

/** The mesh has no destination for the request: no route, no cluster, no endpoints, nobody who listens, or it may not leave. */
export function toReachNothing(answered: Answered): Verdict {
  const nowhere = ['notFound', 'noCluster', 'noEndpoints', 'blackhole', 'closed', 'refused', 'nack'];
  return verdict(answered, 'reach nothing', nowhere.includes(answered.outcome.outcome));
}
