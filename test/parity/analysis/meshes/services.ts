import type { Labels } from '../../../../lib/core/labels';
import type { Values } from '../../../../lib/core/schema/values';
import { annotations } from './annotations';
import type { MeshMaker } from './mesh-maker';

const NUMBERS = [80, 8080, 9080, 443, 3306, 53, 9090, 25, 27017, 5432, 15021];
const NAMES = [
  'http',
  'http-web',
  'grpc',
  'grpc-web',
  'grpc-web-ui',
  'https',
  'tls',
  'tcp',
  'tcp-db',
  'mysql',
  'mongo',
  'redis',
  'http2',
];
const ODD_NAMES = ['HTTP', 'HTTP2-a', 'Grpc-x', 'udp', 'tcp-', 'https-gw', 'http-', 'hbone', 'auto'];
const WRONG_NAMES = [
  'web',
  'foo-http',
  'grpcweb',
  'httpx',
  'metrics',
  '',
  undefined,
  'UNSUPPORTED',
  '-http',
  'unsupported',
  'db',
];
const APPS = ['http', 'https', 'grpc', 'tcp', 'kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss', 'HTTP', 'grpc-web'];
const WRONG_APPS = ['web', 'example.com/x', '', 'kubernetes.io/h3', 'h2c', 'https/1'];

function port(m: MeshMaker, at: number, first: number): Values {
  const number = m.slip(NUMBERS[(first + at) % NUMBERS.length], m.pick(...NUMBERS), 53);
  const name = m.slip(m.pick(...NAMES, ...(m.chance(0.2) ? ODD_NAMES : NAMES)), ...WRONG_NAMES);
  return {
    name,
    port: number,
    protocol: m.slip(m.pick(undefined, 'TCP'), 'UDP', 'SCTP'),
    appProtocol: m.sometimes(0.1, () => m.slip(m.pick(...APPS), ...WRONG_APPS)),
    targetPort: m.pick<unknown>(undefined, undefined, number, 8080, 'http', '8080', 0),
    nodePort: undefined,
  };
}

function kindOf(m: MeshMaker, selector: Labels): Values {
  return m.pick<Values>(
    { selector },
    { selector },
    { selector, type: 'ClusterIP' },
    { selector, clusterIP: 'None' },
    { selector, type: 'NodePort' },
    { selector, type: 'LoadBalancer' },
    { type: 'ExternalName', externalName: 'db.example.com' },
    { type: 'ExternalName', externalName: 'db.example.com', selector },
    {},
  );
}

/** A service for pods, of any type. */
export function makeService(m: MeshMaker, name: string, namespace: string, selector: Labels): void {
  const first = m.pick(...NUMBERS.keys());
  const ports = m.several(m.slip(1, 0), 3, (at) => port(m, at, first));
  if (m.slips()) ports.push({ ...port(m, 0, first), protocol: 'UDP', port: ports[0]?.port ?? 53 });
  const kind = m.chance(0.6) ? { selector } : kindOf(m, selector);
  const labels = m.slip<Labels | undefined>(
    m.pick(undefined, { app: name }),
    { istio: 'pilot' },
    { release: 'istio' },
    { release: 'mine' },
    { 'gateway.istio.io/managed': 'istio.io-gateway-controller' },
    { 'gateway.istio.io/managed': 'istio.io-mesh-controller' },
    { 'gateway.istio.io/managed': 'istio.io-eastwest-controller' },
    { 'gateway.istio.io/managed': 'someone-else' },
  );
  const exported = m.slip(
    m.sometimes(0.1, () => m.pick('*', '.', m.namespace())),
    ` ${m.namespace()} , .`,
    '~',
    'nowhere',
    `${m.namespace()},${m.namespace()}`,
  );
  const all = { ...annotations(m, 'Service'), ...(exported !== undefined && { 'networking.istio.io/exportTo': exported }) };
  m.add('v1', 'Service', { name, namespace, labels, annotations: all }, { spec: { ...kind, ports } });
  m.services.push({ name, namespace, ports: ports.map(({ port }) => port as number), subsets: [] });
}
