import type { NonEmpty, OneOf } from '../core/one-of';
import type {
  ChainMatch,
  ClusterMatch,
  FilterChainMatch,
  GatewayRouteMatch,
  HttpConnectionManager,
  ListenerFilterMatch,
  ListenerMatch,
  NamedFilter,
  PatchContext,
  ProxiesMatch,
  ProxyMatch,
  RouteConfigurationMatch,
  RouteMatch,
  VirtualHostMatch,
  WaypointMatch,
} from './envoy-filter-match';

/** An object of Envoy's, in JSON or YAML as Envoy has it: https://www.envoyproxy.io/docs/envoy/latest/api-v3/api */
export interface EnvoyObject {
  readonly [field: string]: unknown;
}

/** A part of Envoy's configuration that says of which type it is. */
export interface TypedConfig extends EnvoyObject {
  /** The type: `type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua`. One that istiod does not know is refused. */
  readonly '@type': `type.googleapis.com/${string}.${string}`;
}

interface Named extends EnvoyObject {
  readonly name: string;
}

/** A filter of Envoy's, whose settings say of which type they are, or are got by name from elsewhere. */
export type EnvoyFilterObject = Named &
  OneOf<{ typed_config: TypedConfig; typedConfig: TypedConfig; config_discovery: EnvoyObject; configDiscovery: EnvoyObject }>;

/** What is changed of a filter. Its settings are changed by some of the same type. */
type FilterChange = EnvoyObject & {
  readonly name?: string;
  readonly typed_config?: TypedConfig;
  readonly typedConfig?: TypedConfig;
};

type Cluster = Named;
type Listener = Named;
type FilterChain = EnvoyObject & { readonly filters: NonEmpty<EnvoyFilterObject> };
type VirtualHost = Named & { readonly domains: NonEmpty<string> };
type Route = EnvoyObject & { readonly match: EnvoyObject };

/** Where, among Istio's own filters, one is put. istiod 1.31 does not look at it: put the filter by match and operation. */
type FilterClass = 'UNSPECIFIED' | 'AUTHN' | 'AUTHZ' | 'STATS';

interface Place {
  /** Nothing in istiod 1.31 looks at it. @default UNSPECIFIED */
  readonly filterClass?: FilterClass;
}

/**
 * Adds one at the end. Listeners and clusters without a context go to outbound sidecars and to gateways alone, whatever they match.
 */
interface Add<Value> extends Place {
  readonly operation: 'ADD';
  readonly value: Value;
}

/** Adds one at the beginning, or before or after the first that is matched; without a match at the beginning, or after all. */
interface Insert<Value> extends Place {
  readonly operation: 'INSERT_FIRST' | 'INSERT_BEFORE' | 'INSERT_AFTER';
  readonly value: Value;
}

/** Changes what is matched. Lists of the value are added to those that are there. */
interface Merge<Value> extends Place {
  readonly operation: 'MERGE';
  readonly value: Value;
}

/** Changes what is matched. Lists of the value take the place of those that are there. */
interface MergeAndReplaceList<Value> extends Place {
  readonly operation: 'MERGE_AND_REPLACE_LIST';
  readonly value: Value;
}

/** Puts another in the place of the first that is matched. */
interface Replace<Value> extends Place {
  readonly operation: 'REPLACE';
  readonly value: Value;
}

/** Takes out all that are matched. */
interface Remove {
  readonly operation: 'REMOVE';
}

type Change<Value> = Merge<Value> | MergeAndReplaceList<Value>;

type ListenersMatch<Listener> = ProxiesMatch & { readonly listener?: Listener };

type RoutesMatch<Match> =
  | (ProxiesMatch & { readonly routeConfiguration?: RouteConfigurationMatch & Match })
  | ({ readonly context?: 'ANY' | 'GATEWAY'; readonly proxy?: ProxyMatch } & {
      readonly routeConfiguration?: RouteConfigurationMatch & GatewayRouteMatch & Match;
    });

interface ListenerPatch {
  /** Ports that a proxy opens, or that are redirected to it. */
  readonly applyTo: 'LISTENER';
  /** @default all of them */
  readonly match?: ListenersMatch<ListenerMatch & { readonly filterChain?: undefined }>;
  readonly patch: Add<Listener> | Change<EnvoyObject> | Remove;
}

interface ListenerFilterPatch {
  /** Filters that look at a connection before its chain is chosen. */
  readonly applyTo: 'LISTENER_FILTER';
  /** @default all of them */
  readonly match?: ListenersMatch<ListenerFilterMatch>;
  readonly patch: Add<EnvoyFilterObject> | Insert<EnvoyFilterObject>;
}

interface MatchedListenerFilterPatch {
  readonly applyTo: 'LISTENER_FILTER';
  /** The filter, by name. */
  readonly match: ProxiesMatch & { readonly listener: ListenerFilterMatch & { readonly listenerFilter: string } };
  readonly patch: Merge<FilterChange> | Replace<EnvoyFilterObject> | Remove;
}

interface FilterChainPatch {
  /** Chains of filters, of which a connection takes one. */
  readonly applyTo: 'FILTER_CHAIN';
  /** @default all of them */
  readonly match?: ListenersMatch<ChainMatch<FilterChainMatch & { readonly filter?: undefined }>>;
  readonly patch: Add<FilterChain> | Change<EnvoyObject> | Remove;
}

interface NetworkFilterPatch {
  /** Filters of a chain, which see connections. */
  readonly applyTo: 'NETWORK_FILTER';
  /** @default all of them */
  readonly match?: ListenersMatch<ChainMatch<FilterChainMatch & { readonly filter?: NamedFilter }>>;
  readonly patch: Add<EnvoyFilterObject> | Insert<EnvoyFilterObject> | Merge<FilterChange>;
}

interface MatchedNetworkFilterPatch {
  readonly applyTo: 'NETWORK_FILTER';
  /** The filter, by name. */
  readonly match: ProxiesMatch & {
    readonly listener: ListenerMatch & { readonly filterChain: FilterChainMatch & { readonly filter: NamedFilter } };
  };
  readonly patch: Replace<EnvoyFilterObject> | Remove;
}

interface HttpFilterPatch {
  /** HTTP filters, which see requests. */
  readonly applyTo: 'HTTP_FILTER';
  /** @default all of them */
  readonly match?: ListenersMatch<
    ChainMatch<
      FilterChainMatch & { readonly filter?: NamedFilter | (HttpConnectionManager & { readonly subFilter?: NamedFilter }) }
    >
  >;
  readonly patch: Add<EnvoyFilterObject> | Insert<EnvoyFilterObject> | Merge<FilterChange>;
}

interface MatchedHttpFilterPatch {
  readonly applyTo: 'HTTP_FILTER';
  /** The filter, by name. */
  readonly match: ProxiesMatch & {
    readonly listener: ListenerMatch & {
      readonly filterChain: FilterChainMatch & { readonly filter: HttpConnectionManager & { readonly subFilter: NamedFilter } };
    };
  };
  readonly patch: Replace<EnvoyFilterObject> | Remove;
}

interface RouteConfigurationPatch {
  /** All routes of a port. */
  readonly applyTo: 'ROUTE_CONFIGURATION';
  /** @default all of them */
  readonly match?: RoutesMatch<unknown>;
  readonly patch: Change<EnvoyObject>;
}

interface VirtualHostPatch {
  /** Routes for some hosts. */
  readonly applyTo: 'VIRTUAL_HOST';
  /** @default all of them */
  readonly match?: RoutesMatch<{ readonly vhost?: VirtualHostMatch }>;
  readonly patch: Add<VirtualHost> | Replace<VirtualHost> | Change<EnvoyObject> | Remove;
}

interface RoutePatch {
  /** Single routes. */
  readonly applyTo: 'HTTP_ROUTE';
  /** @default all of them */
  readonly match?: RoutesMatch<{ readonly vhost?: Omit<VirtualHostMatch, 'route'> & { readonly route?: RouteMatch } }>;
  readonly patch: Add<Route> | Insert<Route> | Change<EnvoyObject> | Remove;
}

interface ClusterPatch {
  /** What requests are sent to. */
  readonly applyTo: 'CLUSTER';
  /** What is added is matched with nothing but `context` and `proxy`. @default all of them */
  readonly match?: ProxiesMatch & { readonly cluster?: ClusterMatch };
  readonly patch: Add<Cluster> | Change<EnvoyObject> | Remove;
}

interface ExtensionPatch {
  /** Settings that HTTP filters ask for by name. */
  readonly applyTo: 'EXTENSION_CONFIG';
  /** @default all proxies */
  readonly match?: { readonly context?: PatchContext; readonly proxy?: ProxyMatch };
  readonly patch: Add<Named & OneOf<{ typed_config: TypedConfig; typedConfig: TypedConfig }>>;
}

interface WaypointPatch {
  readonly applyTo: ConfigPatchOfProxies['applyTo'];
  /** Waypoints. The API has them, and istiod 1.31 does nothing about it. */
  readonly match: { readonly context: 'WAYPOINT'; readonly proxy?: ProxyMatch; readonly waypoint: WaypointMatch };
  readonly patch: Add<EnvoyObject> | Insert<EnvoyObject> | Change<EnvoyObject> | Replace<EnvoyObject> | Remove;
}

type ConfigPatchOfProxies =
  | ListenerPatch
  | ListenerFilterPatch
  | MatchedListenerFilterPatch
  | FilterChainPatch
  | NetworkFilterPatch
  | MatchedNetworkFilterPatch
  | HttpFilterPatch
  | MatchedHttpFilterPatch
  | RouteConfigurationPatch
  | VirtualHostPatch
  | RoutePatch
  | ClusterPatch
  | ExtensionPatch;

/**
 * One change to what istiod sends to proxies. What it is applied to says what can be matched and done; what istiod would leave undone
 * without a word is not here: other operations, matches that it does not look at, and `BOOTSTRAP`.
 */
export type ConfigPatch = ConfigPatchOfProxies | WaypointPatch;
