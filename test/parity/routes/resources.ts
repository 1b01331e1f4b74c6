/** Envoy's resources as JSON, as far as they are read here. What is not read is carried along. */

interface Rest {
  readonly [field: string]: unknown;
}

export interface SocketAddress {
  readonly address: string;
  readonly portValue: number;
}

export interface Fraction {
  /** @default 0 */
  readonly numerator?: number;
  /** @default HUNDRED */
  readonly denominator?: 'HUNDRED' | 'TEN_THOUSAND' | 'MILLION';
}

export interface Mirror {
  readonly cluster: string;
  readonly runtimeFraction?: { readonly defaultValue: Fraction };
}

export interface RouteAction extends Rest {
  readonly cluster?: string;
  readonly weightedClusters?: { readonly clusters: readonly (Rest & { readonly name: string; readonly weight?: number })[] };
  readonly timeout?: string;
  readonly retryPolicy?: {
    readonly retryOn?: string;
    readonly numRetries?: number;
    readonly perTryTimeout?: string;
    readonly retriableStatusCodes?: readonly number[];
  };
  readonly requestMirrorPolicies?: readonly Mirror[];
}

export interface FaultFilter {
  readonly delay?: { readonly fixedDelay: string; readonly percentage?: Fraction };
  readonly abort?: { readonly httpStatus?: number; readonly grpcStatus?: number; readonly percentage?: Fraction };
}

export interface Route extends Rest {
  readonly name?: string;
  readonly match: Rest;
  readonly route?: RouteAction;
  readonly redirect?: Rest;
  readonly directResponse?: { readonly status: number; readonly body?: { readonly inlineString?: string } };
  readonly typedPerFilterConfig?: Readonly<Record<string, Rest>>;
}

export interface VirtualHost extends Rest {
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes?: readonly Route[];
  readonly requireTls?: string;
}

export interface RouteTable extends Rest {
  readonly name: string;
  readonly virtualHosts?: readonly VirtualHost[];
}

export interface Filter extends Rest {
  readonly name: string;
  readonly typedConfig?: Rest & {
    readonly '@type': string;
    readonly rds?: { readonly routeConfigName: string };
    readonly routeConfig?: RouteTable;
    readonly httpFilters?: readonly Filter[];
    readonly cluster?: string;
    readonly weightedClusters?: { readonly clusters: readonly { readonly name: string; readonly weight?: number }[] };
  };
}

export interface FilterChain extends Rest {
  readonly name?: string;
  readonly filterChainMatch?: Rest & { readonly destinationPort?: number };
  readonly filters?: readonly Filter[];
  readonly transportSocket?: Rest & { readonly typedConfig: Rest };
}

export interface Listener extends Rest {
  readonly name: string;
  readonly address: { readonly socketAddress?: SocketAddress };
  readonly filterChains?: readonly FilterChain[];
  readonly defaultFilterChain?: FilterChain;
  readonly listenerFilters?: readonly Filter[];
}

export interface LbEndpoint extends Rest {
  readonly endpoint: { readonly address: { readonly socketAddress?: SocketAddress } };
}

export interface Endpoints extends Rest {
  readonly clusterName: string;
  readonly endpoints?: readonly (Rest & { readonly lbEndpoints?: readonly LbEndpoint[] })[];
}

export interface Cluster extends Rest {
  readonly name: string;
  /** @default STATIC */
  readonly type?: string;
  readonly loadAssignment?: Endpoints;
  readonly lbPolicy?: string;
}

/** Everything that istiod gives to one proxy. */
export interface ProxyResources {
  readonly listeners: readonly Listener[];
  readonly routes: readonly RouteTable[];
  readonly clusters: readonly Cluster[];
  readonly endpoints: readonly Endpoints[];
}
