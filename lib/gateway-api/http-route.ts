import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { HttpRoute as Api, type HttpRouteSpec, type HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import { httpRouteEnvoyProblems, httpRouteProblems } from '../admission/gateway-api/http-route';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import { refuse } from '../core/problem';
import { type PropNames, pathOf, propProblems, refuseProps } from '../core/prop-names';
import { toWire, type Wire } from '../core/wire';
import { renderBackends, type WeightedBackend } from './backend';
import type { ForwardingFilter, HeaderFilter, RedirectingFilters, ValueMatch } from './http-filter';
import { mirrorBackends } from './mirror-backends';
import { type PlacedBackend, Route, type RouteProps } from './route';
import { formatTimeout, timeoutProblems } from './timeout';

/** Conditions on a request, all of which must hold. A rule with several of them takes a request when any one holds. */
export interface HTTPRouteMatch {
  /** Path of the request without its query. @default every path */
  readonly path?: {
    /**
     * `Exact` for the whole path, `PathPrefix` for its first segments (`/a` takes `/a` and `/a/b`, not `/ab`), or an RE2 expression for
     * the whole path.
     * @default PathPrefix
     */
    readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
    /** Begins with `/`; at most 1024 characters. @default / */
    readonly value?: string;
  };
  /** @default every method */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
  /** Headers, each name once. @default all requests */
  readonly headers?: readonly ValueMatch[];
  /** Query parameters, each name once. @default all requests */
  readonly queryParams?: readonly ValueMatch[];
}

/** A backend of an HTTP route. */
export interface HTTPBackend extends WeightedBackend {
  /** Changes of what goes to this backend; Istio takes changes of headers alone. @default none */
  readonly filters?: readonly HeaderFilter[];
}

interface Rule {
  /** Name of the rule, for logs and policies. @default none */
  readonly name?: string;
  /** Conditions, of which one must hold; at most 64, and 128 in the route. @default every request */
  readonly matches?: readonly HTTPRouteMatch[];
}

interface Forwarding extends Rule {
  /** Where the requests go. */
  readonly backendRefs: NonEmpty<HTTPBackend>;
  /** What is done to requests before they go on. @default nothing */
  readonly filters?: readonly ForwardingFilter[];
  /** Longest times, in whole milliseconds; 0 for no limit. @default none */
  readonly timeouts?: {
    /** Of a request with all its retries. @default none */
    readonly request?: Duration;
    /** Of each try, at most `request`. Istio takes it for `request`, as routes of this channel have no retries of their own. @default none */
    readonly backendRequest?: Duration;
  };
}

interface Redirecting extends Rule {
  /** The redirect, and what else is done. */
  readonly filters: RedirectingFilters;
}

/** A rule for HTTP requests: it sends them on, or the client elsewhere. */
export type HTTPRouteRule = OneShapeOf<Forwarding | Redirecting>;

/** Props of an HTTPRoute. */
export interface HTTPRouteProps extends RouteProps {
  /** Hosts whose requests are routed, `*.` at the beginning allowed; not for routes of the mesh. @default all that the listener serves */
  readonly hostnames?: readonly string[];
  /**
   * Rules, at most 16. Of those that match, the most specific takes the request, whatever their order: an exact path before a prefix
   * before an expression, then the longer path, one with a method, more headers, more query parameters.
   */
  readonly rules: NonEmpty<HTTPRouteRule>;
}

const TIMEOUTS: PropNames<NonNullable<HTTPRouteRule['timeouts']>> = { request: 'optional', backendRequest: 'optional' };
const NAMES: PropNames<HTTPRouteProps> = {
  parentRefs: 'required list',
  metadata: 'optional',
  hostnames: 'optional list',
  rules: 'required list',
};

/**
 * How HTTP requests are routed, at gateways of the Gateway API or in the mesh.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class HTTPRoute extends Route {
  /** @throws InvalidProps when a field is one that the cluster or Envoy refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: HTTPRouteProps,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, Api.GVK, definition);
    refuse(this.node.path, [
      ...this.backendProblems,
      ...definition.rules.flatMap(({ timeouts }, i) => [
        ...propProblems(TIMEOUTS, timeouts, `rules[${i}].timeouts`),
        ...timeoutProblems(`rules[${i}].timeouts.request`, timeouts?.request),
        ...timeoutProblems(`rules[${i}].timeouts.backendRequest`, timeouts?.backendRequest),
      ]),
    ]);
    const spec = this.toSpec();
    refuse(this.node.path, [...httpRouteProblems(spec), ...httpRouteEnvoyProblems(spec)]);
  }

  protected get hostnames(): readonly string[] {
    return this.definition.hostnames ?? [];
  }

  protected get backends(): readonly PlacedBackend[] {
    return this.definition.rules.flatMap(({ backendRefs = [], filters }, i) => [
      ...backendRefs.map(({ backend }, j) => ({ field: `rules[${i}].backendRefs[${j}]`, backend })),
      ...mirrorBackends(`rules[${i}].filters`, filters),
    ]);
  }

  private renderRule({ backendRefs, timeouts, ...rule }: HTTPRouteRule): Wire<HttpRouteSpecRules> {
    const { request, backendRequest } = timeouts ?? {};
    const fields = {
      ...rule,
      backendRefs: backendRefs && renderBackends(backendRefs, this.namespace),
      timeouts: timeouts && {
        request: request && formatTimeout(request),
        backendRequest: backendRequest && formatTimeout(backendRequest),
      },
    };
    return toWire(fields, this.namespace) as Wire<HttpRouteSpecRules>;
  }

  protected override toSpec(): Wire<HttpRouteSpec> {
    const { hostnames, rules } = this.definition;
    const fields = { parentRefs: this.renderedParents, hostnames, rules: rules.map((rule) => this.renderRule(rule)) };
    return toWire(fields, this.namespace) as Wire<HttpRouteSpec>;
  }
}
