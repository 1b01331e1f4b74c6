import type {
  Cluster,
  Endpoints,
  FaultFilter,
  Filter,
  FilterChain,
  Listener,
  Mirror,
  ProxyResources,
  Route,
  RouteAction,
  RouteTable,
  VirtualHost,
} from './resources';

/** A route as istiod made it, with where it is. */
export interface PlacedRoute {
  readonly table: string;
  readonly host: VirtualHost;
  readonly route: Route;
}

/** An endpoint as istiod has it: the stub that stands for it has an address of its own. */
export interface Stub {
  readonly cluster: string;
  /** `address:port`, as istiod has it; `''` where the connection would go where it was going. */
  readonly address: string;
}

/** Files and ports that the configuration names. */
export interface Places {
  /** Where access logs go. */
  readonly accessLog: string;
  readonly certificate: string;
  readonly key: string;
  /** Certificate of the authority that gives workloads theirs. */
  readonly root: string;
  /** Port of all stubs, each of which has an address of its own. */
  readonly stubPort: number;
  /** The listeners have ports from here on. */
  readonly firstPort: number;
}

const TYPE = 'type.googleapis.com/envoy.extensions';
const FAULT = 'envoy.filters.http.fault';

/** So that nothing waits for it: what the delay is, is compared in istiod's route. */
const SHORT_DELAY = '0.002s';

const ofLoopback = (n: number) => `127.${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;

/**
 * With the address that the PROXY protocol tells as the one of who is connected. To policies that ask for the direct peer, it would be
 * whoever speaks that protocol.
 */
function byToldAddress(filter: Filter): Filter {
  return JSON.parse(JSON.stringify(filter).replaceAll('"directRemoteIp":', '"sourceIp":')) as Filter;
}

/** Builds the configuration of one Envoy that has listeners of many proxies of many meshes, with stubs as upstreams. */
export class EnvoyConfig {
  readonly listeners: object[] = [];
  readonly clusters: object[] = [];
  /** Routes by the name that they have in this Envoy. */
  readonly routes = new Map<string, PlacedRoute>();
  /** What each loopback address stands for. */
  readonly stubs = new Map<string, Stub>();
  readonly #clusters = new Set<string>();
  readonly #ports = new Map<Listener, number>();

  constructor(readonly places: Places) {}

  /**
   * Port on which a listener of a proxy answers. The address that a connection had gone to is told by the PROXY protocol.
   * @param proxy name of the proxy among all
   */
  listen(proxy: string, resources: ProxyResources, listener: Listener): number {
    const known = this.#ports.get(listener);
    if (known !== undefined) return known;
    const port = this.places.firstPort + this.#ports.size;
    this.#ports.set(listener, port);
    const convert = (chain: FilterChain) => this.#chain(chain, proxy, resources);
    const { filterChains = [], defaultFilterChain, listenerFilters = [], listenerFiltersTimeout } = listener;
    this.listeners.push({
      '@type': 'type.googleapis.com/envoy.config.listener.v3.Listener',
      name: `${port}`,
      address: { socketAddress: { address: '127.0.0.1', portValue: port } },
      listenerFilters: [
        {
          name: 'proxy',
          typedConfig: { '@type': `${TYPE}.filters.listener.proxy_protocol.v3.ProxyProtocol` },
        },
        ...listenerFilters.filter(({ name }) => name !== 'envoy.filters.listener.original_dst'),
      ],
      ...(listenerFiltersTimeout !== undefined && { listenerFiltersTimeout, continueOnListenerFiltersTimeout: true }),
      filterChains: filterChains.map(convert),
      ...(defaultFilterChain !== undefined && { defaultFilterChain: convert(defaultFilterChain) }),
      accessLog: [this.#accessLog('connection')],
    });
    return port;
  }

  /** Everything of it, as Envoy reads it; the listeners come from a file, because one that is refused would stop it otherwise. */
  bootstrap(adminPort: number, listenersFile: string): object {
    return {
      node: { id: 'routes', cluster: 'routes' },
      admin: { address: { socketAddress: { address: '127.0.0.1', portValue: adminPort } } },
      staticResources: { clusters: this.clusters },
      dynamicResources: { ldsConfig: { pathConfigSource: { path: listenersFile }, resourceApiVersion: 'V3' } },
      // As Istio's agent starts it.
      layeredRuntime: {
        layers: [
          {
            name: 'istio',
            staticLayer: {
              're2.max_program_size.error_level': '32768',
              'envoy.reloadable_features.http_reject_path_with_fragment': false,
            },
          },
        ],
      },
    };
  }

  #accessLog(of: 'request' | 'connection') {
    return {
      name: 'file',
      typedConfig: {
        '@type': `${TYPE}.access_loggers.file.v3.FileAccessLog`,
        path: this.places.accessLog,
        logFormat: {
          jsonFormat: {
            of,
            from: '%DOWNSTREAM_REMOTE_ADDRESS%',
            flags: '%RESPONSE_FLAGS%',
            details: '%RESPONSE_CODE_DETAILS%',
            cluster: '%UPSTREAM_CLUSTER_RAW%',
            host: '%UPSTREAM_HOST%',
            route: '%ROUTE_NAME%',
            termination: '%CONNECTION_TERMINATION_DETAILS%',
          },
        },
      },
    };
  }

  #chain(chain: FilterChain, proxy: string, resources: ProxyResources): object {
    const { transportSocket, filters = [], ...rest } = chain;
    return {
      ...rest,
      filters: filters.flatMap((filter) => this.#filter(filter, proxy, resources)),
      ...(transportSocket !== undefined && {
        transportSocket: this.#serverTls(transportSocket.typedConfig['requireClientCertificate']),
      }),
    };
  }

  #serverTls(requireClientCertificate: unknown): object {
    const { certificate, key, root } = this.places;
    const isOfMesh = requireClientCertificate === true;
    return {
      name: 'envoy.transport_sockets.tls',
      typedConfig: {
        '@type': `${TYPE}.transport_sockets.tls.v3.DownstreamTlsContext`,
        commonTlsContext: {
          tlsCertificates: [{ certificateChain: { filename: certificate }, privateKey: { filename: key } }],
          alpnProtocols: isOfMesh ? ['istio-http/1.1'] : ['h2', 'http/1.1'],
          ...(isOfMesh && { validationContext: { trustedCa: { filename: root } } }),
        },
        requireClientCertificate: isOfMesh,
      },
    };
  }

  #filter(given: Filter, proxy: string, resources: ProxyResources): Filter[] {
    const filter = byToldAddress(given);
    const { typedConfig } = filter;
    if (typedConfig === undefined) return [];
    if (typedConfig['@type'].endsWith('.HttpConnectionManager')) {
      const { rds, routeConfig, tracing: _, httpFilters = [], ...rest } = typedConfig;
      const table = routeConfig ?? resources.routes.find(({ name }) => name === rds?.routeConfigName);
      return [
        {
          ...filter,
          typedConfig: {
            ...rest,
            routeConfig: table === undefined ? { name: 'none' } : this.#table(table, proxy, resources),
            httpFilters: httpFilters.filter(({ name }) => !name.startsWith('istio.')),
            accessLog: [this.#accessLog('request')],
          },
        },
      ];
    }
    if (!typedConfig['@type'].endsWith('.TcpProxy')) return typedConfig['@type'].includes('envoy.') ? [filter] : [];
    const destinations = this.#destinations(typedConfig, proxy, resources);
    return [{ ...filter, typedConfig: { ...typedConfig, ...destinations, accessLog: [this.#accessLog('request')] } }];
  }

  #table(table: RouteTable, proxy: string, resources: ProxyResources): RouteTable {
    const { virtualHosts = [] } = table;
    return {
      ...table,
      virtualHosts: virtualHosts.map((host) => ({
        ...host,
        routes: (host.routes ?? []).map((route) => this.#route({ table: table.name, host, route }, proxy, resources)),
      })),
    };
  }

  #route(placed: PlacedRoute, proxy: string, resources: ProxyResources): Route {
    const { route } = placed;
    const name = `r${this.routes.size}`;
    this.routes.set(name, placed);
    const { typedPerFilterConfig } = route;
    const fault = typedPerFilterConfig?.[FAULT] as FaultFilter | undefined;
    return {
      ...route,
      name,
      ...(route.route !== undefined && { route: { ...route.route, ...this.#destinations(route.route, proxy, resources) } }),
      ...(fault?.delay !== undefined && {
        typedPerFilterConfig: {
          ...typedPerFilterConfig,
          [FAULT]: { ...fault, delay: { ...fault.delay, fixedDelay: SHORT_DELAY } },
        },
      }),
    };
  }

  #destinations(to: RouteAction, proxy: string, resources: ProxyResources): RouteAction {
    const rename = (name: string) => this.#cluster(name, proxy, resources);
    const { cluster, weightedClusters, requestMirrorPolicies } = to;
    return {
      ...(cluster !== undefined && { cluster: rename(cluster) }),
      ...(weightedClusters !== undefined && {
        weightedClusters: {
          ...weightedClusters,
          clusters: weightedClusters.clusters.map((one) => ({ ...one, name: rename(one.name) })),
        },
      }),
      ...(requestMirrorPolicies !== undefined && {
        requestMirrorPolicies: requestMirrorPolicies.map((one: Mirror) => ({ ...one, cluster: rename(one.cluster) })),
      }),
    };
  }

  /** The name of a cluster in this Envoy, to which the cluster is added where istiod has it. */
  #cluster(name: string, proxy: string, { clusters, endpoints }: ProxyResources): string {
    const renamed = `${proxy}/${name}`;
    if (this.#clusters.has(renamed)) return renamed;
    this.#clusters.add(renamed);
    const cluster = clusters.find((one) => one.name === name);
    if (cluster !== undefined) {
      const assigned = cluster.loadAssignment ?? endpoints.find(({ clusterName }) => clusterName === name);
      this.clusters.push(this.#stubbed(cluster, renamed, assigned));
    }
    return renamed;
  }

  #stubbed(cluster: Cluster, name: string, assigned: Endpoints | undefined): object {
    const { lbPolicy, commonLbConfig, ringHashLbConfig, maglevLbConfig, leastRequestLbConfig, loadBalancingPolicy } = cluster;
    if (cluster.type === 'ORIGINAL_DST' || cluster['clusterType'] !== undefined) {
      const stub = this.#stub({ cluster: cluster.name, address: '' });
      return { name, loadAssignment: { clusterName: name, endpoints: [{ lbEndpoints: [{ endpoint: { address: stub } }] }] } };
    }
    return {
      name,
      type: 'STATIC',
      ...{ lbPolicy, commonLbConfig, ringHashLbConfig, maglevLbConfig, leastRequestLbConfig, loadBalancingPolicy },
      loadAssignment: {
        clusterName: name,
        endpoints: (assigned?.endpoints ?? []).map((locality) => ({
          ...locality,
          lbEndpoints: (locality.lbEndpoints ?? []).map((one) => {
            const { address = '', portValue = 0 } = one.endpoint.address.socketAddress ?? {};
            return { ...one, endpoint: { address: this.#stub({ cluster: cluster.name, address: `${address}:${portValue}` }) } };
          }),
        })),
      },
    };
  }

  #stub(stub: Stub): object {
    const address = ofLoopback(this.stubs.size + 1);
    this.stubs.set(address, stub);
    return { socketAddress: { address, portValue: this.places.stubPort } };
  }
}
