import { picks } from '../core/labels';
import type { MeshSettings } from '../model/mesh-config';
import type { Service } from '../model/service';
import type { Destination, HttpMatch, HttpRule, HttpRuleSpec, Place, VirtualService } from '../model/virtual-service';
import type { Client } from './client';
import { clusterNameOf } from './cluster';
import { corsOf } from './cors';
import { exactPercentage, faultsOf, milliseconds } from './faults';
import { joinedOperations, type MessageOperations, messageOperations, unknownVariableIn } from './header-operations';
import type { OutcomeHash } from './outcome';
import { describePlace } from './place';
import { redirectOf } from './redirect';
import { retriesOf } from './retries';
import { pathChange } from './rewrite';
import { type Forward, type Mirror, plainTarget, type Route, type RouteAction, type Target } from './route';
import { CATCH_ALL, type CompiledMatch, compileMatch } from './route-matcher';

/** For which proxy, and where on it, rules become routes. */
export interface RoutePlace {
  readonly client: Pick<Client, 'namespace' | 'labels'>;
  /** `mesh`, or `<namespace>/<name>` of the Gateway. */
  readonly gateway: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly settings: MeshSettings;
  /** The service that a host means here. */
  readonly service: (host: string) => Service | undefined;
  readonly hash: (destination: Destination) => OutcomeHash | undefined;
}

type RetriesSpec = HttpRuleSpec['retries'];
type DirectResponse = NonNullable<HttpRuleSpec['directResponse']>;

/** The statuses of answers begin here no more. */
const NO_STATUS = 600;

/** Whether the conditions can hold for a proxy at a port: those on the client are settled when routes are made. */
function canHold({ port = 0, gateways = [], sourceLabels = {}, sourceNamespace = '' }: HttpMatch, place: RoutePlace): boolean {
  if (port !== 0 && port !== place.port) return false;
  if (gateways.length > 0) return gateways.includes(place.gateway);
  const { labels, namespace } = place.client;
  return picks(sourceLabels, labels) && (sourceNamespace === '' || sourceNamespace === namespace);
}

function clusterAt(place: RoutePlace, destination: Destination) {
  return clusterNameOf(destination, place.service(destination.host), place.port);
}

function targetsOf({ route = [] }: HttpRuleSpec, place: RoutePlace): Target[] {
  const used = route.length === 1 ? route : route.filter(({ weight = 0 }) => weight !== 0);
  return used.map(({ destination, weight, headers }) => {
    const { request, response, authority } = messageOperations(headers);
    const share = route.length === 1 ? 1 : (weight ?? 0);
    return {
      cluster: clusterAt(place, destination),
      weight: share,
      request,
      response,
      authority,
      isPlain: headers === undefined,
    };
  });
}

function mirrorsOf({ mirror, mirrorPercent, mirrorPercentage, mirrors = [] }: HttpRuleSpec, place: RoutePlace): Mirror[] {
  const old = mirrorPercentage === undefined ? (mirrorPercent ?? 100) : exactPercentage(mirrorPercentage.value ?? 0);
  const first = mirror === undefined ? [] : [{ cluster: clusterAt(place, mirror), percentage: old }];
  const others = mirrors.flatMap(({ destination, percentage }) => {
    if (destination === undefined) return [];
    return [
      {
        cluster: clusterAt(place, destination),
        percentage: percentage === undefined ? 100 : exactPercentage(percentage.value ?? 0),
      },
    ];
  });
  return [...first, ...others].filter(({ percentage }) => percentage > 0);
}

function forward(
  spec: HttpRuleSpec,
  match: CompiledMatch,
  ofRoute: MessageOperations,
  place: RoutePlace,
  semantics: boolean,
): RouteAction {
  const targets = targetsOf(spec, place);
  if (targets.length === 0) return { kind: 'nack', reason: 'Envoy refuses the routes of this port: this one goes nowhere' };
  const hashes = (spec.route ?? []).map(({ destination }) => place.hash(destination));
  const action: Forward = {
    kind: 'forward',
    targets,
    path: pathChange(spec.rewrite, match.path, semantics),
    authority: spec.rewrite?.authority || ofRoute.authority,
    mirrors: mirrorsOf(spec, place),
    timeoutMs: milliseconds(spec.timeout) || undefined,
    retries: retriesOf(spec.retries ?? (place.settings.defaultHttpRetryPolicy as RetriesSpec)),
    hash: hashes.find((hash) => hash !== undefined),
    missingStatus: semantics ? 500 : 503,
  };
  return action;
}

function direct({ status, body }: DirectResponse): RouteAction {
  if (status >= NO_STATUS) return { kind: 'nack', reason: `Envoy refuses the routes of this port: ${status} is no status` };
  const bytes = body?.bytes === undefined ? undefined : Buffer.from(body.bytes, 'base64').toString();
  return { kind: 'direct', status, body: body?.string ?? bytes ?? '' };
}

function unknownVariableOf({ headers, route = [] }: HttpRuleSpec): string | undefined {
  return [headers, ...route.map((one) => one.headers)].map(unknownVariableIn).find((unknown) => unknown !== undefined);
}

function actionOf(
  spec: HttpRuleSpec,
  match: CompiledMatch,
  ofRoute: MessageOperations,
  place: RoutePlace,
  semantics: boolean,
): RouteAction {
  const unknown = unknownVariableOf(spec);
  if (unknown !== undefined) return { kind: 'nack', reason: `Envoy refuses the routes of this port: it knows no ${unknown}` };
  const aborted = spec.fault?.abort?.httpStatus ?? 0;
  if (aborted >= NO_STATUS) return { kind: 'nack', reason: `Envoy refuses the routes of this port: ${aborted} is no status` };
  if (spec.redirect !== undefined) {
    const redirect = redirectOf(spec.redirect, match.path, place.port, place.isTls);
    if (redirect !== undefined) return { kind: 'redirect', redirect };
    const status = spec.redirect.redirectCode;
    return { kind: 'nack', reason: `Envoy refuses the routes of this port: it cannot redirect with status ${status}` };
  }
  return spec.directResponse === undefined ? forward(spec, match, ofRoute, place, semantics) : direct(spec.directResponse);
}

/** The answer of a rule that asks nobody else. */
function ownAnswer({ redirect, directResponse }: HttpRuleSpec) {
  const status = redirect === undefined ? directResponse?.status : redirect.redirectCode || 301;
  return status === undefined ? undefined : { status, details: 'direct_response' };
}

function routeOf(
  { spec }: HttpRule,
  match: CompiledMatch,
  places: readonly Place[],
  place: RoutePlace,
  semantics: boolean,
): Route {
  const ofRoute = messageOperations(spec.headers, ownAnswer(spec));
  const action = actionOf(spec, match, ofRoute, place, semantics);
  const only =
    action.kind === 'forward' && action.targets.length === 1 && spec.route?.length === 1 ? action.targets[0] : undefined;
  const base = {
    match,
    action,
    request: ofRoute.request,
    response: ofRoute.response,
    faults: faultsOf(spec.fault),
    cors: action.kind === 'forward' ? corsOf(spec.corsPolicy) : undefined,
    why: places.map(describePlace),
  };
  if (only === undefined || action.kind !== 'forward') return base;
  // A single destination is not a share: what is done to its headers is done together with what the route does.
  return {
    ...base,
    action: {
      ...action,
      authority: action.authority ?? only.authority,
      targets: [plainTarget(only.cluster, 1)],
    },
    request: joinedOperations(ofRoute.request, only.request),
    response: joinedOperations(ofRoute.response, only.response),
  };
}

/** Whether Envoy may refuse a route that istiod makes of a VirtualService, and all routes of the port with it. */
export function isSuspect({ http }: VirtualService): boolean {
  return http.some(({ spec }) => {
    const { redirect, directResponse, fault, route = [] } = spec;
    if (unknownVariableOf(spec) !== undefined) return true;
    if ((fault?.abort?.httpStatus ?? 0) >= NO_STATUS) return true;
    if (redirect !== undefined) return redirect.redirectCode !== undefined;
    if (directResponse !== undefined) return directResponse.status >= NO_STATUS;
    return route.length === 0 || (route.length > 1 && route.every(({ weight = 0 }) => weight === 0));
  });
}

/** Whether a VirtualService has any route for a proxy at a port. */
export function hasRoutes({ http }: VirtualService, place: RoutePlace): boolean {
  return http.some(({ matches }) => matches.length === 0 || matches.some(({ match }) => canHold(match, place)));
}

/** The routes of a VirtualService for a proxy at a port, up to the first one that takes every request. */
export function httpRoutes({ http, hasGatewaySemantics }: VirtualService, place: RoutePlace): readonly Route[] {
  const routes: Route[] = [];
  for (const rule of http) {
    if (rule.matches.length === 0) {
      routes.push(routeOf(rule, CATCH_ALL, rule.places, place, hasGatewaySemantics));
      return routes;
    }
    for (const { match, places } of rule.matches) {
      if (!canHold(match, place)) continue;
      const compiled = compileMatch(match, hasGatewaySemantics);
      routes.push(routeOf(rule, compiled, places, place, hasGatewaySemantics));
      if (compiled.isCatchAll) return routes;
    }
  }
  return routes;
}
