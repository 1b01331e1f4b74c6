import type { Headers, Outcome, OutcomeDestination } from '../../../lib/simulation';
import type { Observed, Reached } from './observe';
import { failureOf, faultsOf, kindOf, millisOf, partsOf, percentOf, type Share, sharesOf } from './real-outcome';
import { spokenTo } from './spoken';

/** Something that the simulator says otherwise than the real programs. */
export interface Disagreement {
  readonly field: string;
  readonly real: unknown;
  readonly simulated: unknown;
}

type Find = (field: string, real: unknown, simulated: unknown) => void;

/** Headers that proxies and HTTP add of their own accord. */
const OWN =
  /^(host|connection|content-length|transfer-encoding|x-request-id|x-forwarded-.*|x-envoy-.*|grpc-timeout|date|server|x-stub|keep-alive|via)$/;

/** Headers of an answer that say what CORS and redirects say already, and the cookie with a random value for consistent hashing. */
const ANSWERED = /^(access-control-.*|location|content-type|vary|set-cookie|grpc-.*)$/;

/** Whether two values are the same; numbers may differ by what is lost in computing with them. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) < 1e-6;
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]));
}

function joined(headers: readonly (readonly [string, string])[]): Headers {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(',')]));
}

const without = (headers: Headers, left: RegExp): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !left.test(name)));

const sorted = <T>(all: readonly T[]): T[] => [...all].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** What istiod calls the cluster of what nothing may be sent to. */
const NOWHERE = 'UnknownService';

const nameOf = ({ service, subset, port }: Pick<OutcomeDestination, 'service' | 'subset' | 'port'>) =>
  service === '' ? NOWHERE : `${service}:${port}|${subset}`;

/** Same places are one place. */
function distribution(all: readonly (readonly [string, number])[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [name, weight] of all) sum[name] = (sum[name] ?? 0) + weight;
  return Object.fromEntries(Object.entries(sum).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function realDistribution(shares: readonly Share[]): Record<string, number> {
  return distribution(
    shares.map(({ cluster, weight }) => {
      const parts = partsOf(cluster);
      return [parts === undefined ? cluster : nameOf(parts), weight] as const;
    }),
  );
}

/** The kind that all requests on this route have: what failed by chance alone is told by the shares. */
function settledKind(observed: Observed): string {
  const kind = kindOf(observed);
  const to = observed.route?.route.route;
  if (to === undefined || !['route', 'noCluster', 'noEndpoints', 'abort'].includes(kind)) return kind;
  const faults = faultsOf(observed.route?.route ?? { match: {} }) as readonly { type: string; percentage: number }[];
  if (faults.some(({ type, percentage }) => type === 'abort' && percentage >= 100)) return 'abort';
  const shares = sharesOf(to).filter(({ weight }) => weight > 0);
  if (shares.some(({ cluster }) => cluster === 'PassthroughCluster')) return 'passthrough';
  const failures = new Set(shares.map(({ cluster }) => failureOf(cluster, observed.resources)));
  const [only] = failures;
  return failures.size === 1 && only !== undefined ? only : 'route';
}

function compareRoute(observed: Observed, outcome: Outcome, find: Find): void {
  const { route } = observed.route ?? {};
  const to = route?.route;
  if (route === undefined || to === undefined) return;
  find('faults', sorted(faultsOf(route)), sorted(outcome.faults));
  // What is answered by the proxy itself goes nowhere.
  if (outcome.outcome === 'abort' || outcome.outcome === 'preflight') return;
  const shares = sharesOf(to);
  if (partsOf(shares[0]?.cluster ?? '') === undefined) return;
  find(
    'destinations',
    realDistribution(shares),
    distribution(outcome.destinations.map((one) => [nameOf(one), one.weight] as const)),
  );
  for (const { cluster } of shares.length > 1 ? shares : []) {
    const parts = partsOf(cluster);
    const failure = failureOf(cluster, observed.resources);
    const ours = outcome.destinations.find((one) => parts !== undefined && nameOf(one) === nameOf(parts));
    if (ours !== undefined && outcome.outcome === 'route' && ours.fails !== 'denied')
      find(`destinations ${cluster} fails`, failure, ours.fails);
  }
  find('timeoutMs', millisOf(to.timeout ?? '15s') || undefined, outcome.timeoutMs);
  const { retryOn, numRetries = 1, retriableStatusCodes = [] } = to.retryPolicy ?? {};
  const conditions = [retryOn, ...retriableStatusCodes].join(',');
  find('retries', retryOn === undefined ? undefined : { attempts: numRetries, retryOn: conditions }, outcome.retries);
  const mirrors = (to.requestMirrorPolicies ?? []).map(({ cluster, runtimeFraction }) => ({
    ...partsOf(cluster),
    percentage: runtimeFraction === undefined ? 100 : percentOf(runtimeFraction.defaultValue),
  }));
  const ours = outcome.mirrors.map(({ service, subset, port, percentage }) => ({ service, subset, port, percentage }));
  find('mirrors', sorted(mirrors), sorted(ours));
}

/** Whether the proxy saw bytes alone, be they HTTP or not. */
const isOpaque = ({ log }: Observed) => log?.details == null;

/** What the stub got, and what came back from it, if the request took one of the destinations. */
function compareDestination(
  observed: Observed,
  reached: Reached,
  outcome: Outcome,
  to: Partial<OutcomeDestination>,
  find: Find,
): void {
  const got = joined(reached.headers);
  find('path', reached.path, outcome.path);
  find('authority', got['host'], to.authority ?? outcome.authority);
  find('headers', without(got, OWN), without(to.headers ?? outcome.headers ?? {}, OWN));
  const answered = joined(observed.answer?.headers ?? []);
  const changes = to.responseHeaders ?? outcome.responseHeaders ?? {};
  const wanted = Object.fromEntries(Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== null));
  find('responseHeaders', without(without(answered, OWN), ANSWERED), without(without(wanted, OWN), ANSWERED));
  find('method', observed.request.method, reached.method);
}

function compareReached(observed: Observed, reached: Reached, outcome: Outcome, find: Find): Disagreement[] {
  const parts = partsOf(reached.to.cluster);
  const spoken = spokenTo(observed.resources, reached.to.cluster).get(reached.to.address);
  if (spoken !== undefined && outcome.mtls !== 'mixed') find('mtls', spoken, outcome.mtls);
  const possible = outcome.destinations.filter((one) => parts !== undefined && nameOf(one) === nameOf(parts) && one.weight > 0);
  if (parts !== undefined) find('destination that was reached', true, possible.length > 0);
  if (isOpaque(observed)) return [];
  // The same place may be there several times, each time with other headers.
  const tried = (parts === undefined ? [{}] : possible).map((to) =>
    collect((found) => compareDestination(observed, reached, outcome, to, found)),
  );
  return tried.find((found) => found.length === 0) ?? tried[0] ?? [];
}

function compareAnswer(observed: Observed, outcome: Outcome, kind: string, find: Find): void {
  const { log, decision } = observed;
  const answer = kind === 'denied' && decision !== undefined ? decision.answer : observed.answer;
  if (answer?.status === undefined || kind === 'route' || kind === 'passthrough' || decision?.isCut === true) return;
  find('status', answer.status, outcome.status);
  if (kind === 'redirect') {
    const location = answer.headers.find(([name]) => name === 'location')?.[1];
    find('redirect', { location, status: answer.status }, outcome.redirect);
  }
  if (observed.request.method !== 'HEAD' && kind !== 'redirect') find('body', answer.body, outcome.body ?? '');
  // The flags of a refusal are in the log of the one who refuses.
  if (kind === 'denied') return;
  const flags = (log?.flags ?? '-').split(',').filter((flag) => flag !== '-' && flag !== 'DI');
  find(
    'flags',
    flags,
    outcome.flags.filter((flag) => flag !== 'DI'),
  );
}

function collect(compare: (find: Find) => void): Disagreement[] {
  const found: Disagreement[] = [];
  compare((field, real, simulated) => {
    if (!isSame(real, simulated)) found.push({ field, real, simulated });
  });
  return found;
}

/** Whether the destination that a request got to is one of those that refuse it. */
function refusesThere({ reached }: Observed, { destinations }: Outcome): boolean {
  const parts = partsOf(reached?.to.cluster ?? '');
  return destinations.some((one) => parts !== undefined && nameOf(one) === nameOf(parts) && one.fails === 'denied');
}

/** What comes after faults, so that a request which a fault met by chance tells nothing of it. */
const AFTER_FAULTS: readonly Outcome['outcome'][] = ['preflight', 'denied'];

/** Where the simulator and the real programs do not agree. */
export function compareOutcome(observed: Observed, outcome: Outcome): Disagreement[] {
  const isHidden = kindOf(observed) === 'abort' && AFTER_FAULTS.includes(outcome.outcome);
  const settled = isHidden && settledKind(observed) !== 'abort' ? outcome.outcome : settledKind(observed);
  // Of several destinations, some may let a request in that others refuse.
  if (settled === 'denied' && refusesThere(observed, outcome)) return [];
  if (settled !== outcome.outcome) return [{ field: 'outcome', real: settled, simulated: outcome.outcome }];
  const kind = kindOf(observed);
  return collect((find) => {
    if (kind !== 'denied') compareRoute(observed, outcome, find);
    if (kind === settled) compareAnswer(observed, outcome, kind, find);
    if (observed.reached === undefined || kind === 'denied') return;
    for (const { field, real, simulated } of compareReached(observed, observed.reached, outcome, find))
      find(field, real, simulated);
  });
}
