import { isHttp, isTls } from '../admission/protocol';

/** What is spoken on a port, in capital letters; `UNKNOWN` where the proxy finds it out from the first bytes. */
export type PortProtocol =
  | 'HTTP'
  | 'HTTP2'
  | 'GRPC'
  | 'GRPC-WEB'
  | 'HTTP_PROXY'
  | 'HTTPS'
  | 'TLS'
  | 'TCP'
  | 'MONGO'
  | 'REDIS'
  | 'MYSQL'
  | 'UDP'
  | 'UNKNOWN';

const NAMED: readonly string[] = [
  'HTTP',
  'HTTP2',
  'GRPC',
  'GRPC-WEB',
  'HTTP_PROXY',
  'HTTPS',
  'TLS',
  'TCP',
  'MONGO',
  'REDIS',
  'MYSQL',
  'UDP',
];

/** Names that Kubernetes has for what is spoken. */
const OF_KUBERNETES: Readonly<Record<string, PortProtocol>> = {
  'kubernetes.io/h2c': 'HTTP2',
  'kubernetes.io/ws': 'HTTP',
  'kubernetes.io/wss': 'HTTPS',
};

/** Ports whose servers speak first, so that nothing could be found out. */
const TCP_PORTS: readonly number[] = [25, 53, 3306, 27017];

/** A protocol by its name in any letters. */
export function protocolNamed(name: string): PortProtocol {
  const upper = name.toUpperCase();
  return NAMED.includes(upper) ? (upper as PortProtocol) : 'UNKNOWN';
}

/** What is spoken on a port of a Service: by `appProtocol`, else by the name of the port up to its first `-`, else by its number. */
export function protocolOf(port: number, name: string, transport: string, appProtocol: string | undefined): PortProtocol {
  if (transport === 'UDP') return 'UDP';
  const known = appProtocol === undefined ? undefined : OF_KUBERNETES[appProtocol];
  if (known !== undefined) return known;
  const said = appProtocol ?? name;
  if (/^grpc-web/i.test(said)) return 'GRPC-WEB';
  const spoken = protocolNamed(said.split('-')[0] ?? '');
  return spoken === 'UNKNOWN' && TCP_PORTS.includes(port) ? 'TCP' : spoken;
}

/** Whether requests can be told apart on a port: it is HTTP, or may turn out to be. */
export function mayBeHttp(protocol: PortProtocol): boolean {
  return protocol === 'UNKNOWN' || isHttp(protocol);
}

export { isHttp, isTls };
