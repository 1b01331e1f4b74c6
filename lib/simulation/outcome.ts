/**
 * What becomes of a request.
 *
 * | | |
 * |---|---|
 * | `route` | it goes to the destinations |
 * | `redirect`, `direct`, `preflight` | the proxy answers itself: with a redirect, a text of its own, or to a preflight of CORS |
 * | `abort` | a fault ends every such request |
 * | `notFound` | no route matches: 404 |
 * | `noCluster` | it is routed to what the proxy does not know: 503 without body |
 * | `noEndpoints` | it is routed to what has no pods: 503 |
 * | `passthrough` | it goes unchanged to the address that was called, which the mesh does not know |
 * | `blackhole` | what the mesh does not know may not be called: 502, or the connection is cut |
 * | `closed` | the connection is made, then cut |
 * | `refused` | nothing listens |
 * | `denied` | a policy refuses it |
 * | `nack` | Envoy refuses the whole configuration of the port |
 */
export type OutcomeKind =
  | 'route'
  | 'redirect'
  | 'direct'
  | 'abort'
  | 'preflight'
  | 'notFound'
  | 'noCluster'
  | 'noEndpoints'
  | 'passthrough'
  | 'blackhole'
  | 'closed'
  | 'refused'
  | 'denied'
  | 'nack';

/** Headers by name in small letters; several values of one name stand in one text, with commas. */
export type Headers = Readonly<Record<string, string>>;

/** What is done to the headers of the answer: the values that it gets; null for a header that is taken out. */
export type ResponseHeaders = Readonly<Record<string, string | null>>;

/** One of the places to which requests go. */
export interface OutcomeDestination {
  /** Full name of the service; empty for what nothing may be sent to, such as a backend that no ReferenceGrant allows. */
  readonly service: string;
  /** Empty where the mesh has no such service. */
  readonly namespace: string;
  /** Empty where all pods of the service are meant. */
  readonly subset: string;
  /** Port of the service. */
  readonly port: number;
  /** Share of the requests in percent. */
  readonly weight: number;
  /** Why requests that come here fail, though others do not. */
  readonly fails?: 'noCluster' | 'noEndpoints' | 'closed' | 'denied';
  /** What is received here, where it is not what the other destinations receive. */
  readonly authority?: string;
  readonly headers?: Headers;
  readonly responseHeaders?: ResponseHeaders;
}

/** What answers behind a destination. */
export interface OutcomeEndpoint {
  readonly service: string;
  readonly subset: string;
  /** Name of the workload; empty for what is outside of the mesh. */
  readonly workload: string;
  readonly namespace: string;
  /** Address or name, where it is written down. */
  readonly address?: string;
  /** Port on which it listens; undefined where the name of the port is one that it does not have. */
  readonly port: number | undefined;
  /** `<region>/<zone>/<subzone>`, where it is known. */
  readonly locality?: string;
  /** The lower, the sooner it is used: others wait for those before them to fail. */
  readonly priority?: number;
  /** Share among the endpoints of the destination in percent, where their localities have one. */
  readonly weight?: number;
  /** Why requests that come here fail, though others of the destination do not. */
  readonly fails?: 'closed' | 'denied';
}

/** What is spoken between the proxies: TLS of the mesh, TLS that a DestinationRule asks for, neither, or not the same to all endpoints. */
export type OutcomeTls = 'mutual' | 'tls' | 'plain' | 'mixed';

/** What AuthorizationPolicies say. */
export interface OutcomeAuthorization {
  /** `mixed` where endpoints do not all say the same. */
  readonly decision: 'allowed' | 'denied' | 'mixed';
  /** Providers outside that are asked, and are taken to allow it. */
  readonly providers: readonly string[];
}

/** What goes wrong on purpose, each by itself with its percentage. */
export type OutcomeFault =
  | { readonly type: 'delay'; readonly delayMs: number; readonly percentage: number }
  | { readonly type: 'abort'; readonly status: number; readonly percentage: number }
  | { readonly type: 'abort'; readonly grpcStatus: string; readonly percentage: number };

/** Where a copy of each request goes. */
export interface OutcomeMirror {
  readonly service: string;
  readonly namespace: string;
  readonly subset: string;
  readonly port: number;
  readonly percentage: number;
}

/** How requests of one client are kept on one endpoint. */
export type OutcomeHash =
  | { readonly header: string }
  | { readonly cookie: string }
  | { readonly queryParameter: string }
  | { readonly sourceIp: true };

/** What becomes of a request: not one draw, but all that can, with the share of each. */
export interface Outcome {
  readonly outcome: OutcomeKind;
  readonly destinations: readonly OutcomeDestination[];
  /** Status with which the proxy itself answers; undefined where it does not. */
  readonly status: number | undefined;
  /** Path with query as the upstream receives it. */
  readonly path: string | undefined;
  /** Host and port for which the upstream is asked. */
  readonly authority: string | undefined;
  /** Headers as the upstream receives them, without those that the proxy adds of its own accord. */
  readonly headers: Headers | undefined;
  readonly responseHeaders: ResponseHeaders | undefined;
  /** Text with which the proxy itself answers. */
  readonly body: string | undefined;
  readonly redirect: { readonly location: string; readonly status: number } | undefined;
  readonly faults: readonly OutcomeFault[];
  /** Undefined where requests may take for ever. */
  readonly timeoutMs: number | undefined;
  readonly retries: { readonly attempts: number; readonly retryOn: string } | undefined;
  readonly mirrors: readonly OutcomeMirror[];
  /** How an endpoint is picked by the request; undefined where it is not. */
  readonly hash: OutcomeHash | undefined;
  /** Envoy's flags of the answer: `NR`, `NC`, `UH`, `FI`, `DI` ... */
  readonly flags: readonly string[];
  readonly endpoints: readonly OutcomeEndpoint[];
  /** Undefined where nothing is sent on. */
  readonly mtls?: OutcomeTls;
  /** Undefined where no policy has a say. */
  readonly authorization?: OutcomeAuthorization;
  /** Set where the ages of objects decide, which manifests do not tell: what happens if they were made the other way round. */
  readonly ambiguous: Outcome | undefined;
  /** The objects and rules that decided, in order. */
  readonly why: readonly string[];
}

const NOTHING: readonly never[] = [];

/** An outcome of which nothing is said but what is given. */
export function outcomeOf(outcome: OutcomeKind, said: Partial<Omit<Outcome, 'outcome'>>): Outcome {
  return {
    outcome,
    destinations: said.destinations ?? NOTHING,
    status: said.status,
    path: said.path,
    authority: said.authority,
    headers: said.headers,
    responseHeaders: said.responseHeaders,
    body: said.body,
    redirect: said.redirect,
    faults: said.faults ?? NOTHING,
    timeoutMs: said.timeoutMs,
    retries: said.retries,
    mirrors: said.mirrors ?? NOTHING,
    hash: said.hash,
    flags: said.flags ?? NOTHING,
    endpoints: said.endpoints ?? NOTHING,
    ambiguous: said.ambiguous,
    why: said.why ?? NOTHING,
    mtls: said.mtls,
    authorization: said.authorization,
  };
}
