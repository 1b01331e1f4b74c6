import type { ClusterName } from './cluster';
import type { Cors } from './cors';
import { type HeaderOperations, NO_OPERATIONS } from './header-operations';
import type { OutcomeFault, OutcomeHash } from './outcome';
import type { Redirect } from './redirect';
import type { Retries } from './retries';
import type { PathChange } from './rewrite';
import type { CompiledMatch } from './route-matcher';

/** One of the clusters among which requests of a route are shared out. */
export interface Target {
  readonly cluster: ClusterName;
  /** Share among the targets. */
  readonly weight: number;
  /** What is done before what the route does. */
  readonly request: HeaderOperations;
  readonly response: HeaderOperations;
  /** Host that is asked for, unless the route says it. */
  readonly authority: string | undefined;
  /** Whether it receives what the route makes of a request, as it is. */
  readonly isPlain: boolean;
}

/** A target that receives what the route makes of a request, as it is. */
export function plainTarget(cluster: ClusterName, weight: number): Target {
  return { cluster, weight, request: NO_OPERATIONS, response: NO_OPERATIONS, authority: undefined, isPlain: true };
}

/** Where copies of requests go. */
export interface Mirror {
  readonly cluster: ClusterName;
  readonly percentage: number;
}

/** Sending a request on. */
export interface Forward {
  readonly kind: 'forward';
  /** At least one. */
  readonly targets: readonly Target[];
  readonly path: PathChange;
  /** Host that is asked for, whatever the target; undefined where it stays. */
  readonly authority: string | undefined;
  readonly mirrors: readonly Mirror[];
  readonly timeoutMs: number | undefined;
  readonly retries: Retries | undefined;
  readonly hash: OutcomeHash | undefined;
  /** Status where the proxy does not have the cluster. */
  readonly missingStatus: 500 | 503;
}

export type RouteAction =
  | Forward
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'direct'; readonly status: number; readonly body: string }
  /** To the address that was called, which the mesh does not know. */
  | { readonly kind: 'passthrough' }
  | { readonly kind: 'blackhole' }
  /** Envoy refuses the whole table. */
  | { readonly kind: 'nack'; readonly reason: string };

/** What is done with the requests that meet some conditions. */
export interface Route {
  readonly match: CompiledMatch;
  readonly action: RouteAction;
  readonly request: HeaderOperations;
  readonly response: HeaderOperations;
  readonly faults: readonly OutcomeFault[];
  readonly cors: Cors | undefined;
  readonly why: readonly string[];
}

/** The routes of some hosts. */
export interface VirtualHost {
  /** Names, in small letters; with a `*` at the beginning for many. */
  readonly domains: readonly string[];
  /** Made when the first request comes, and kept. */
  readonly routes: () => readonly Route[];
  /** Whether requests without TLS are sent to it. */
  readonly requiresTls: boolean;
  /** Whether Envoy may refuse one of the routes. */
  readonly isSuspect: boolean;
  readonly why: readonly string[];
}
