/** Protocols that are HTTP inside. */
export type HttpProtocol = 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-WEB';

/** Protocols inside TLS: HTTP, or anything that is told apart by the server name the client asks for. */
export type TlsProtocol = 'HTTPS' | 'TLS';

/** Protocols of which the proxy sees connections alone. */
export type TcpProtocol = 'TCP' | 'MONGO' | 'REDIS' | 'MYSQL';

/** Protocols that a port can be declared for. */
export type Protocol = HttpProtocol | TlsProtocol | TcpProtocol;

const NOT_TOLD_APART: readonly Protocol[] = ['TCP', 'MONGO', 'REDIS', 'MYSQL'];

/** Whether requests for several hosts can be told apart on a port: by authority or server name. */
export function tellsHostsApart(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && !NOT_TOLD_APART.includes(protocol);
}
