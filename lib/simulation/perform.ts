import type { Call } from './call';
import { type Forwarding, forwardingOf } from './forwarding';
import { requestHeaders, responseHeaders } from './header-operations';
import type { HttpRequest } from './http-request';
import { type Outcome, type OutcomeDestination, type OutcomeFault, outcomeOf, type ResponseHeaders } from './outcome';
import type { Forward, Route } from './route';

/** What fails is answered with these texts. */
const BODIES = { noCluster: '', noEndpoints: 'no healthy upstream', route: undefined } as const;
const FAULT_BODY = 'fault filter abort';

/** Where routes of forwards go, which is found out once for each proxy. */
const known = new WeakMap<object, WeakMap<Forward, Forwarding>>();

function forwardingFor(forward: Forward, call: Call): Forwarding {
  const ofProxy = known.get(call.clusters) ?? new WeakMap<Forward, Forwarding>();
  known.set(call.clusters, ofProxy);
  const kept = ofProxy.get(forward);
  if (kept !== undefined) return kept;
  const found = forwardingOf(forward, call);
  if (!found.goesWhereCalled) ofProxy.set(forward, found);
  return found;
}

const isCertain = ({ percentage }: OutcomeFault) => percentage >= 100;

function aborted(
  fault: OutcomeFault,
  faults: readonly OutcomeFault[],
  flags: readonly string[],
  why: readonly string[],
): Outcome {
  const status = 'status' in fault ? fault.status : 200;
  return outcomeOf('abort', { status, body: FAULT_BODY, faults, flags: [...flags, 'FI'], why });
}

const sameHeaders = (a: object | undefined, b: object | undefined) => JSON.stringify(a) === JSON.stringify(b);

/** What each share receives, where they do not all receive the same. */
function received(forward: Forward, route: Route, request: HttpRequest, destinations: readonly OutcomeDestination[]) {
  return forward.targets.map((target, i) => {
    const headers = requestHeaders(request, [target.request, route.request]);
    const answer = responseHeaders(request, [target.response, route.response]);
    const authority = forward.authority ?? target.authority ?? request.authority;
    return { destination: destinations[i]!, headers, answer, authority };
  });
}

function merged(answer: ResponseHeaders | undefined, cors: Readonly<Record<string, string>>): ResponseHeaders | undefined {
  return Object.keys(cors).length === 0 ? answer : { ...cors, ...answer };
}

function forwarded(
  forward: Forward,
  route: Route,
  request: HttpRequest,
  call: Call,
): Partial<Outcome> & Pick<Outcome, 'outcome'> {
  const to = forwardingFor(forward, call);
  const shares = received(forward, route, request, to.destinations);
  const [first] = shares;
  const isSame = shares.every(
    (one) =>
      one.authority === first!.authority && sameHeaders(one.headers, first!.headers) && sameHeaders(one.answer, first!.answer),
  );
  const cors = route.cors?.answer(request) ?? {};
  const fails = to.kind === 'noCluster' ? forward.missingStatus : to.kind === 'noEndpoints' ? 503 : undefined;
  return {
    outcome: to.kind,
    destinations: isSame
      ? to.destinations
      : shares.map(({ destination, headers, answer, authority }) => ({
          ...destination,
          authority,
          headers,
          ...(answer === undefined ? {} : { responseHeaders: answer }),
        })),
    status: fails,
    body: BODIES[to.kind],
    path: forward.path(request.path),
    authority: isSame ? first!.authority : (forward.authority ?? request.authority),
    headers: isSame ? first!.headers : requestHeaders(request, [route.request]),
    responseHeaders: merged(isSame ? first!.answer : responseHeaders(request, [route.response]), cors),
    timeoutMs: forward.timeoutMs,
    retries: forward.retries,
    mirrors: to.mirrors,
    hash: to.hash,
    flags: to.flags,
    endpoints: to.endpoints,
    why: to.why,
  };
}

/** What a route does with a request, by itself. */
function acted(route: Route, request: HttpRequest, call: Call): Partial<Outcome> & Pick<Outcome, 'outcome'> {
  const { action } = route;
  const answer = responseHeaders(request, [route.response]);
  switch (action.kind) {
    case 'forward':
      return forwarded(action, route, request, call);
    case 'redirect': {
      const { status } = action.redirect;
      const redirect = { status, location: action.redirect.location(request) };
      return { outcome: 'redirect', status, redirect, responseHeaders: answer };
    }
    case 'direct':
      return { outcome: 'direct', status: action.status, body: action.body, responseHeaders: answer };
    case 'passthrough':
      return {
        outcome: 'passthrough',
        path: request.path,
        authority: request.authority,
        headers: requestHeaders(request, []),
      };
    case 'blackhole':
      return { outcome: 'blackhole', status: 502, body: '' };
    default:
      return { outcome: 'nack', why: [action.reason] };
  }
}

/**
 * What becomes of a request that meets the conditions of a route: faults come first, then preflights, then what the route does.
 * @param why how the request came here
 */
export function perform(route: Route, request: HttpRequest, call: Call, why: readonly string[]): Outcome {
  const { faults } = route;
  const here = [...why, ...route.why];
  const abort = faults.find((fault) => fault.type === 'abort' && isCertain(fault));
  const delays = faults.some((fault) => fault.type === 'delay' && isCertain(fault)) ? ['DI'] : [];
  if (abort !== undefined) return aborted(abort, faults, delays, here);
  const preflight = route.cors?.preflight(request);
  if (preflight !== undefined) {
    return outcomeOf('preflight', { status: 200, body: '', responseHeaders: preflight, faults, flags: delays, why: here });
  }
  const done = acted(route, request, call);
  const flags = delays.length === 0 ? (done.flags ?? []) : [...delays, ...(done.flags ?? [])];
  return outcomeOf(done.outcome, { ...done, faults, flags, why: done.why === undefined ? here : [...here, ...done.why] });
}
