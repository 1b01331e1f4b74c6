import type { Mesh } from '../../model';
import type { Endpoint } from '../../model/endpoint';
import type { Arrival } from '../arrival';
import type { Call } from '../call';
import { grpcAnswer, isGrpc } from '../grpc-answer';
import { pathnameOf } from '../http-request';
import type { Outcome, OutcomeAuthorization, OutcomeDestination } from '../outcome';
import { type Crossing, type Crossings, crossingsOf, crossingTo, type Receivers } from './crossings';
import { type Carried, Receiver } from './receiver';
import type { SeenRequest } from './seen';
import type { Shown } from './sender';
import { receivedHeaders, type Verdict, verdictOf } from './verdict';

/** What is sent on, by whom, and how. */
export interface Sent {
  readonly call: Omit<Call, 'deliver'>;
  readonly arrival: Arrival;
  readonly shown: Shown;
  readonly carried: Carried;
  /** Whether the proxy that sends it on reads requests. */
  readonly isRead: boolean;
}

/** Failures of all of some parts: the same one, where all fail in one way. */
function common<T>(all: readonly (T | undefined)[]): T | undefined {
  const [first] = all;
  return all.every((one) => one === first) ? first : undefined;
}

const RETRIED = { UC: /\b(reset|5xx|gateway-error)\b/, UF: /\b(connect-failure|reset|5xx|gateway-error)\b/ } as const;

function flagsOf({ retries }: Outcome, flag: Verdict['flag'], isRead: boolean): readonly string[] {
  if (flag === undefined) return [];
  if (!isRead) return flag === 'UF' ? ['URX', 'UF'] : [];
  return retries !== undefined && RETRIED[flag].test(retries.retryOn) ? ['URX', flag] : [flag];
}

function authorizationOf(verdicts: readonly Verdict[]): OutcomeAuthorization | undefined {
  if (!verdicts.some(({ isAuthorized }) => isAuthorized)) return undefined;
  const denied = verdicts.filter(({ fails }) => fails === 'denied').length;
  const decision = denied === 0 ? 'allowed' : denied === verdicts.length ? 'denied' : 'mixed';
  return { decision, providers: [...new Set(verdicts.flatMap(({ providers }) => providers))] };
}

/** An outcome in which all that is sent fails in one way. */
function failed(outcome: Outcome, fails: 'closed' | 'denied', verdict: Verdict, { isRead, arrival }: Sent): Outcome {
  const { status, body } = verdict;
  const isAnswered = isRead && status !== undefined;
  const all: Outcome = {
    ...outcome,
    outcome: fails,
    ...(isAnswered ? { status, body } : {}),
    flags: [...outcome.flags, ...flagsOf(outcome, verdict.flag, isRead)],
  };
  return isAnswered && isGrpc(arrival.request) ? grpcAnswer(all) : all;
}

/** What becomes of what is sent on, where it arrives: whether proxies understand each other, and what policies say. */
export class Deliveries {
  readonly #receivers = new Map<Endpoint, Receiver>();
  readonly #crossings = new WeakMap<object, (Crossings | undefined)[]>();

  constructor(private readonly mesh: Mesh) {}

  readonly #receiverOf: Receivers = (endpoint) => {
    const known = this.#receivers.get(endpoint) ?? new Receiver(this.mesh, endpoint);
    this.#receivers.set(endpoint, known);
    return known;
  };

  /** The ways of an outcome, found out once for all that go to the same endpoints. */
  #crossingsOf(outcome: Outcome, { call, carried }: Sent): Crossings {
    const kind = (carried.isReadable ? 1 : 0) + (carried.isTls ? 2 : 0);
    const known = this.#crossings.get(outcome.endpoints);
    const kept = known?.[kind];
    if (kept !== undefined) return kept;
    const crossings = crossingsOf(outcome, call, carried, this.#receiverOf);
    const all = known ?? [];
    all[kind] = crossings;
    this.#crossings.set(outcome.endpoints, all);
    return crossings;
  }

  /** What becomes of what an outcome sends. */
  deliver(outcome: Outcome, sent: Sent): Outcome {
    if (outcome.outcome === 'passthrough') return this.#passed(outcome, sent);
    if (outcome.outcome !== 'route') return outcome;
    const crossings = this.#crossingsOf(outcome, sent);
    const { mtls } = crossings;
    // Nobody else has the outcome yet: it is the one way that must cost nothing.
    if (crossings.isOpen) return Object.assign(outcome, { mtls });
    return { ...this.#judged(outcome, crossings, sent), mtls };
  }

  #judged(outcome: Outcome, { byDestination }: Crossings, sent: Sent): Outcome {
    const verdicts = byDestination.map((crossings, i) => this.#verdicts(crossings, outcome, outcome.destinations[i], sent));
    const all = verdicts.flat();
    const fails = outcome.destinations.map(
      ({ fails: before }, i) => before ?? common((verdicts[i] ?? []).map((one) => one.fails)),
    );
    const authorization = authorizationOf(all);
    const judged = {
      ...outcome,
      ...(authorization === undefined ? {} : { authorization }),
      why: [...new Set([...outcome.why, ...all.flatMap(({ why }) => why)])],
    };
    const whole = common(fails);
    const [first] = all;
    if ((whole === 'denied' || whole === 'closed') && first !== undefined) return failed(judged, whole, first, sent);
    const ofEndpoints = outcome.destinations.flatMap((_, i) =>
      (verdicts[i] ?? []).map((verdict) => (fails[i] === undefined ? verdict.fails : undefined)),
    );
    return {
      ...judged,
      destinations: outcome.destinations.map((one, i) => (fails[i] === undefined ? one : { ...one, fails: fails[i] })),
      endpoints: outcome.endpoints.map((one, i) => (ofEndpoints[i] === undefined ? one : { ...one, fails: ofEndpoints[i] })),
    };
  }

  #verdicts(crossings: readonly Crossing[], outcome: Outcome, to: OutcomeDestination | undefined, sent: Sent): Verdict[] {
    const request = this.#received(outcome, to, sent);
    return crossings.map((crossing) => verdictOf(crossing, sent.shown, request));
  }

  /** A request as a destination receives it; undefined where none is sent. */
  #received(outcome: Outcome, to: OutcomeDestination | undefined, { arrival, shown }: Sent): SeenRequest | undefined {
    const headers = to?.headers ?? outcome.headers;
    if (headers === undefined) return undefined;
    return {
      method: arrival.request.method,
      authority: to?.authority ?? outcome.authority ?? arrival.request.authority,
      pathname: pathnameOf(outcome.path ?? arrival.request.path),
      headers: receivedHeaders(headers, arrival.request),
      claims: undefined,
      token: shown.token,
    };
  }

  /** What passes the mesh unchanged may come to pods of it, in plain text. */
  #passed(outcome: Outcome, sent: Sent): Outcome {
    const endpoints = sent.call.called.endpoints();
    if (endpoints.length === 0) return outcome;
    const serverName = sent.carried.isTls ? sent.arrival.serverName : undefined;
    const crossings = endpoints.map((one) => crossingTo(this.#receiverOf(one), 'plain', sent.carried, serverName));
    const verdicts = this.#verdicts(crossings, outcome, undefined, sent);
    const whole = common(verdicts.map(({ fails }) => fails));
    const [first] = verdicts;
    if (whole === undefined || first === undefined) return outcome;
    const authorization = authorizationOf(verdicts);
    const why = [...new Set([...outcome.why, ...verdicts.flatMap((one) => one.why)])];
    const judged: Outcome = { ...outcome, mtls: 'plain', why, ...(authorization === undefined ? {} : { authorization }) };
    return failed(judged, whole, first, sent);
  }
}
