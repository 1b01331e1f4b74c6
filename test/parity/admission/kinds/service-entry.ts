import type { Knowledge } from '../from-schema';
import { DNS_LABELS, EXPORT_TO_OR_NONE, LABELS, mapOf, PORTS, pool, SUBNETS } from '../pool';
import { PROTOCOLS } from './gateway';
import { TARGET_VALUES } from './targets';

const PORT_NAMES = pool(['http', 'https', 'tcp', 'a'.repeat(62)], ['', 'a'.repeat(63), 'a_b', 'A', '-a', 'a.b', 'a'.repeat(64)]);

const ADDRESSES = pool(
  ['10.0.0.1', 'example.com', '::1', 'unix:///tmp/a', 'vm-1.shop', ''],
  [
    'unix://a',
    'unix:///a/',
    'unix://@a',
    'unix://',
    'a_b',
    '*.a.com',
    'example.com:80',
    '10.0.0.0/8',
    'unix:///',
    '10.0.0.300',
    '1.2.3',
    'a'.repeat(257),
    'unix://@',
    '[::1]',
    'fe80::1%a',
  ],
);

/** Values of a WorkloadEntry, also within other kinds. */
export const ENDPOINT_VALUES = {
  address: ADDRESSES,
  'endpoints[].address': ADDRESSES,
  ports: mapOf(PORT_NAMES, PORTS),
  labels: LABELS,
  network: pool(['net-1', ''], ['n'.repeat(2049)]),
  locality: pool(['us/east/a', 'us', ''], ['l'.repeat(2049), 'a//b', '/']),
  serviceAccount: pool(['reviews', ''], ['s'.repeat(254), '*']),
  weight: pool([0, 1, 100], [-1, 2 ** 32]),
};

interface Spec {
  ports?: { name?: unknown; number?: unknown; protocol?: unknown }[];
  hosts?: unknown[];
  endpoints?: Record<string, unknown>[];
  resolution?: string;
}

export const SERVICE_ENTRY: Knowledge = {
  shapes: {
    '': [
      ['hosts!', 'ports!', 'addresses', 'location', 'exportTo', 'subjectAltNames'],
      ['hosts!', 'ports!', 'resolution!', 'location'],
      ['hosts!', 'ports!', 'resolution!', 'endpoints!', 'location', 'exportTo'],
      ['hosts!', 'ports!', 'resolution!', 'workloadSelector!', 'location'],
      ['hosts!', 'ports', 'resolution', 'endpoints', 'workloadSelector', 'addresses', 'exportTo', 'location'],
    ],
    'endpoints[]': [
      ['address!', 'labels', 'locality', 'weight', 'serviceAccount'],
      ['address!', 'ports', 'network'],
      ['address', 'network', 'ports'],
    ],
    'ports[]': [
      ['number!', 'name!', 'protocol', 'targetPort'],
      ['number!', 'name!', 'protocol!'],
    ],
  },
  values: {
    ...TARGET_VALUES,
    'hosts[]': pool(
      ['example.com', 'api.example.com', '*.example.org', 'a'],
      ['*', '', 'a_b', '10.0.0.1', '*a.com', '*-a.com', 'a.*.com', 'example..com', 'a'.repeat(64), '*.', 'example.com:80'],
    ),
    'addresses[]': SUBNETS,
    exportTo: EXPORT_TO_OR_NONE,
    'ports[].name': DNS_LABELS,
    'ports[].number': PORTS,
    'ports[].targetPort': PORTS,
    'ports[].protocol': PROTOCOLS,
    resolution: pool(['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS', 'STATIC', 'DNS'], ['', 'static']),
    'endpoints[].address': ADDRESSES,
    'endpoints[].ports': mapOf(PORT_NAMES, PORTS),
    'endpoints[].labels': LABELS,
    'endpoints[].network': ENDPOINT_VALUES.network,
    'endpoints[].locality': ENDPOINT_VALUES.locality,
    'endpoints[].serviceAccount': ENDPOINT_VALUES.serviceAccount,
    'subjectAltNames[]': pool(['spiffe://a', 'a'], ['']),
  },
  mend(made, random) {
    const spec = made as Spec & Record<string, unknown>;
    const { ports, endpoints, resolution, hosts } = spec;
    if (resolution === 'DYNAMIC_DNS' && random.chance(0.9)) {
      spec.hosts = ['*.example.com'];
      for (const name of ['addresses', 'endpoints']) delete spec[name];
    }
    if (resolution === 'NONE' && random.chance(0.9)) delete spec.endpoints;
    if (String(resolution).startsWith('DNS') && random.chance(0.9)) {
      delete spec.workloadSelector;
      if (Array.isArray(hosts)) spec.hosts = hosts.map((host) => (host === '*.example.org' ? 'example.org' : host));
      if (Array.isArray(endpoints) && resolution === 'DNS_ROUND_ROBIN') endpoints.length = Math.min(endpoints.length, 1);
    }
    if (Array.isArray(ports)) {
      const needsHttp = resolution === 'DYNAMIC_DNS' || (resolution !== 'NONE' && Array.isArray(hosts) && hosts.length > 1);
      ports.forEach((port, i) => {
        if (port === null || typeof port !== 'object' || !random.chance(0.95)) return;
        if (needsHttp) port.protocol = random.pick(['HTTP', 'TLS', 'GRPC', 'http2']);
        if (i === 0) return;
        port.name = `p${i}`;
        port.number = 8000 + i;
      });
    }
    if (!Array.isArray(endpoints)) return;
    for (const endpoint of endpoints) {
      if (endpoint === null || typeof endpoint !== 'object' || !random.chance(0.95)) continue;
      if (endpoint.address === '') endpoint.network = 'net-1';
      if (resolution === 'STATIC') endpoint.address = random.pick(['10.0.0.1', '::1', '10.0.0.2', 'unix:///tmp/a']);
      else if (String(endpoint.address).startsWith('unix') || endpoint.address === '') endpoint.address = 'a.example.com';
      const first = Array.isArray(ports) ? ports[0]?.name : undefined;
      if (endpoint.ports !== undefined && typeof first === 'string') endpoint.ports = { [first]: 8080 };
      if (endpoint.address === 'unix:///tmp/a') {
        delete endpoint.ports;
        if (Array.isArray(ports)) ports.length = Math.min(ports.length, 1);
      }
    }
  },
};

export const WORKLOAD_ENTRY: Knowledge = {
  shapes: {
    '': [
      ['address!', 'labels', 'locality', 'weight', 'serviceAccount', 'network'],
      ['address!', 'ports', 'labels'],
      ['address', 'ports', 'network', 'labels'],
    ],
  },
  values: ENDPOINT_VALUES,
};

export const WORKLOAD_GROUP: Knowledge = {
  shapes: {
    '': [
      ['template!', 'metadata', 'probe'],
      ['template!', 'probe!'],
      ['template', 'probe', 'metadata'],
    ],
    template: [
      ['labels', 'serviceAccount', 'ports', 'network'],
      ['address', 'locality', 'weight', 'ports'],
    ],
    probe: [
      ['httpGet!', 'initialDelaySeconds', 'periodSeconds'],
      ['tcpSocket!', 'timeoutSeconds', 'failureThreshold'],
      ['exec!', 'successThreshold', 'periodSeconds'],
      ['grpc', 'httpGet', 'exec', 'tcpSocket', 'failureThreshold'],
    ],
  },
  values: {
    'template.labels': LABELS,
    'template.ports': mapOf(PORT_NAMES, PORTS),
    'template.address': ADDRESSES,
    'template.network': ENDPOINT_VALUES.network,
    'template.locality': ENDPOINT_VALUES.locality,
    'template.serviceAccount': ENDPOINT_VALUES.serviceAccount,
    'metadata.labels': LABELS,
    'metadata.annotations': mapOf(pool(['a', 'a/b'], ['', 'a b', '-']), pool(['a', ''])),
    'httpGet.port': PORTS,
    'tcpSocket.port': PORTS,
    'grpc.port': PORTS,
    'httpGet.scheme': pool(['HTTP', 'HTTPS'], ['', 'http', 'TCP']),
    'httpGet.path': pool(['/', '/ready', '', 'a'], []),
    'httpHeaders[].name': pool(['x-a', 'Host'], ['', 'a b', 'a_b', 'a.b', ':a']),
    'command[]': pool(['true', 'cat'], ['']),
    failureThreshold: pool([0, 1, 3], [-1]),
    initialDelaySeconds: pool([0, 1, 3], [-1, 2 ** 31]),
  },
};

export const PROXY_CONFIG: Knowledge = {
  shapes: { '': [['selector', 'concurrency', 'environmentVariables', 'image']] },
  values: {
    ...TARGET_VALUES,
    concurrency: pool([0, 1, 2], [-1, 2 ** 31, null]),
    environmentVariables: mapOf(pool(['A', 'ISTIO_X', 'a b'], ['']), pool(['a', ''], ['x'.repeat(2049), 'x'.repeat(2048)])),
    'image.imageType': pool(['distroless', 'debug', 'default', ''], ['a b']),
  },
};
