import type { Problem } from '../core/problem';

/** Protocols that are HTTP inside. */
export type HttpProtocol = 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-WEB';

/** Protocols inside TLS: HTTP, or anything that is told apart by the server name the client asks for. */
export type TlsProtocol = 'HTTPS' | 'TLS';

/** Protocols of which the proxy sees connections alone. */
export type TcpProtocol = 'TCP' | 'MONGO' | 'REDIS' | 'MYSQL';

/** Protocols that a port can be declared for. */
export type Protocol = HttpProtocol | TlsProtocol | TcpProtocol;

const HTTP: readonly string[] = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTP_PROXY'];
const TLS: readonly string[] = ['HTTPS', 'TLS'];
const OTHER: readonly string[] = ['TCP', 'MONGO', 'REDIS', 'MYSQL', 'UDP'];

/** Whether a protocol, in capital or small letters, is HTTP inside. */
export function isHttp(protocol: string): boolean {
  return HTTP.includes(protocol.toUpperCase());
}

/** Whether a protocol, in capital or small letters, is inside TLS. */
export function isTls(protocol: string): boolean {
  return TLS.includes(protocol.toUpperCase());
}

/** Whether requests for several hosts can be told apart on a port: by authority or server name. */
export function tellsHostsApart(protocol: string): boolean {
  return isHttp(protocol) || isTls(protocol);
}

/** Problems of the protocol of a port. */
export function protocolProblems(field: string, protocol: string): Problem[] {
  const known = [...HTTP, ...TLS, ...OTHER];
  if (known.includes(protocol.toUpperCase())) return [];
  return [{ field, problem: 'is no protocol that Istio knows', got: protocol, fix: `use one of ${known.join(', ')}` }];
}
