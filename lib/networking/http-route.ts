import type { Duration } from 'cdk8s';
import type { VirtualServiceSpecHttp } from '../../imports/networking.istio.io';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { Problem } from '../core/problem';
import { toWire, type Wire } from '../core/wire';
import type { CorsPolicy } from './cors-policy';
import type { DelegateReference } from './delegate-reference';
import { type Destination, destinationProblems, type RuleRef } from './destination';
import type { Headers } from './header-operations';
import type { HttpDirectResponse, HttpRedirect } from './http-answers';
import { faultFields, type HttpFault, missingShareProblems, share } from './http-fault';
import type { HttpMatch } from './http-match';
import type { HttpRetry } from './http-retry';
import type { HttpRewrite } from './http-rewrite';
import { type WeightedDestination, weightedProblems } from './weighted';

/** A destination of an HTTP route. */
export interface HttpRouteDestination extends WeightedDestination {
  /** Changes of the headers of what goes to this destination. @default none */
  readonly headers?: Headers;
}

/** A second copy of requests, whose answers are thrown away. */
export interface HttpMirror {
  /** Where the copies go. */
  readonly destination: Destination;
  /** The share of requests that are copied, in percent. @default 100 */
  readonly percentage?: number;
}

/** What every HTTP rule may have. The first rule that matches a request takes it. */
interface HttpRule {
  /** Name of the rule, for logs alone. @default none */
  readonly name?: string;
  /** Conditions, of which one must hold. @default every request */
  readonly match?: NonEmpty<HttpMatch>;
  /** Changes of headers. @default none */
  readonly headers?: Headers;
  /** @default no CORS */
  readonly corsPolicy?: CorsPolicy;
}

/** What a rule may do to requests that it sends on. */
interface Forwarding {
  /**
   * Longest time of a request with all its retries. Not together with `fault`: Istio would ignore it.
   * @default none
   */
  readonly timeout?: Duration;
  /**
   * Not together with `fault`: Istio would ignore them.
   * @default the retry policy of the mesh, two further tries
   */
  readonly retries?: HttpRetry;
  /** @default nothing goes wrong on purpose */
  readonly fault?: HttpFault;
  /** @default the request goes on as it came */
  readonly rewrite?: HttpRewrite;
  /** One place for copies of requests. @default none */
  readonly mirror?: Destination;
  /** The share of requests that `mirror` copies, in percent. @default 100 */
  readonly mirrorPercentage?: number;
  /** @deprecated use `mirrorPercentage` */
  readonly mirrorPercent?: number;
  /** Several places for copies of requests; not together with `mirror`. @default none */
  readonly mirrors?: readonly HttpMirror[];
}

interface Route {
  /** Where the requests go. */
  readonly route: NonEmpty<HttpRouteDestination>;
}

interface Redirect {
  /** Sends the client elsewhere. */
  readonly redirect: HttpRedirect;
}

interface DirectResponse {
  /** Answers in place of a service. */
  readonly directResponse: HttpDirectResponse;
}

interface Delegate {
  /** Leaves the requests to the rules of another VirtualService, one without hosts. What this rule sets, those rules have as well. */
  readonly delegate: DelegateReference;
}

/** What a rule that answers itself may have: there is nothing to rewrite, and nothing to fail. */
type Answering = Omit<Forwarding, 'fault' | 'rewrite'>;

type Deciding = (Forwarding & Route) | (Answering & Redirect) | (Answering & DirectResponse);

/** A rule that decides about its requests: it sends them to destinations, or redirects, or answers itself. */
export type DecidingHttpRoute = HttpRule & OneShapeOf<Deciding>;

/** A rule for HTTP requests: it decides about them, or leaves them to a delegate. */
export type HttpRoute = HttpRule & OneShapeOf<Deciding | (Forwarding & Delegate)>;

/** Istio drops timeouts and retries of a rule that injects faults, without a word. */
export function ignoredByFault(field: string, { fault, timeout, retries }: HttpRoute): Problem[] {
  if (fault === undefined) return [];
  const ignored = [...(timeout === undefined ? [] : ['timeout']), ...(retries === undefined ? [] : ['retries'])];
  return ignored.map((name) => ({
    field: `${field}.${name}`,
    problem: 'is ignored by Istio on a rule that injects a fault',
    fix: `remove ${name} from this rule while the fault is in it; to see how a caller copes, set it on the rule by which that caller itself is reached`,
  }));
}

/**
 * What the program does not have of the places to which a rule sends requests, and what Istio takes without a word although it comes
 * to nothing.
 */
export function httpRuleProblems(field: string, route: HttpRoute, rule: RuleRef): Problem[] {
  const { mirror, mirrors = [], fault } = route;
  return [
    ...weightedProblems(`${field}.route`, route.route ?? [], rule),
    ...(mirror === undefined ? [] : destinationProblems(`${field}.mirror`, mirror, rule)),
    ...mirrors.flatMap(({ destination }, i) => destinationProblems(`${field}.mirrors[${i}].destination`, destination, rule)),
    ...(fault === undefined ? [] : missingShareProblems(`${field}.fault`, fault)),
    ...ignoredByFault(field, route),
  ];
}

/** The rule as it stands in YAML. */
export function renderHttpRoute(route: HttpRoute, namespace: string | undefined): Wire<VirtualServiceSpecHttp> {
  const fields = {
    ...route,
    fault: route.fault && faultFields(route.fault),
    mirrorPercentage: share(route.mirrorPercentage),
    mirrors: route.mirrors?.map((mirror) => ({ ...mirror, percentage: share(mirror.percentage) })),
  };
  return toWire(fields, namespace) as Wire<VirtualServiceSpecHttp>;
}
