import type { Call } from './call';
import { type Forwarding, forwardingOf } from './forwarding';
import { changedHeaders, joinedHeaders, responseHeaders } from './header-operations';
import type { HttpRequest } from './http-request';
import {
  type Headers,
  type Outcome,
  type OutcomeDestination,
  type OutcomeFault,
  outcomeOf,
  type ResponseHeaders,
} from './outcome';
import type { Forward, Route, Target } from './route';

/** What fails is answered with these texts. */
const BODIES = { noCluster: '', noEndpoints: 'no healthy upstream', route: undefined } as const;
const FAULT_BODY = 'fault filter abort';

/** Where a route goes, found out once for each proxy where the address that was called does not decide about it. */
function forwardingFor(forward: Forward, call: Call, why: readonly string[]): Forwarding {
  const { forwardings } = call.clusters;
  const kept = forwardings.get(forward);
  if (kept !== undefined) return kept;
  const found = forwardingOf(forward, call, why);
  if (!found.goesWhereCalled) forwardings.set(forward, found);
  return found;
}

const isCertain = ({ percentage }: OutcomeFault) => percentage >= 100;

const NO_FLAGS: readonly string[] = [];

function aborted(fault: OutcomeFault, soFar: SoFar): Outcome {
  const status = 'status' in fault ? fault.status : 200;
  return outcomeOf('abort', { ...soFar, status, body: FAULT_BODY, flags: [...soFar.flags, 'FI'] });
}

const sameHeaders = (a: object | undefined, b: object | undefined) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** What the upstream receives, and what is done to its answer. */
interface Received {
  readonly authority: string;
  readonly headers: Headers;
  readonly answer: ResponseHeaders | undefined;
}

function receivedBy(target: Target | undefined, { authority, path }: Forward, route: Route, request: HttpRequest): Received {
  const ofTarget = target === undefined || target.isPlain;
  const to = authority ?? target?.authority ?? request.authority;
  const headers = changedHeaders(request, ofTarget ? [route.request] : [target.request, route.request]);
  const sent = () => ({ ...request, authority: to, path: path(request.path), headers });
  return {
    authority: to,
    headers: joinedHeaders(headers),
    answer: responseHeaders(sent, ofTarget ? [route.response] : [target.response, route.response]),
  };
}

const isSame = (a: Received, b: Received) =>
  a.authority === b.authority && sameHeaders(a.headers, b.headers) && sameHeaders(a.answer, b.answer);

/** What each share receives, where they do not all receive the same. */
function destinationsFor(to: Forwarding, forward: Forward, shares: readonly Received[]): readonly OutcomeDestination[] {
  return forward.targets.map((_, i) => {
    const { authority, headers, answer } = shares[i]!;
    return { ...to.destinations[i]!, authority, headers, ...(answer === undefined ? {} : { responseHeaders: answer }) };
  });
}

function merged(answer: ResponseHeaders | undefined, route: Route, request: HttpRequest): ResponseHeaders | undefined {
  const cors = route.cors?.answer(request);
  return cors === undefined || Object.keys(cors).length === 0 ? answer : { ...cors, ...answer };
}

function forwarded(forward: Forward, route: Route, request: HttpRequest, call: Call, soFar: SoFar): Outcome {
  const to = forwardingFor(forward, call, soFar.why);
  const shares = forward.targets.every(({ isPlain }) => isPlain)
    ? undefined
    : forward.targets.map((target) => receivedBy(target, forward, route, request));
  const differ = shares?.some((share) => !isSame(share, shares[0]!)) ?? false;
  const common = shares === undefined || differ ? receivedBy(undefined, forward, route, request) : shares[0]!;
  return outcomeOf(to.kind, {
    destinations: differ ? destinationsFor(to, forward, shares!) : to.destinations,
    status: to.kind === 'route' ? undefined : to.kind === 'noCluster' ? forward.missingStatus : 503,
    body: BODIES[to.kind],
    path: forward.path(request.path),
    authority: common.authority,
    headers: common.headers,
    responseHeaders: merged(common.answer, route, request),
    faults: route.faults,
    timeoutMs: forward.timeoutMs,
    retries: forward.retries,
    mirrors: to.mirrors,
    hash: to.hash,
    flags: soFar.flags.length === 0 ? to.flags : [...soFar.flags, ...to.flags],
    endpoints: to.endpoints,
    why: to.why,
  });
}

/** What is known of an outcome before the route does anything. */
type SoFar = Pick<Outcome, 'faults' | 'flags' | 'why'>;

/** What a route does with a request, by itself. */
function acted(route: Route, request: HttpRequest, call: Call, soFar: SoFar): Outcome {
  const { action } = route;
  switch (action.kind) {
    case 'forward':
      return forwarded(action, route, request, call, soFar);
    case 'redirect': {
      const { status } = action.redirect;
      const redirect = { status, location: action.redirect.location(request) };
      return outcomeOf('redirect', {
        ...soFar,
        status,
        redirect,
        responseHeaders: responseHeaders(() => request, [route.response]),
      });
    }
    case 'direct': {
      const { status, body } = action;
      return outcomeOf('direct', { ...soFar, status, body, responseHeaders: responseHeaders(() => request, [route.response]) });
    }
    case 'passthrough': {
      const { path, authority } = request;
      return outcomeOf('passthrough', { ...soFar, path, authority, headers: joinedHeaders(request.headers) });
    }
    case 'blackhole':
      return outcomeOf('blackhole', { ...soFar, status: 502, body: '' });
    default:
      return outcomeOf('nack', { why: [...soFar.why, action.reason] });
  }
}

/** Reasons of routes with those of the tables in which they stand. */
const reasons = new WeakMap<Route, readonly string[]>();

function whyOf(route: Route, why: readonly string[]): readonly string[] {
  const known = reasons.get(route) ?? [...why, ...route.why];
  reasons.set(route, known);
  return known;
}

/**
 * What becomes of a request that meets the conditions of a route: faults come first, then preflights, then what the route does.
 * @param why how the request came here
 */
export function perform(route: Route, request: HttpRequest, call: Call, why: readonly string[]): Outcome {
  const { faults } = route;
  const abort = faults.find((fault) => fault.type === 'abort' && isCertain(fault));
  const flags = faults.some((fault) => fault.type === 'delay' && isCertain(fault)) ? ['DI'] : NO_FLAGS;
  const soFar = { faults, flags, why: whyOf(route, why) };
  if (abort !== undefined) return aborted(abort, soFar);
  const preflight = route.cors?.preflight(request);
  if (preflight !== undefined) return outcomeOf('preflight', { ...soFar, status: 200, body: '', responseHeaders: preflight });
  return acted(route, request, call, soFar);
}
