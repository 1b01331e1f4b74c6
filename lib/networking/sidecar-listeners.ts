import type { HttpProtocol, Protocol, TcpProtocol, TlsProtocol } from '../admission/protocol';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { ConnectionPool } from './connection-pool';
import type { CipherSuite, TlsVersion } from './server-tls';
import type { SidecarHost } from './sidecar-hosts';

/** How a listener gets its connections: `IPTABLES` by redirection, `NONE` since clients call it, `DEFAULT` as the rest of the mesh. */
export type CaptureMode = 'DEFAULT' | 'IPTABLES' | 'NONE';

interface Port<Spoken extends string> {
  /** Number of the port. */
  readonly number: number;
  /** What is spoken on the port. @default found out from the first bytes: HTTP or TCP */
  readonly protocol?: Spoken;
  /** Name of the port. @default none */
  readonly name?: string;
}

interface Terms {
  /** Path, in the proxy, of the certificate. */
  readonly serverCertificate: string;
  /** Path, in the proxy, of its private key. */
  readonly privateKey: string;
  /** Oldest version that is spoken. Those below 1.2 need `cipherSuites` that fit. @default TLSV1_2 */
  readonly minProtocolVersion?: TlsVersion;
  /** Newest version that is spoken. @default the newest that the proxy has */
  readonly maxProtocolVersion?: TlsVersion;
  /** Cipher suites that are spoken. @default those of the mesh config, else of the proxy */
  readonly cipherSuites?: readonly CipherSuite[];
}

interface Simple extends Terms {
  /** The workload alone shows a certificate. */
  readonly mode: 'SIMPLE';
}

interface Mutual extends Terms {
  /** The client shows a certificate as well; for `OPTIONAL_MUTUAL` only if it has one. */
  readonly mode: 'MUTUAL' | 'OPTIONAL_MUTUAL';
  /** Path, in the proxy, of the authorities that clients' certificates come from. */
  readonly caCertificates: string;
  /** Path, in the proxy, of the list of revoked certificates. @default none */
  readonly caCrl?: string;
  /** Let clients in whose certificate is from no known authority. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** TLS of clients outside of the mesh, with certificates in files of the proxy. */
export type SidecarTls = OneShapeOf<Simple | Mutual>;

interface IngressBase {
  /** IP address that is listened on. @default the address of the pod */
  readonly bind?: string;
  /** @default DEFAULT */
  readonly captureMode?: CaptureMode;
  /**
   * Where requests go: a port of the workload on localhost (`127.0.0.1:8080`, `[::1]:8080`), on the address of the pod
   * (`0.0.0.0:8080`, `[::]:8080`), or a socket (`unix:///path`).
   * @default the port that was called, on the address of the pod
   */
  readonly defaultEndpoint?: `${'127.0.0.1' | '[::1]' | '0.0.0.0' | '[::]'}:${number}` | `unix://${string}`;
  /** Limits of connections and requests to this port. @default those of the Sidecar's `inboundConnectionPool` */
  readonly connectionPool?: ConnectionPool;
}

interface TlsIngress extends IngressBase {
  readonly port: Port<TlsProtocol>;
  /** TLS that the proxy ends. It does so only where a PeerAuthentication with DISABLE is for the port. @default it is passed on */
  readonly tls?: SidecarTls;
}

interface PlainIngress extends IngressBase {
  readonly port: Port<HttpProtocol | TcpProtocol>;
}

/** A port on which the proxy of a workload takes requests. */
export type IngressListener = OneShapeOf<TlsIngress | PlainIngress>;

interface EgressBase {
  /** What can be reached: Services, ServiceEntries, Namespaces, or `<namespace>/<host>`. `~/*` alone is nothing at all. */
  readonly hosts: NonEmpty<SidecarHost>;
}

interface PortEgress extends EgressBase {
  /** Requests to this port. */
  readonly port: Port<Protocol | 'HTTP_PROXY'>;
  /** IP address that is listened on. @default the addresses of the hosts; without redirection that of localhost */
  readonly bind?: string;
  /** @default DEFAULT */
  readonly captureMode?: CaptureMode;
}

interface SocketEgress extends EgressBase {
  /** 0, since sockets have no number. */
  readonly port: Port<Protocol | 'HTTP_PROXY'> & { readonly number: 0 };
  /** The socket on which the workload calls. No other listener has it. */
  readonly bind: `unix://${string}`;
  /** @default DEFAULT */
  readonly captureMode?: 'DEFAULT' | 'NONE';
}

interface AnyPortEgress extends EgressBase {
  /** @default DEFAULT */
  readonly captureMode?: CaptureMode;
}

/** What a workload can reach by one port, or by one socket. */
export type PortEgressListener = OneShapeOf<PortEgress | SocketEgress>;

/** What a workload can reach, by one port or by all. */
export type EgressListener = OneShapeOf<PortEgress | SocketEgress | AnyPortEgress>;
