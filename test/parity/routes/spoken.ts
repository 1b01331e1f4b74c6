import type { OutcomeTls } from '../../../lib/simulation';
import type { LbEndpoint, ProxyResources } from './resources';

interface TransportSocket {
  readonly name: string;
  readonly typedConfig?: { readonly commonTlsContext?: { readonly alpnProtocols?: readonly string[] } };
}

interface SocketMatch {
  readonly match?: Readonly<Record<string, string>>;
  readonly transportSocket: TransportSocket;
}

/** What a proxy speaks on a connection. */
export type Spoken = Exclude<OutcomeTls, 'mixed'>;

const TLS = 'envoy.transport_sockets.tls';
const MATCH = 'envoy.transport_socket_match';

/** Proxies of the mesh tell each other by these words what is in their TLS. */
const isOfMesh = ({ typedConfig }: TransportSocket) =>
  typedConfig?.commonTlsContext?.alpnProtocols?.some((protocol) => protocol.startsWith('istio')) === true;

function spokenOn(socket: TransportSocket | undefined): Spoken {
  if (socket?.name !== TLS) return 'plain';
  return isOfMesh(socket) ? 'mutual' : 'tls';
}

function labelsOf(endpoint: LbEndpoint): Readonly<Record<string, string>> {
  const { filterMetadata = {} } = (endpoint['metadata'] ?? {}) as {
    readonly filterMetadata?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  return filterMetadata[MATCH] ?? {};
}

/** What istiod tells a proxy to speak to the endpoints of a cluster, by their addresses. */
export function spokenTo({ clusters, endpoints }: ProxyResources, name: string): ReadonlyMap<string, Spoken> {
  const cluster = clusters.find((one) => one.name === name);
  const assigned = cluster?.loadAssignment ?? endpoints.find(({ clusterName }) => clusterName === name);
  const matches = (cluster?.['transportSocketMatches'] ?? []) as readonly SocketMatch[];
  const all = (assigned?.endpoints ?? []).flatMap(({ lbEndpoints = [] }) => lbEndpoints);
  return new Map(
    all.map((endpoint) => {
      const { address = '', portValue = 0 } = endpoint.endpoint.address.socketAddress ?? {};
      const labels = labelsOf(endpoint);
      const found = matches.find(({ match = {} }) => Object.entries(match).every(([key, value]) => labels[key] === value));
      const socket = found?.transportSocket ?? (cluster?.['transportSocket'] as TransportSocket | undefined);
      return [`${address}:${portValue}`, spokenOn(socket)];
    }),
  );
}
