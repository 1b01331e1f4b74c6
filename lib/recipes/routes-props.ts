import type { Duration } from 'cdk8s';
import type { NonEmpty, OneOf } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { ResourceProps } from '../core/resource';
import type { Parent } from '../gateway-api';
import type { Destination } from '../networking/destination';
import type { GatewayReference } from '../networking/gateway-reference';
import type { HeaderOperations } from '../networking/header-operations';
import type { HttpFault } from '../networking/http-fault';
import type { HttpRetry } from '../networking/http-retry';
import type { ServiceRef } from '../networking/service-host';

/** What routes can be written as: a VirtualService of Istio, or an HTTPRoute of the Gateway API. */
export type RoutesForm = 'VirtualService' | 'HTTPRoute';

/** A path, from its first `/` on. */
export type UrlPath = `/${string}`;

/** How a value is compared. */
export type RouteValueMatch = OneOf<{
  /** The whole value, at least one character. */
  exact: string;
  /** An RE2 expression for the whole value. */
  regex: string;
}>;

/** Conditions on a request, all of which must hold. */
export interface RouteMatch {
  /** Path of the request without its query. @default every path */
  readonly path?: OneOf<{
    exact: UrlPath;
    /** First segments of the path: `/a` takes `/a` and `/a/b`, not `/ab`. */
    prefix: UrlPath;
    /** An RE2 expression for the whole path. */
    regex: string;
  }>;
  /** @default every method */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
  /** Headers by name, in small letters. @default all requests */
  readonly headers?: Readonly<Record<string, RouteValueMatch>>;
  /** Query parameters by name. @default all requests */
  readonly queryParams?: Readonly<Record<string, RouteValueMatch>>;
}

/** One port of a Service. */
export interface RouteService {
  readonly service: ServiceRef;
  /** Number of its port. */
  readonly port: number;
}

interface Share {
  /** Its share in percent. The shares of a rule add up to 100. @default 100 for the only one of a rule */
  readonly weight?: number;
}

/** Subsets are known to VirtualServices alone. */
type Target<Form extends RoutesForm> = [Form] extends ['VirtualService']
  ? OneShapeOf<RouteService | { readonly destination: Destination }>
  : RouteService;

/** Where requests go, with a share of them. */
export type RouteTarget<Form extends RoutesForm> = Target<Form> & Share;

/** A new path. */
export type RoutePath = OneOf<{
  /** The new path as a whole; the query stays. */
  full: UrlPath;
  /** What stands in place of the prefix that the rule matches. */
  prefix: UrlPath;
}>;

interface Rule {
  /** Name of the rule, for logs. @default none */
  readonly name?: string;
  /** Conditions, of which one must hold. @default every request */
  readonly match?: NonEmpty<RouteMatch>;
  /** Changes of headers. @default none */
  readonly headers?: { readonly request?: HeaderOperations; readonly response?: HeaderOperations };
}

interface Forwarding<Form extends RoutesForm> extends Rule {
  /** Where the requests go. */
  readonly to: NonEmpty<RouteTarget<Form>>;
  /** Changes of a request before it goes on. @default none */
  readonly rewrite?: {
    /** The new host. @default as it came */
    readonly host?: string;
    /** @default as it came */
    readonly path?: RoutePath;
  };
  /** Places for copies of requests. @default none */
  readonly mirrors?: readonly (RouteService & {
    /** The share of requests that are copied, in percent. @default 100 */
    readonly percentage?: number;
  })[];
  /** Longest time of a request with all its retries. @default none */
  readonly timeout?: Duration;
}

/** What a VirtualService alone can do. */
interface IstioForwarding {
  /** @default nothing goes wrong on purpose */
  readonly fault?: HttpFault;
  /** @default the retry policy of the mesh, two further tries */
  readonly retries?: HttpRetry;
}

interface Redirecting extends Rule {
  /** Sends the client elsewhere. */
  readonly redirect: {
    /** @default that of the request */
    readonly scheme?: 'http' | 'https';
    /** @default that of the request */
    readonly host?: string;
    /** @default that of the scheme where one is given, else that of the request */
    readonly port?: number;
    /** @default that of the request */
    readonly path?: RoutePath;
    /** Status of the answer. @default 302 */
    readonly status?: 301 | 302 | 303 | 307 | 308;
  };
}

/** A rule for HTTP requests, as far as the form can express it. */
export type RouteRule<Form extends RoutesForm = RoutesForm> = OneShapeOf<
  (Forwarding<Form> & ([Form] extends ['VirtualService'] ? IstioForwarding : { readonly fault?: undefined })) | Redirecting
>;

/** Gateways that go with the form. */
export type RoutesGateway<Form extends RoutesForm> = [Form] extends ['VirtualService']
  ? Exclude<GatewayReference, 'mesh'>
  : [Form] extends ['HTTPRoute']
    ? Parent | { readonly parent: Parent }
    : never;

interface InMesh {
  /** Service, of the namespace of the routes, whose callers within the mesh they are for. */
  readonly service: ServiceRef;
}

interface AtGateways<Form extends RoutesForm> {
  /** Hosts that are routed, `*.` at the beginning allowed, or `*` alone for all. */
  readonly hosts: NonEmpty<string>;
  /** Gateways at which they apply: Istio's for a VirtualService, those of the Gateway API for an HTTPRoute. */
  readonly gateways: NonEmpty<RoutesGateway<Form>>;
}

/** Props of Routes. */
export type RoutesProps<Form extends RoutesForm> = ResourceProps &
  OneShapeOf<InMesh | AtGateways<NoInfer<Form>>> & {
    /** What they are written as. */
    readonly renderAs: Form;
    /**
     * Rules; the first that matches takes the request. Of two that can match one request the more specific stands first: an exact path
     * before a prefix before an expression, then the longer path, one with a method, more headers, more query parameters.
     */
    readonly rules: NonEmpty<RouteRule<NoInfer<Form>>>;
  };
