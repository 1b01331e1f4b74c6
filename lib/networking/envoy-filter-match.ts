import type { AtMostOneOf } from '../core/one-of';

/** The proxies that a patch is for: of sidecars what comes in or goes out, gateways, or all of them. */
export type PatchContext = 'ANY' | 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY';

/** Proxies by what they say of themselves. */
export interface ProxyMatch {
  /** Expression of RE2 for Istio's version of the proxy, `^1\.31.*` for example. At most 1024 bytes. @default any */
  readonly proxyVersion?: string;
  /** Metadata that the proxy must have. @default any */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The proxies that a patch is for, whatever is patched in them. */
export interface ProxiesMatch {
  /** @default ANY */
  readonly context?: PatchContext;
  /** @default all */
  readonly proxy?: ProxyMatch;
}

/** Listeners: ports that a proxy opens, or that are redirected to it. */
export interface ListenerMatch {
  /** Name of the listener: `virtualInbound`, `virtualOutbound`, or `<address>_<port>`. @default any */
  readonly name?: string;
  /** Number of its port. @default any */
  readonly portNumber?: number;
}

/** Listeners, and one of their filters that look at a connection before all else. */
export interface ListenerFilterMatch extends ListenerMatch {
  /** Name of the filter: `envoy.filters.listener.tls_inspector`. @default any */
  readonly listenerFilter?: string;
}

/** Chains of filters in listeners, of which a connection takes one. */
export interface FilterChainMatch {
  /** Name of the chain. @default any */
  readonly name?: string;
  /** Server name that clients ask for in TLS. @default any */
  readonly sni?: string;
  /** `tls` or `raw_buffer`. @default any */
  readonly transportProtocol?: string;
  /** Protocols that clients offer in TLS, with commas between them: `h2,http/1.1`. @default any */
  readonly applicationProtocols?: string;
  /** Number of the port that was called. @default any */
  readonly destinationPort?: number;
}

/** A filter by name: `envoy.filters.network.http_connection_manager` for example. */
export interface NamedFilter {
  readonly name: string;
  readonly subFilter?: undefined;
}

/** The filter in which HTTP filters are. */
export interface HttpConnectionManager {
  readonly name: 'envoy.filters.network.http_connection_manager' | 'envoy.http_connection_manager';
}

/** A match of listeners by their chains. */
export interface ChainMatch<Chain> extends ListenerMatch {
  /** @default all of them */
  readonly filterChain?: Chain;
}

/** Routes of one port: what RDS calls a route configuration. `gateway` and `portName` are those of a Gateway. */
export interface RouteConfigurationMatch {
  /** Name of the routes: `http.8080` in a gateway, the number of the port in a sidecar. @default any */
  readonly name?: string;
  /** Number of the port. @default any */
  readonly portNumber?: number;
}

/** Routes of one server of a Gateway. */
export interface GatewayRouteMatch {
  /** Name of the server's port. @default any */
  readonly portName?: string;
  /** `<namespace>/<name>` of the Gateway. @default any */
  readonly gateway?: `${string}/${string}`;
}

/** Virtual hosts: routes for some hosts. */
export interface VirtualHostMatch {
  /** Name of it: `<host>:<port>`, or `inbound|http|<port>`. @default any */
  readonly name?: string;
  /** One of its domains. @default any */
  readonly domainName?: string;
  /** For patches of routes alone. @default any */
  readonly route?: { readonly action?: 'ANY' };
}

/** Routes by name and by what they do. */
export interface RouteMatch {
  /** Name of the route, as a VirtualService gives it. @default any */
  readonly name?: string;
  /** @default ANY */
  readonly action?: 'ANY' | 'ROUTE' | 'REDIRECT' | 'DIRECT_RESPONSE';
}

/** Clusters: what requests are sent to. */
export type ClusterMatch = AtMostOneOf<{ name: string; service: string }> & {
  /** Exact name of the cluster, in place of all else: `PassthroughCluster`, `outbound|80||a.example.com`. @default any */
  readonly name?: string;
  /** Full name of the service. Does not tell inbound clusters apart. @default any */
  readonly service?: string;
  /** Number of the service's port, for inbound clusters that of the pod. @default any */
  readonly portNumber?: number;
  /** Subset of the service. @default any */
  readonly subset?: string;
};

/** What is patched in waypoints. */
export interface WaypointMatch {
  /** Number of the port. @default any */
  readonly portNumber?: number;
  /** A filter, and an HTTP filter in it. @default any */
  readonly filter?: { readonly name?: string; readonly subFilter?: { readonly name?: string } };
  /** A route. @default any */
  readonly route?: { readonly name?: string };
}
