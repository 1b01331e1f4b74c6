import type { VirtualServiceSpecHttp } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { corsProblems } from './cors-policy';
import { durationProblems } from './duration';
import { authorityProblems, headersProblems } from './header-operations';
import { directResponseProblems } from './http-direct-response';
import { faultProblems } from './http-fault';
import { httpMatchProblems } from './http-match';
import { mirrorProblems } from './http-mirror';
import { redirectProblems } from './http-redirect';
import { retryProblems } from './http-retry';
import { rewriteProblems } from './http-rewrite';
import { destinationsProblems } from './route-destinations';

type Route = Wire<VirtualServiceSpecHttp>;

/** What the VirtualService of a rule says of it. */
export interface RulePlace {
  /** Whether it is for gateways alone, and in no sidecar. */
  readonly atGateways: boolean;
  /** Whether it is one to which others leave requests, and has no hosts. */
  readonly isDelegate: boolean;
}

type Outcome = 'route' | 'redirect' | 'directResponse';

/** What a rule does with its requests. */
function outcomesOf({ route = [], redirect, directResponse }: Route): Outcome[] {
  const given = { redirect: redirect !== undefined, directResponse: directResponse !== undefined, route: route.length > 0 };
  return (Object.keys(given) as Outcome[]).filter((name) => given[name]);
}

function besideProblems(field: string, names: readonly string[], first: string): Problem[] {
  return names.map((name) => ({
    field: `${field}.${name}`,
    problem: `stands beside ${first}`,
    fix: 'keep one of the two',
  }));
}

/** Problems of a rule that leaves its requests to another VirtualService, or must do something with them itself. */
function outcomeProblems(field: string, route: Route, isDelegate: boolean): Problem[] {
  const outcomes = outcomesOf(route);
  const [first] = outcomes;
  if (route.delegate !== undefined) {
    if (!isDelegate) {
      const others = outcomes.filter((name) => name !== 'directResponse');
      return besideProblems(field, others, 'delegate');
    }
    const fix = 'leave the requests to a route, or to the other VirtualService directly';
    return [{ field: `${field}.delegate`, problem: 'stands in a VirtualService that is a delegate itself', fix }];
  }
  if (first === undefined) {
    const fix = 'give route, redirect, directResponse or delegate';
    return [{ field, problem: 'does nothing with its requests', got: route, fix }];
  }
  const changes = first === 'route' ? [] : (['fault', 'rewrite'] as const).filter((name) => route[name] !== undefined);
  return besideProblems(field, [...outcomes.slice(1), ...changes], first);
}

/** What Istio refuses in a rule for HTTP requests. */
export function httpRouteProblems(field: string, route: Route, { atGateways, isDelegate }: RulePlace): Problem[] {
  const { match = [], route: destinations = [], headers, rewrite } = route;
  return [
    ...outcomeProblems(field, route, isDelegate),
    ...match.flatMap((each, i) => httpMatchProblems(`${field}.match[${i}]`, each, atGateways)),
    ...destinationsProblems(`${field}.route`, destinations),
    ...destinations.flatMap((destination, i) => headersProblems(`${field}.route[${i}].headers`, destination.headers)),
    ...headersProblems(`${field}.headers`, headers),
    ...authorityProblems(field, rewrite?.authority, headers),
    ...rewriteProblems(`${field}.rewrite`, rewrite),
    ...redirectProblems(`${field}.redirect`, route.redirect, match),
    ...directResponseProblems(`${field}.directResponse`, route.directResponse),
    ...durationProblems(`${field}.timeout`, route.timeout),
    ...corsProblems(`${field}.corsPolicy`, route.corsPolicy),
    ...retryProblems(`${field}.retries`, route.retries),
    ...(route.fault === undefined ? [] : faultProblems(`${field}.fault`, route.fault)),
    ...mirrorProblems(field, route),
  ];
}
